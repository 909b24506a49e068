"""The pages on which an organisation, or a broker for it, posts a role."""

from brokerage.opportunities.posting.views import (  # noqa: F401 - their routes
    answering,
    checking,
    keeping,
    listing,
    starting,
)
from brokerage.opportunities.posting.views.blueprint import posting

__all__ = ["posting"]
