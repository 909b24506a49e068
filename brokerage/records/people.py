"""Finding what a page is about, and saying who did something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.centres.models import Centre
from brokerage.errors import NotFound
from brokerage.volunteers.models import (
    GuardianConsent,
    Volunteer,
    VolunteerCheck,
    VolunteerReference,
)

Part = TypeVar("Part", VolunteerCheck, VolunteerReference, GuardianConsent)


def get_part(session: Session, model: type[Part], volunteer: Volunteer, public_id: str) -> Part:
    """A check, reference or consent of this person's. Raises NotFound, also for another's."""
    query = select(model).where(model.volunteer_id == volunteer.id)
    found = session.scalar(query.where(model.public_id == public_id.replace("\0", "")))
    if found is None:
        raise NotFound("We cannot find that person.")  # the same words: it tells nothing
    return found


def full_name(volunteer: Volunteer) -> str:
    """As it is written on an envelope."""
    return f"{volunteer.first_name} {volunteer.last_name}".strip()


def names_of(session: Session, actors: Iterable[str | None]) -> dict[str, str]:
    """Actors in words: the name of an account, or what else did it."""
    wanted = {name for name in actors if name}
    ids = [name.removeprefix("account:") for name in wanted if name.startswith("account:")]
    query = select(Account.public_id, Account.name).where(Account.public_id.in_(ids))
    known = {f"account:{public_id}": name for public_id, name in session.execute(query)}
    return {name: known.get(name, "The service") for name in wanted}


def centre_names(session: Session) -> dict[int, str]:
    """The names of the county's centres, by id."""
    rows = session.execute(select(Centre.id, Centre.name).order_by(Centre.name))
    return {row[0]: row[1] for row in rows}
