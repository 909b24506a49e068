"""The blueprints of hours and rotas, and what their forms share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from sqlalchemy import select

from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.errors import Invalid, NotFound
from brokerage.hours.amounts import in_hours, read_minutes, written
from brokerage.hours.letters.pdf import is_available
from brokerage.hours.messages import when
from brokerage.idempotency import new_submission_key
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.tenancy import get_role_of, opportunities_run_by
from brokerage.volunteers.registration.days import written as written_day
from brokerage.weeks import DAY_NAMES, DAYS, clock, local_today

organisation_hours = Blueprint(
    "organisation_hours", __name__, url_prefix="/organisations/<organisation_id>"
)
rota = Blueprint("rota", __name__, url_prefix="/organisations/<organisation_id>/rota")
my_hours = Blueprint("my_hours", __name__, url_prefix="/my")
desk_hours = Blueprint("desk_hours", __name__, url_prefix="/desk/hours")
hours_links = Blueprint("hours_links", __name__, url_prefix="/reply")
ALL = (organisation_hours, rota, my_hours, desk_hours, hours_links)


def the_role(organisation_id: str, public_id: str) -> tuple[Organisation, Opportunity]:
    """An organisation and one of its roles. Raises NotFound, always in the same words."""
    role = get_role_of(db.session(), current_actor(), organisation_id, public_id)
    return role.organisation, role


def the_placement(organisation_id: str, public_id: str) -> tuple[Organisation, Introduction]:
    """An organisation and one of its placements. Raises NotFound before a start, for another
    organisation's, and for any while it was not verified; in the same words each time.
    """
    theirs = opportunities_run_by(current_actor()).with_only_columns(Opportunity.id)
    query = select(Introduction).where(
        Introduction.public_id == public_id.replace("\0", ""),
        Introduction.opportunity_id.in_(theirs),
        Introduction.started_on.is_not(None),
    )
    found = db.session.scalar(query)
    organisation = found.opportunity.organisation if found else None
    if (
        found is None
        or organisation is None
        or organisation.public_id != organisation_id
        or organisation.verified_at is None
    ):
        raise NotFound("We cannot find that volunteer.")
    return organisation, found


def typed_minutes(name: str, field: str | None = None) -> int:
    """Hours that have to be written. Raises Invalid, naming the field."""
    minutes = read_minutes(request.form.get(name, ""), field or name)
    if minutes is None:
        raise Invalid("Write how many hours, such as 2 or 1.5.", field or name)
    return minutes


def span_in_words(start: int | None, minutes: int) -> str:
    """18:30 to 20:30; nothing where no time was said."""
    return "" if start is None else f"{clock(start)} to {clock(start + minutes)}"


def _words() -> dict[str, Any]:
    return {
        "submission_key": new_submission_key,
        "day_names": DAY_NAMES,
        "short_days": DAYS,
        "clock": clock,
        "when_is": when,
        "span_in_words": span_in_words,
        "written_hours": written,
        "written_day": written_day,
        "has_pdf": is_available(),
        "today": local_today(),
    }


for _blueprint in ALL:
    _blueprint.context_processor(_words)
organisation_hours.add_app_template_filter(in_hours, "in_hours")
