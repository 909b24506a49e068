"""Opening first-run set-up, and tidying up what is over."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, url_for
from sqlalchemy import select

from brokerage.accounts.challenges import end_challenges, forget_challenges, issue
from brokerage.accounts.opening import staff_exist
from brokerage.accounts.service import forget_sign_ins
from brokerage.accounts.throttling import forget_tries
from brokerage.db import now, unit_of_work
from brokerage.geography.gazetteer import load_gazetteer
from brokerage.geography.models import District
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


def begin_set_up(app: Flask) -> str | None:
    """The path of the first-run page, with a new token; None where staff have accounts.

    Whoever starts the service sees it in the terminal. A token from before no longer counts.
    """
    with app.test_request_context(), unit_of_work() as session:
        if staff_exist(session):
            return None
        if session.scalar(select(District.code).limit(1)) is None:
            load_gazetteer(session)  # the page asks for a district
        end_challenges(session, "set_up", None)
        return url_for("accounts.set_up", token=issue(session, "set_up", None).token)
