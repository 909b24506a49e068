"""Rows of one invented introduction: where it stands, how it came there, and whose turn it is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from brokerage.demo.chance import happens, public_id
from brokerage.demo.desk.cast import Cast, Offer, Person
from brokerage.demo.desk.followups import FollowedUp, follow_up
from brokerage.demo.desk.pairs import miles_in_words
from brokerage.demo.desk.stories import Step, moments, standing_after
from brokerage.demo.desk.turns import Turn, turn
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import desk_words
from brokerage.introductions.capacity import TURN
from brokerage.introductions.models import FollowUp, Introduction, IntroductionMove
from brokerage.introductions.pipeline import Standing
from brokerage.introductions.states import CLOSED, State

AGREES: dict[State, tuple[int, int]] = {  # days ahead for which a day is agreed
    State.INTERVIEWING: (3, 14),
    State.ACCEPTED: (4, 21),
    State.POSTPONED: (14, 50),
}


@dataclass(frozen=True, slots=True)
class Written:
    """An introduction that has been written, for what else is told of it."""

    id: int
    person: Person
    offer: Offer
    state: State
    row: Row
    history: Sequence[Row]
    follow_ups: Sequence[Row]

    @property
    def public_id(self) -> str:
        """Its reference."""
        return str(self.row["public_id"])


def write(
    ledger: Ledger,
    cast: Cast,
    person: Person,
    offer: Offer,
    steps: Sequence[Step],
    rng: random.Random,
    after: int | None = None,
) -> Written:
    """Add one with its history; ``after`` is the id of the one it was re-referred from."""
    standing = standing_after(steps, offer.needs)
    whens = moments(steps, cast.today, rng)
    history = _history(steps, whens)
    kept = _kept_up(standing, steps, whens, cast, cast.desks[person.centre_id].broker, rng)
    agreed = _agreed_on(standing.state, whens[-1].date(), rng)
    due = turn(
        standing.state,
        whens[-1].date(),
        cast.today,
        cast.desks[person.centre_id],
        agreed_on=agreed,
        started_on=kept.started_on,
        followed_up=kept.weeks,
    )
    row = {
        "public_id": public_id(rng),
        "volunteer_id": person.id,
        "opportunity_id": offer.id,
        "home_centre_id": person.centre_id,
        **_standing(standing, steps[-1], whens[-1]),
        **_due(due),
        **_agreement(person, offer, steps, whens, rng),
        "agreed_on": agreed,
        "created_at": whens[0],
        "started_on": kept.started_on,
        "re_referred_from_id": after,
        "version": len(steps) + bool(due.reminded_at) + bool(due.returned_at),
    }
    key = ledger.add(Introduction, row)
    ledger.add_all(IntroductionMove, history, introduction_id=key)
    ledger.add_all(FollowUp, kept.rows, introduction_id=key)
    return Written(key, person, offer, standing.state, row, history, kept.rows)


def _history(steps: Sequence[Step], whens: Sequence[datetime]) -> list[Row]:
    rows: list[Row] = []
    for step, moment in zip(steps, whens, strict=True):
        rows.append(
            {
                "from_state": rows[-1]["to_state"] if rows else None,
                "to_state": step.state.value,
                "moved_at": moment,
                "actor": step.actor.name,
                "on_behalf_of": step.actor.on_behalf_of,
                "through": step.actor.through,
                "reason": step.reason,
            }
        )
    return rows


def _standing(standing: Standing, last: Step, since: datetime) -> Row:
    waits = standing.state is State.WAITING
    return {
        "state": standing.state.value,
        "before": standing.before.value if standing.before else None,
        "reason": last.reason,
        "state_since": since,
        "closed_at": since if standing.state in CLOSED else None,
        "waiting_for": TURN if waits else None,
        "waiting_since": since if waits else None,
    }


def _due(due: Turn) -> Row:
    return {
        "owner": due.owner.value if due.owner else None,
        "due_on": due.due_on,
        "reminded_at": due.reminded_at,
        "returned_at": due.returned_at,
    }


def _agreed_on(state: State, since: date, rng: random.Random) -> date | None:
    return since + timedelta(days=rng.randint(*AGREES[state])) if state in AGREES else None


def _kept_up(
    standing: Standing,
    steps: Sequence[Step],
    whens: Sequence[datetime],
    cast: Cast,
    broker: str,
    rng: random.Random,
) -> FollowedUp:
    """What was asked after the start, where there was one."""
    for step, moment in zip(steps, whens, strict=True):
        if step.state is State.STARTED:
            ended = whens[-1].date() if standing.state is State.ENDED else None
            return follow_up(moment.date(), ended, cast.today, broker, rng)
    return FollowedUp()


def _agreement(
    person: Person,
    offer: Offer,
    steps: Sequence[Step],
    whens: Sequence[datetime],
    rng: random.Random,
) -> Row:
    """What the organisation was told, once the volunteer had agreed to it."""
    said = miles_in_words(person, offer)
    sent = [w for s, w in zip(steps, whens, strict=True) if s.state is State.REFERRED]
    asked = sent or [w for s, w in zip(steps, whens, strict=True) if s.state is State.WAITING]
    note = rng.choice(desk_words()["notes_to_organisations"]) if happens(rng, 0.4) else ""
    shared = {
        "first_name": person.first_name,
        "contact_channel": person.channel,
        "reasons": [said],
        "note": note,
    }
    return {
        "placing_centre_id": person.centre_id if asked else None,
        "note": note if asked else "",
        "shared": shared if asked else None,
        "shared_agreed_at": asked[0] if asked else None,
        "contact_channel": person.channel if asked else None,
        "reasons": [
            {
                "factor": "distance",
                "text": said,
                "supports": True,
                "weight": 1.0,
                "score": None,
                "audiences": ["broker", "volunteer"],
            }
        ],
        "referred_at": sent[0] if sent else None,
    }
