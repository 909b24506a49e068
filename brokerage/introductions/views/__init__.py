"""The desk's pages: my day, people, roles, shortlists, and every introduction."""

from brokerage.introductions.views import calls as _calls  # noqa: F401 - its routes
from brokerage.introductions.views import day as _day  # noqa: F401
from brokerage.introductions.views import people as _people  # noqa: F401
from brokerage.introductions.views import refer as _refer  # noqa: F401
from brokerage.introductions.views import roles as _roles  # noqa: F401
from brokerage.introductions.views import shortlist as _shortlist  # noqa: F401
from brokerage.introductions.views import show as _show  # noqa: F401
from brokerage.introductions.views import tasks as _tasks  # noqa: F401
from brokerage.introductions.views.blueprint import desk, introductions

__all__ = ["desk", "introductions"]
