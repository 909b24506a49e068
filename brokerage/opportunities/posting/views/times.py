"""The page of days and times: one is added, changed or taken away at a time."""

from __future__ import annotations

from flask import request

from brokerage.accounts.current import current_actor
from brokerage.db import unit_of_work
from brokerage.errors import BrokerageError
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.posting.answers import session_answers
from brokerage.opportunities.posting.details import Details
from brokerage.opportunities.posting.drafts import understood
from brokerage.opportunities.posting.minding import minded
from brokerage.opportunities.posting.pages import BY_NAME, SESSION
from brokerage.opportunities.posting.putting import put_session, remove_session
from brokerage.opportunities.posting.reading import read_pages
from brokerage.opportunities.posting.views.blueprint import (
    answers_for,
    number_of,
    the_role,
    vocabulary_of,
)
from brokerage.weeks import local_today

UNTYPED = ("session_on", "session_start", "session_end")


def session_shown(role: Opportunity, number: int | None) -> dict[str, list[str]]:
    """A session to change, as its answers; nothing where none is named."""
    row = next((one for one in role.sessions if one.id == number), None)
    return session_answers(row) if row else {}


def answer_times(organisation_id: str, opportunity_id: str) -> tuple[Details, bool]:
    """What is wrong, and whether the page comes again: for one more, or after one was removed."""
    details, page = Details(), BY_NAME["times"]
    removed = number_of("remove")
    empty = not any(request.form.get(name, "").strip() for name in UNTYPED)
    try:
        with unit_of_work() as unit:
            role = the_role(unit, organisation_id, opportunity_id)
            if removed is not None:
                with minded(unit, role, current_actor(), page.name):
                    remove_session(unit, role, removed)
                return details, True
            if not (empty and role.sessions):
                answers = answers_for(unit, role)
                details = read_pages([page], answers, vocabulary_of(unit), local_today())
                if details.session is not None and not details.errors:
                    with minded(unit, role, current_actor(), page.name):
                        put_session(unit, role, details.session, number_of("session"))
            if not details.errors:
                understood(unit, role, page, page.name)
    except BrokerageError as problem:
        details.errors = {problem.field or SESSION[0]: [problem.message]}
    return details, "another" in request.form
