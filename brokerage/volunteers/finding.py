"""Finding people in a centre's records: any fragment of a name, number, postcode or e-mail."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from brokerage.volunteers.models import Volunteer, VolunteerState

HERE = (
    VolunteerState.ENQUIRY,
    VolunteerState.REGISTERED,
    VolunteerState.ACTIVE,
    VolunteerState.PAUSED,
)
SORTS: Mapping[str, tuple[Any, ...]] = {
    "name": (func.lower(Volunteer.last_name), func.lower(Volunteer.first_name), Volunteer.id),
    "newest": (Volunteer.created_at.desc(), Volunteer.id.desc()),
    "oldest": (Volunteer.created_at, Volunteer.id),
}
_NUMBER = re.compile(r"[+()\d\s-]{3,}")
LONGEST = 100
MOST_WORDS = 6


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to. ``state`` empty: everybody who has not left."""

    text: str = ""
    state: str = ""
    channel: str = ""
    district: str = ""


def narrowed(query: Select[Volunteer], wanted: Wanted) -> Select[Volunteer]:
    """A query for people, with only those who are asked for."""
    if wanted.text:
        query = query.where(matching(wanted.text))
    if wanted.state:
        query = query.where(Volunteer.state == wanted.state)
    else:
        query = query.where(Volunteer.state.in_(HERE))
    if wanted.channel:
        query = query.where(Volunteer.preferred_channel == wanted.channel)
    if wanted.district:
        query = query.where(Volunteer.district_code == wanted.district)
    return query


def matching(text: str) -> ColumnElement[bool]:
    """A condition: every word in the name or e-mail, or the whole in a number or postcode."""
    whole = text[:LONGEST]
    words = whole.split()[:MOST_WORDS]
    named = and_(*(_holds_word(word) for word in words))
    packed = "".join(whole.split()).upper()
    postcode = func.replace(Volunteer.postcode, " ", "").startswith(packed, autoescape=True)
    ways = [named, postcode]
    if _NUMBER.fullmatch(whole):
        ways.append(_has_number(re.sub(r"\D", "", whole)))
    return or_(*ways)


def list_enquiries(
    session: Session, centre_ids: Collection[int], limit: int
) -> Sequence[Volunteer]:
    """People who asked and are not registered yet, the longest waiting first."""
    return session.scalars(_enquiring(centre_ids).order_by(Volunteer.id).limit(limit)).all()


def count_enquiries(session: Session, centre_ids: Collection[int]) -> int:
    """How many asked and are not registered yet."""
    found = _enquiring(centre_ids).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def _enquiring(centre_ids: Collection[int]) -> Select[Volunteer]:
    return select(Volunteer).where(
        Volunteer.centre_id.in_(centre_ids),
        Volunteer.state == VolunteerState.ENQUIRY,
        Volunteer.merged_into_id.is_(None),
    )


def _holds_word(word: str) -> ColumnElement[bool]:
    return or_(
        Volunteer.first_name.icontains(word, autoescape=True),
        Volunteer.last_name.icontains(word, autoescape=True),
        Volunteer.email.icontains(word, autoescape=True),
    )


def _has_number(digits: str) -> ColumnElement[bool]:
    """As it is rung: "07700", "+44 7700" and "7700" find the same telephone."""
    rung = digits.removeprefix("44").lstrip("0") or digits
    plain: Any = Volunteer.second_phone
    for sign in (" ", "-", "(", ")"):
        plain = func.replace(plain, sign, "")
    return or_(
        Volunteer.phone_e164.contains(rung, autoescape=True), plain.contains(rung, autoescape=True)
    )
