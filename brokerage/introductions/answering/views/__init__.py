"""The pages on which an organisation answers, behind both doors."""

from brokerage.introductions.answering.views import everybody as _everybody  # noqa: F401 - routes
from brokerage.introductions.answering.views import portal as _portal  # noqa: F401 - routes
from brokerage.introductions.answering.views import record as _record  # noqa: F401 - routes
from brokerage.introductions.answering.views import roles as _roles  # noqa: F401 - routes
from brokerage.introductions.answering.views import signed as _signed  # noqa: F401 - routes
from brokerage.introductions.answering.views.blueprint import answering, applicants

__all__ = ["answering", "applicants"]
