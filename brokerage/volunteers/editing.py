"""Changing what is known of somebody: checked field by field, never over a change unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.geography.service import UnknownPlace, locate
from brokerage.schema import declared
from brokerage.versions import check_version, note_change
from brokerage.volunteers.choices import BIRTH_DATE_REASONS, band_of
from brokerage.volunteers.contacts import READERS, check_channel
from brokerage.volunteers.guardians import age_on
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.parts import KEEPERS
from brokerage.volunteers.schemas import VolunteerSchema
from brokerage.volunteers.service import set_home

FIELDS = {
    name: field
    for name, field in declared(VolunteerSchema).items()
    if field.metadata["editable_by"] & set(KEEPERS)
}
OLDEST = 120


def edit(
    session: Session,
    volunteer: Volunteer,
    wanted: Mapping[str, Any],
    actor: Actor,
    seen_version: int | None = None,
) -> set[str]:
    """Put new values in; gives the names of those that changed.

    Raises Invalid, naming the field, and ChangedMeanwhile where somebody else was quicker.
    """
    values = read_details(wanted)
    postcode = values.pop("postcode", volunteer.postcode)
    check_version(session, volunteer, seen_version, values)
    changed = {name for name, value in values.items() if getattr(volunteer, name) != value}
    for name in changed:
        setattr(volunteer, name, values[name])
    if postcode != volunteer.postcode:
        move_home(volunteer, postcode)
        changed.add("postcode")
    if changed & {"preferred_channel", "email", "phone", "address"}:
        check_channel(session, volunteer, volunteer.preferred_channel)
    note_edit(session, volunteer, actor, changed)
    return changed


def read_details(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are kept. Raises Invalid for the first that is wrong, naming its field."""
    values = {}
    for name, value in wanted.items():
        if name not in FIELDS:
            raise Invalid("This cannot be changed here.", name)
        values[name] = _read(name, value)
    return values


def move_home(volunteer: Volunteer, postcode: str | None) -> None:
    """Where somebody lives, by postcode or the first half of one. Raises Invalid."""
    try:
        set_home(volunteer, locate(postcode) if postcode else None)
    except UnknownPlace as problem:
        raise Invalid(problem.message, "postcode", problem.suggestions) from problem


def set_birth_date(
    session: Session,
    volunteer: Volunteer,
    born_on: date | None,
    reason: str,
    actor: Actor,
    today: date,
) -> None:
    """A date of birth, with the need it is kept for; None forgets it. Raises Invalid."""
    if born_on is not None:
        if reason not in BIRTH_DATE_REASONS:
            raise Invalid("Say why the date of birth is needed.", "born_on_needed_for")
        if not 0 <= age_on(born_on, today) <= OLDEST:
            raise Invalid("Enter a date of birth in the past.", "born_on")
        volunteer.age_band = band_of(age_on(born_on, today))
    volunteer.born_on = born_on
    volunteer.born_on_needed_for = reason if born_on else None
    note_edit(session, volunteer, actor, {"born_on"})


def note_edit(session: Session, volunteer: Volunteer, actor: Actor, changed: Iterable[str]) -> None:
    """Count and write down a change to one's record, if there was one."""
    names = set(changed)
    if names:
        note_change(volunteer)
        session.flush()
        audit.record(
            session, actor, "change", "volunteer", volunteer.public_id, names, volunteer.version
        )


def _read(name: str, value: Any) -> Any:
    if name in READERS and isinstance(value, str | None):
        return READERS[name](value, name)
    if name == "first_name" and not str(value or "").strip():
        raise Invalid("Write the person's first name.", "first_name")
    try:
        read = FIELDS[name].deserialize(value)
    except ValidationError as problem:
        messages = problem.messages if isinstance(problem.messages, list) else [str(problem)]
        raise Invalid(" ".join(map(str, messages)), name) from problem
    return " ".join(read.split()) if name in ("first_name", "last_name") else read
