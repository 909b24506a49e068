"""Pages for signing in, one's own account, staff, and doing things for somebody else."""

from brokerage.accounts.views import first_run as _first_run
from brokerage.accounts.views import own as _own
from brokerage.accounts.views import passwords as _passwords
from brokerage.accounts.views import second_step as _second_step
from brokerage.accounts.views import signing as _signing
from brokerage.accounts.views.acting import acting
from brokerage.accounts.views.blueprint import accounts
from brokerage.accounts.views.staff import staff

__all__ = ["accounts", "acting", "staff"]
