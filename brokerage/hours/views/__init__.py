"""The pages of hours and rotas: a volunteer's, an organisation's, the desk's, and signed links."""

from brokerage.hours.views import confirming as _confirming  # noqa: F401 - their routes
from brokerage.hours.views import desk as _desk  # noqa: F401
from brokerage.hours.views import feedback as _feedback  # noqa: F401
from brokerage.hours.views import letters as _letters  # noqa: F401
from brokerage.hours.views import links as _links  # noqa: F401
from brokerage.hours.views import my_entries as _my_entries  # noqa: F401
from brokerage.hours.views import my_hours as _my_hours  # noqa: F401
from brokerage.hours.views import my_month as _my_month  # noqa: F401
from brokerage.hours.views import my_papers as _my_papers  # noqa: F401
from brokerage.hours.views import my_rota as _my_rota  # noqa: F401
from brokerage.hours.views import placements as _placements  # noqa: F401
from brokerage.hours.views import rota as _rota  # noqa: F401
from brokerage.hours.views import sheets as _sheets  # noqa: F401
from brokerage.hours.views.blueprints import (
    desk_hours,
    hours_links,
    my_hours,
    organisation_hours,
    rota,
)

__all__ = ["desk_hours", "hours_links", "my_hours", "organisation_hours", "rota"]
