"""The pages of registering, of one's own record, and of answering by a signed link."""

from brokerage.volunteers.views import after as _after  # noqa: F401
from brokerage.volunteers.views import enquiring as _enquiring  # noqa: F401 - its routes
from brokerage.volunteers.views import interest as _interest  # noqa: F401
from brokerage.volunteers.views import my_introductions as _introductions  # noqa: F401
from brokerage.volunteers.views import my_record as _record  # noqa: F401
from brokerage.volunteers.views import my_roles as _roles  # noqa: F401
from brokerage.volunteers.views import opening_more as _opening_more  # noqa: F401
from brokerage.volunteers.views import registering as _registering  # noqa: F401
from brokerage.volunteers.views import saving as _saving  # noqa: F401
from brokerage.volunteers.views import what_now as _what_now  # noqa: F401
from brokerage.volunteers.views.at_the_desk import at_the_desk
from brokerage.volunteers.views.blueprints import my, registration
from brokerage.volunteers.views.calendars import calendars

__all__ = ["at_the_desk", "calendars", "my", "registration"]
