"""Pages for signing in, one's own account, staff, and doing things for somebody else."""

from brokerage.accounts.views import first_run, keeping, own, passwords, second_step, signing
from brokerage.accounts.views.acting import acting
from brokerage.accounts.views.blueprint import accounts
from brokerage.accounts.views.staff import staff

__all__ = [
    "accounts",
    "acting",
    "first_run",
    "keeping",
    "own",
    "passwords",
    "second_step",
    "signing",
    "staff",
]
