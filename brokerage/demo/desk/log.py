"""Calls that were made, and things to do: what the jobs and the brokers have left on the desks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from brokerage.demo.chance import happens, public_id, some_of
from brokerage.demo.desk.cast import Cast, Desk, Person
from brokerage.demo.desk.introductions import Written
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import desk_words
from brokerage.introductions.due import next_follow_up
from brokerage.introductions.models import BasketItem, Contact, KeptRole, Task
from brokerage.introductions.states import State
from brokerage.opportunities.models import State as RoleState
from brokerage.volunteers.models import VolunteerState
from brokerage.working_days import is_working_day, next_working_day

EARLY = time(7, 0)
CALLS_BACK = (1, 4)
IN_THE_BASKET = 3
ABOUT_THE_VOLUNTEER = frozenset({State.SUGGESTED, State.OFFERED, State.POSTPONED, State.STARTED})


def add_log(ledger: Ledger, cast: Cast, written: Sequence[Written], rng: random.Random) -> None:
    """Contacts and tasks of everything, then what people asked for and brokers thought of."""
    for one in written:
        desk = cast.desks[one.person.centre_id]
        if happens(rng, 0.15 if one.row["closed_at"] else 0.45):
            ledger.add(Contact, _contact(one, desk, rng))
        if one.row["returned_at"]:
            ledger.add(Task, _silent(one, written, rng))
    add_follow_ups_due(ledger, cast, written, rng)
    for desk in cast.desks.values():
        for row in _own_tasks(cast, desk, rng):
            ledger.add(Task, row)
    _lay_aside(ledger, cast, rng)


def add_follow_ups_due(
    ledger: Ledger, cast: Cast, written: Iterable[Written], rng: random.Random
) -> None:
    """The tasks that the morning's job would have made."""
    for one in written:
        if one.state is State.STARTED and one.row["due_on"] <= cast.today:
            ledger.add(Task, _to_follow_up(one, rng))


def _contact(one: Written, desk: Desk, rng: random.Random) -> Row:
    reached = happens(rng, 0.7)
    to_volunteer = one.state in ABOUT_THE_VOLUNTEER
    said = "calls_to_volunteers" if to_volunteer else "calls_to_organisations"
    moment: datetime = one.row["state_since"]
    return {
        "public_id": public_id(rng),
        "centre_id": desk.id,
        "introduction_id": one.id,
        "volunteer_id": None,
        "organisation_id": None,
        "kind": "call",
        "result": "spoke" if reached else "no_answer",
        "note": rng.choice(desk_words()[said if reached else "no_answer"]),
        "made_at": moment + timedelta(minutes=rng.randint(1, 25)),
        "actor": desk.broker,
        "through": "phone",
    }


def _silent(one: Written, written: Sequence[Written], rng: random.Random) -> Row:
    """As the job writes it when a silent one comes back."""
    near = [w.offer for w in written if w.offer.centre_id == one.offer.centre_id]
    live = [o for o in near if o.state is RoleState.LIVE and o.id != one.offer.id]
    roles = ", ".join(dict.fromkeys(f"“{o.title[:60]}”" for o in some_of(rng, live, 2, 3)))
    what = f"No answer about “{one.offer.title[:80]}”."
    return task_row(one.person.centre_id, "silent", one.row["due_on"], rng) | {
        "introduction_id": one.id,
        "volunteer_id": one.person.id,
        "what": f"{what} Next best: {roles}" if roles else what,
        "made_for": f"silent:{one.public_id}:{one.row['version']}",
        "added_by": "job:reply-due",
        "created_at": one.row["returned_at"],
    }


def _to_follow_up(one: Written, rng: random.Random) -> Row:
    asked = [row["weeks"] for row in one.follow_ups]
    weeks, _day = next_follow_up(one.row["started_on"], asked)
    due: date = one.row["due_on"]
    return task_row(one.person.centre_id, "follow_up", due, rng) | {
        "introduction_id": one.id,
        "volunteer_id": one.person.id,
        "what": f"Ask how it goes after {weeks} weeks as “{one.offer.title[:200]}”",
        "made_for": f"follow-up:{one.public_id}:{weeks}",
        "added_by": "job:follow-ups",
        "created_at": datetime.combine(due, EARLY, UTC),
    }


def _own_tasks(cast: Cast, desk: Desk, rng: random.Random) -> Iterable[Row]:
    words = desk_words()
    for what in some_of(rng, words["things_to_do"], 2, 5):
        due = _open_day(cast.today, rng.randint(-2, 6), desk)
        yield (
            task_row(desk.id, "other", due, rng)
            | {"what": what, "added_by": desk.broker}
            | _when(cast.today, rng)
        )
    people = [p for p in cast.people if p.centre_id == desk.id and p.phone]
    for person in some_of(rng, people, *CALLS_BACK):
        wish = rng.choice(words["best_times"])
        due = _open_day(cast.today, rng.randint(-1, 1), desk)
        yield (
            task_row(desk.id, "call", due, rng)
            | _when(cast.today, rng)
            | {
                "volunteer_id": person.id,
                "what": f"Ring back; best time: {wish}" if wish else "Ring back",
                "added_by": "public",
            }
        )


def _open_day(today: date, days: int, desk: Desk) -> date:
    """Near a day; what is not ahead falls on an open day that has come, also at a weekend."""
    day = today + timedelta(days=days)
    while days <= 0 and not is_working_day(day, desk.opening):
        day -= timedelta(days=1)
    return next_working_day(day, desk.opening)


def _when(today: date, rng: random.Random) -> Row:
    moment = datetime.combine(today - timedelta(days=rng.randint(1, 3)), time(10), UTC)
    return {"created_at": moment + timedelta(minutes=rng.randrange(300))}


def task_row(centre_id: int, kind: str, due_on: date, rng: random.Random) -> Row:
    """Every row of a table has the same keys."""
    return {
        "public_id": public_id(rng),
        "centre_id": centre_id,
        "introduction_id": None,
        "volunteer_id": None,
        "organisation_id": None,
        "kind": kind,
        "what": "",
        "due_on": due_on,
        "made_for": None,
        "added_by": "",
        "created_at": None,
        "done_at": None,
        "done_by": None,
    }


def _lay_aside(ledger: Ledger, cast: Cast, rng: random.Random) -> None:
    """The broker's basket for one person, and what the volunteer who signs in has kept."""
    live = [o for o in cast.offers if o.state is RoleState.LIVE and o.centre_id == cast.lead.id]
    at_the_lead = [p for p in cast.people if _looks(p, cast)]
    moment = datetime.combine(cast.today - timedelta(days=1), time(11, 20), UTC)
    for person in at_the_lead[:1]:
        for number, offer in enumerate(some_of(rng, live, IN_THE_BASKET, IN_THE_BASKET), 1):
            ledger.add(
                BasketItem,
                {
                    "actor": cast.lead.broker,
                    "volunteer_id": person.id,
                    "opportunity_id": offer.id,
                    "number": number,
                    "added_at": moment,
                },
            )
    if cast.volunteer_id is not None:
        for offer in some_of(rng, live, 2, 2):
            row = {"volunteer_id": cast.volunteer_id, "opportunity_id": offer.id}
            ledger.add(KeptRole, row | {"kept_at": moment})


def _looks(person: Person, cast: Cast) -> bool:
    here = person.centre_id == cast.lead.id and person.id != cast.volunteer_id
    return here and person.state is VolunteerState.ACTIVE
