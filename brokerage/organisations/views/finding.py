"""The organisations that a desk lists, as an address asks for them: filtered, a page of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.opportunities.models import Opportunity, State
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.org_ids import in_words
from brokerage.organisations.schemas import KINDS
from brokerage.organisations.states import IN_WORDS
from brokerage.records.paging import Paging, page_of
from brokerage.suggestions.pages import Step, steps
from brokerage.tenancy import organisations_seen_by

MOST_IN_A_FILE, LONGEST = 20_000, 100
WAITING = (Standing.SUBMITTED, Standing.JOINING)
COLUMNS = {
    "reference": "Reference",
    "name": "Name",
    "state": "State",
    "kind": "Kind",
    "number": "Register number",
    "district": "District",
    "contact": "First contact",
    "email": "E-mail",
    "phone": "Telephone",
    "live": "Live roles",
    "trusted": "Publishes without being looked at",
    "runs_a_centre": "Also runs a volunteer centre",
}
SORTS = {
    "name": (func.lower(Organisation.name), Organisation.id),
    "newest": (Organisation.created_at.desc(), Organisation.id.desc()),
    "oldest": (Organisation.submitted_at, Organisation.id),
}


@dataclass(frozen=True)
class Listed:
    """One page of organisations. ``args``: what the address says, cleaned."""

    organisations: Sequence[Organisation]
    live: Mapping[int, int]
    paging: Paging
    args: Mapping[str, str]

    @property
    def total(self) -> int:
        """How many in all."""
        return self.paging.total

    @property
    def page(self) -> int:
        """The page that is shown."""
        return self.paging.page

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.paging.pages

    @property
    def steps(self) -> list[Step]:
        """Page numbers with their addresses."""
        return list(steps(self.page, self.pages, self.address))

    def address(self, page: int) -> str:
        """The address of another page of the list."""
        return url_for("desk_organisations.index", **{**self.args, "page": page})  # type: ignore[arg-type]


def organisations_listed(
    session: Session, actor: Actor, asked: Mapping[str, str], *, everybody: bool = False
) -> Listed:
    """Those that an address asks for; what it says that is not understood is left out."""
    args = _cleaned(asked)
    query = _narrowed(organisations_seen_by(actor), args)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    paging = Paging(total, page_of(asked))
    ordered = query.order_by(*SORTS[args.get("sort", "name")])
    limit, offset = (MOST_IN_A_FILE, 0) if everybody else (paging.size, paging.offset)
    found = session.scalars(ordered.limit(limit).offset(offset)).all()
    return Listed(found, _live(session, [one.id for one in found]), paging, args)


def row_of(one: Organisation, listed: Listed, districts: Mapping[str, str]) -> list[Any]:
    """A line of the file, in the order of COLUMNS."""
    return [
        one.public_id,
        one.name,
        IN_WORDS[Standing(one.state)],
        KINDS.get(one.kind, one.kind),
        in_words(one.org_id),
        districts.get(one.district_code or "", ""),
        one.contact_name,
        one.email,
        one.phone,
        listed.live.get(one.id, 0),
        one.trusted,
        one.runs_a_centre,
    ]


def _narrowed(query: Select[Organisation], args: Mapping[str, str]) -> Select[Organisation]:
    for word in args.get("q", "").split()[:6]:
        query = query.where(
            or_(
                Organisation.name.icontains(word, autoescape=True),
                Organisation.org_id.icontains(word, autoescape=True),
                Organisation.contact_name.icontains(word, autoescape=True),
                Organisation.email.icontains(word, autoescape=True),
                Organisation.public_id == word,
            )
        )
    if state := args.get("state"):
        query = query.where(Organisation.state.in_(WAITING if state == "waiting" else (state,)))
    if district := args.get("district"):
        query = query.where(Organisation.district_code == district)
    return query


def _cleaned(asked: Mapping[str, str]) -> dict[str, str]:
    known: dict[str, Collection[str]] = {
        "state": ["waiting", *(state.value for state in Standing)],
        "sort": SORTS,
    }
    args = {name: asked[name] for name, some in known.items() if asked.get(name) in some}
    for name, most in (("q", LONGEST), ("district", 9)):
        text = asked.get(name, "").replace("\0", "").strip()[:most]
        if text:
            args[name] = text
    return args


def _live(session: Session, ids: Collection[int]) -> dict[int, int]:
    live = func.sum(case((Opportunity.state == State.LIVE, 1), else_=0))
    query = select(Opportunity.organisation_id, live).where(Opportunity.organisation_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query.group_by(Opportunity.organisation_id))}
