"""A list of people as its address asks for it: filtered, sorted, a page of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.introductions.models import Introduction
from brokerage.suggestions.pages import Step, steps
from brokerage.tenancy import volunteers_seen_by
from brokerage.volunteers.choices import CHANNELS
from brokerage.volunteers.finding import LONGEST, SORTS, Wanted, narrowed
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.volunteers.states import IN_WORDS
from brokerage.weeks import day_of

ON_A_PAGE = 25
MOST_IN_A_FILE = 20_000
LOOKED_FOR = (VolunteerState.REGISTERED, VolunteerState.ACTIVE)
PEOPLE_COLUMNS = {
    "reference": "Reference",
    "first_name": "First name",
    "last_name": "Last name",
    "state": "State",
    "district": "District",
    "postcode": "Postcode",
    "channel": "Best way to reach them",
    "phone": "Telephone",
    "email": "E-mail",
    "under_way": "Introductions under way",
    "first_heard_of": "First heard of",
}


@dataclass(frozen=True)
class Listed:
    """One page of people. ``args``: what the address says, cleaned."""

    people: Sequence[Volunteer]
    under_way: Mapping[int, int]
    total: int
    page: int
    args: Mapping[str, str]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // ON_A_PAGE))

    @property
    def steps(self) -> list[Step]:
        """Page numbers with their addresses."""
        return list(steps(self.page, self.pages, self.address))

    def address(self, page: int) -> str:
        """The address of another page of the list."""
        return url_for("desk.people", **{**self.args, "page": page})  # type: ignore[arg-type]

    def sorted_by(self, sort: str) -> str:
        """The address of the list in another order."""
        return url_for("desk.people", **{**self.args, "sort": sort})  # type: ignore[arg-type]


def people_listed(
    session: Session, actor: Actor, asked: Mapping[str, str], *, everybody: bool = False
) -> Listed:
    """The people that an address asks for; what it says that is not understood is left out."""
    args = _cleaned(asked)
    query = _query(actor, args)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = min(max(1, _number(asked.get("page"))), max(1, -(-total // ON_A_PAGE)))
    ordered = query.order_by(*SORTS[args.get("sort", "name")])
    limit, offset = (MOST_IN_A_FILE, 0) if everybody else (ON_A_PAGE, (page - 1) * ON_A_PAGE)
    found = session.scalars(ordered.limit(limit).offset(offset)).all()
    return Listed(found, _under_way(session, [one.id for one in found]), total, page, args)


def row_of(one: Volunteer, listed: Listed, districts: Mapping[str, str]) -> list[Any]:
    """A line of the file, in the order of PEOPLE_COLUMNS."""
    return [
        one.public_id,
        one.first_name,
        one.last_name,
        IN_WORDS[VolunteerState(one.state)].capitalize(),
        districts.get(one.district_code or "", ""),
        one.postcode,
        CHANNELS.get(one.preferred_channel, ""),
        one.phone,
        one.email,
        listed.under_way.get(one.id, 0),
        day_of(one.created_at),
    ]


def _query(actor: Actor, args: Mapping[str, str]) -> Select[Volunteer]:
    wanted = Wanted(*(args.get(name, "") for name in ("q", "state", "channel", "district")))
    query = narrowed(volunteers_seen_by(actor), wanted)
    if args.get("nothing"):
        busy = select(Introduction.volunteer_id).where(Introduction.closed_at.is_(None))
        query = query.where(Volunteer.id.not_in(busy), Volunteer.state.in_(LOOKED_FOR))
    return query


def _cleaned(asked: Mapping[str, str]) -> dict[str, str]:
    known: dict[str, Collection[str]] = {
        "state": [state.value for state in VolunteerState],
        "channel": CHANNELS,
        "sort": SORTS,
        "nothing": ("1",),
    }
    args = {name: asked[name] for name, some in known.items() if asked.get(name) in some}
    for name, most in (("q", LONGEST), ("district", 9)):
        text = asked.get(name, "").replace("\0", "").strip()[:most]
        if text:
            args[name] = text
    return args


def _under_way(session: Session, ids: Collection[int]) -> dict[int, int]:
    query = (
        select(Introduction.volunteer_id, func.count())
        .where(Introduction.volunteer_id.in_(ids), Introduction.closed_at.is_(None))
        .group_by(Introduction.volunteer_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
