"""Organisations that wait for an answer, and roles to look at, at the lead centre's desk."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.db import Base
from brokerage.demo.chance import public_id, stream
from brokerage.demo.histories import at, broker_at
from brokerage.demo.organisations import SOURCE
from brokerage.opportunities.models import Opportunity, OpportunityMove, OpportunityPlace, State
from brokerage.opportunities.moderation.models import ProposedChange, RoleChange, RoleComment
from brokerage.opportunities.service import record_change
from brokerage.organisations.models import Invitation, Organisation, OrganisationMove, Standing

WAITING: tuple[dict[str, Any], ...] = (
    {
        "name": "Larkspur Lane Gardeners", "kind": "community_group", "state": Standing.SUBMITTED,
        "description": "Six neighbours who look after the beds along Larkspur Lane.",
        "contact_name": "Ash Larkspur", "email": "larkspur@example.org", "phone": "01632 960011",
        "second_name": "Wren Tansy", "second_phone": "01632 960012", "insurance": "none",
        "expenses": "none",
    },
    {
        "name": "Copper Kettle Lunch Club", "kind": "club", "state": Standing.SUBMITTED,
        "description": "A warm lunch every Tuesday for anybody who would eat alone.",
        "contact_name": "Hazel Copper", "phone": "01632 960013", "insurance": "shared",
        "expenses": "some",
    },
    {
        "name": "Silver Heron Repair Shed", "kind": "community_group", "state": Standing.NOT_YET,
        "description": "We mend lamps, chairs and toys, and show people how.",
        "contact_name": "Kit Heron", "email": "heron@example.org", "insurance": "unsure",
    },
    {
        "name": "Moonlit Badger Sea Cadets", "kind": "charity", "state": Standing.JOINING,
        "description": "Boats, knots and badges for young people.",
        "contact_name": "Fern Badger", "email": "badger@example.org", "insurance": "own",
        "expenses": "paid",
    },
)  # fmt: skip
NEEDED_COPY = (
    "title", "summary", "description", "commitment", "attendance", "check_level", "with_children",
    "with_adults_at_risk", "in_private_homes", "expenses_paid", "training_given", "centre_id",
)  # fmt: skip


ROLES_NEEDED, SENT_IN = 4, 3


def add_joining(session: Session, today: date, seed: int) -> dict[str, int]:
    """Add them, where there is a lead centre; gives the number of rows by table."""
    centre, rng = find_lead(session), stream(seed, "joining")
    if centre is None:
        return {}
    for number, facts in enumerate(WAITING):
        session.add(_waiting(centre, dict(facts), number, today, rng))
    roles = _live_roles(session, centre)
    enough = len(roles) > ROLES_NEEDED
    if enough:
        _send_in(session, roles, today, rng)
    session.flush()
    return {"organisations": len(WAITING), "opportunities": SENT_IN if enough else 0}


def _waiting(
    centre: Centre, facts: dict[str, Any], number: int, today: date, rng: random.Random
) -> Organisation:
    made = Organisation(
        public_id=public_id(rng),
        source=SOURCE,
        source_id=f"waiting-{number}",
        centre_id=centre.id,
        postcode="TN23",
        district_code="E07000105",
        created_at=at(today, 6 - number, rng),
        **facts,
    )
    if made.state != Standing.JOINING:
        made.submitted_at = at(today, 5 - number, rng)
        made.moves.append(_move(Standing.JOINING, Standing.SUBMITTED, "public", made.submitted_at))
    if made.state == Standing.NOT_YET:
        answer = _move(
            Standing.SUBMITTED, Standing.NOT_YET, broker_at(centre.id), at(today, 1, rng)
        )
        answer.missing, answer.help = ["second", "expenses"], ["ring", "insurance"]
        answer.note = "It is lovely what you do. Two small things, then we can begin."
        made.moves.append(answer)
    return made


def _move(old: Standing, new: Standing, actor: str, moment: Any) -> OrganisationMove:
    through = "web" if actor == "public" else "desk"
    return OrganisationMove(
        from_state=old, to_state=new, actor=actor, through=through, moved_at=moment, note=""
    )


def _live_roles(session: Session, centre: Centre) -> Sequence[Opportunity]:
    """One of each verified organisation of the centre, in the order in which they came."""
    query = (
        select(Opportunity)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(Opportunity.state == State.LIVE, Organisation.centre_id == centre.id)
        .where(Organisation.state == Standing.VERIFIED, Opportunity.source == SOURCE)
        .order_by(Opportunity.id)
    )
    first: dict[int, Opportunity] = {}
    for role in session.scalars(query):
        first.setdefault(role.organisation_id, role)
    return list(first.values())[:6]


def _send_in(
    session: Session, roles: Sequence[Opportunity], today: date, rng: random.Random
) -> None:
    again, asked, new, changed, trusted, *_ = roles
    sent = [
        _copy(again, "again", State.SUBMITTED, today, rng),  # nearly the same as one that is live
        _copy(new, "new", State.SUBMITTED, today, rng, title="Notice board helper"),
        _copy(asked, "asked", State.CHANGES_ASKED, today, rng, title="Kettle and cake helper"),
    ]
    session.add_all(sent)
    trusted.organisation.trusted = True
    trusted.organisation.trusted_reason = "Ten years of good, clear roles"
    record_change(session, sent)
    session.add_all(_said_of(sent[2], changed, again.organisation, today, rng))


def _said_of(
    asked: Opportunity, changed: Opportunity, joined: Organisation, today: date, rng: random.Random
) -> Sequence[Base]:
    """A comment on a role, a change that waits and one that was made, and somebody who asks."""
    return (
        RoleComment(
            opportunity_id=asked.id,
            field="times",
            text="Is every week needed, or would every other week do?",
            by=broker_at(joined.centre_id or 0),
            at=at(today, 1, rng),
        ),
        ProposedChange(
            public_id=public_id(rng),
            opportunity=changed,
            wanted={"with_adults_at_risk": not changed.with_adults_at_risk},
            actor="public",
            through="web",
            made_at=at(today, 1, rng),
            note="",
        ),
        RoleChange(
            opportunity_id=changed.id,
            field="commitment",
            old="Three hours a week",
            new=changed.commitment,
            changed_at=at(today, 9, rng),
            actor="public",
            through="web",
        ),
        Invitation(
            public_id=public_id(rng),
            organisation=joined,
            name="Robin Thistle",
            email="robin@example.org",
            note="I open the hall on Thursdays",
            made_by="public",
            made_at=at(today, 2, rng),
        ),
    )


def _copy(
    role: Opportunity, name: str, state: State, today: date, rng: random.Random, **other: str
) -> Opportunity:
    broker = broker_at(role.organisation.centre_id or 0)
    facts = {one: getattr(role, one) for one in NEEDED_COPY} | other
    made = Opportunity(
        public_id=public_id(rng),
        organisation=role.organisation,
        state=state,
        source=SOURCE,
        source_id=f"sent-in-{name}",
        created_at=at(today, 4, rng),
        **facts,
    )
    table = OpportunityPlace.__table__
    columns = [c.key for c in table.columns if c.key not in ("id", "opportunity_id")]
    made.places = [
        OpportunityPlace(**{column: getattr(place, column) for column in columns})
        for place in role.places
    ]
    path = [State.DRAFT, State.SUBMITTED, State.CHANGES_ASKED]
    steps = path[: path.index(state) + 1]
    made.moves = [
        OpportunityMove(
            from_state=steps[number - 1] if number else None,
            to_state=step,
            moved_at=made.created_at + timedelta(hours=20 * number),
            actor=broker if step == State.CHANGES_ASKED else "public",
            through="desk" if step == State.CHANGES_ASKED else "web",
        )
        for number, step in enumerate(steps)
    ]
    return made
