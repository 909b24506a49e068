"""The pages of an organisation: for its members, and for a broker who does a step for them."""

from brokerage.organisations.views import answering as _answering  # noqa: F401 - its routes
from brokerage.organisations.views import details as _details  # noqa: F401
from brokerage.organisations.views import home as _home  # noqa: F401
from brokerage.organisations.views import joining_later as _joining_later  # noqa: F401
from brokerage.organisations.views import members as _members  # noqa: F401
from brokerage.organisations.views.blueprint import organisations
from brokerage.organisations.views.confirming import confirming
from brokerage.organisations.views.desk import desk_organisations
from brokerage.organisations.views.joining import joining

__all__ = ["confirming", "desk_organisations", "joining", "organisations"]
