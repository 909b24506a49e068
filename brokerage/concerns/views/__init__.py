"""Telling us that something is wrong, and the log of the designated people."""

from brokerage.concerns.views.safeguarding import safeguarding
from brokerage.concerns.views.telling import concerns

__all__ = ["concerns", "safeguarding"]
