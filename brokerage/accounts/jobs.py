"""Tidying up what is over."""

from __future__ import annotations

from datetime import timedelta

from brokerage.accounts.challenges import forget_challenges
from brokerage.accounts.service import forget_sign_ins
from brokerage.accounts.throttling import forget_tries
from brokerage.db import now, unit_of_work
from brokerage.jobs import scheduled

KEEP_SIGN_INS = timedelta(days=90)


@scheduled("accounts.tidy", "20 3 * * *")
def tidy_accounts() -> str | None:
    """Deletes used codes and links, counts of tries, and sign-ins that ended 90 days ago."""
    with unit_of_work() as session:
        forget_tries(session)
        forget_challenges(session)
        count = forget_sign_ins(session, now() - KEEP_SIGN_INS)
    return f"{count} old sign-ins deleted." if count else None
