"""Keying an equality form from paper. It is written and never read back, by anybody."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.actors import Actor
from brokerage.equality.service import write_answers
from brokerage.errors import Invalid
from brokerage.records.forms import EQUALITY, Typed
from brokerage.records.views.blueprint import ask, records, take
from brokerage.volunteers.models import Volunteer


@records.get("/equality")
@needs("volunteers.equality")
def equality(volunteer_id: str) -> ResponseReturnValue:
    """The questions, always empty."""
    return ask("equality", volunteer_id, EQUALITY)


@records.post("/equality")
@needs("volunteers.equality")
def keep_equality(volunteer_id: str) -> ResponseReturnValue:
    """Write down what the paper says."""
    done = "The answers are kept, and cannot be seen here again. Destroy the paper."
    return take("equality", volunteer_id, EQUALITY, _keep, done, "records.index")


def _keep(unit: Session, actor: Actor, volunteer: Volunteer, typed: Typed) -> Any:
    if not any(typed.values()):
        raise Invalid("Choose at least one answer, or go back.", EQUALITY[0].name)
    write_answers(unit, volunteer.id, volunteer.public_id, typed, actor)
    return volunteer
