"""Which check a role seems to allow: ten questions, and the reasons for the answer."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from brokerage.access import needs
from brokerage.accounts.forms import filled
from brokerage.db import db
from brokerage.errors import NotFound
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import get_shown
from brokerage.records.forms import LEVEL_QUESTIONS, Errors, Typed, read, yes
from brokerage.records.views.blueprint import desk_records
from brokerage.volunteers.check_rules import ORDER, SeemsToAllow, seems_to_allow
from brokerage.volunteers.models import LEVELS
from brokerage.weeks import local_today


@desk_records.get("/check-level")
@needs("volunteers.checks")
def check_level() -> ResponseReturnValue:
    """The questions, and once they are answered what follows; nothing is kept."""
    role = _role()
    typed: Typed = {}
    errors: Errors = {}
    found = None
    if "answered" in request.args:
        typed, errors = read(LEVEL_QUESTIONS, request.args)
        if not errors:
            given = {name: yes(text) for name, text in typed.items()}
            found = seems_to_allow(given, local_today())
    page = render_template(
        "records/check_level.html",
        role=role,
        controls=filled(LEVEL_QUESTIONS, typed, errors),
        errors=errors,
        found=found,
        asks=LEVELS.get(role.check_level or "") if role else None,
        too_high=_is_too_high(role, found),
    )
    return page, 422 if errors else 200


def _role() -> Opportunity | None:
    """The role the questions are about, where one is named."""
    public_id = request.args.get("role", "")
    if not public_id:
        return None
    if "\0" in public_id:
        raise NotFound("We cannot find that role.")
    return get_shown(db.session(), public_id)


def _is_too_high(role: Opportunity | None, found: SeemsToAllow | None) -> bool:
    """Whether the role asks for more than the law seems to open."""
    if role is None or found is None or role.check_level not in ORDER:
        return False
    return ORDER.index(role.check_level) > ORDER.index(found.level)
