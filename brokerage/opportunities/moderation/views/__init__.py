"""The desk's pages for looking at roles."""

from brokerage.opportunities.moderation.views import history as _history  # noqa: F401 - its routes
from brokerage.opportunities.moderation.views import looking as _looking  # noqa: F401
from brokerage.opportunities.moderation.views.blueprint import moderation

__all__ = ["moderation"]
