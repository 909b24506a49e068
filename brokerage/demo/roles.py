"""Invented roles: a template of the library, an organisation, a place, times and a history."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice, repeat

from brokerage.demo import series
from brokerage.demo.centres import CentreIds
from brokerage.demo.chance import dealt
from brokerage.demo.histories import signed
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import Role
from brokerage.demo.organisations import Body
from brokerage.demo.role_facts import role_facts
from brokerage.demo.role_history import OVER, history
from brokerage.demo.role_places import place, towns_of
from brokerage.demo.role_titles import Titles
from brokerage.demo.sketch import Sketch
from brokerage.demo.spots import Towns
from brokerage.demo.timing import times
from brokerage.opportunities.models import (
    Attendance,
    Opportunity,
    OpportunityMove,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
    State,
)

ELSEWHERE = {  # how often a role stands in a state that is not live
    State.DRAFT: 3,
    State.SUBMITTED: 3,
    State.CHANGES_ASKED: 1,
    State.DECLINED: 1,
    State.PAUSED: 3,
    State.FILLED: 3,
    State.EXPIRED: 3,
    State.CLOSED: 3,
}
APPETITES = (1, 1, 1, 2, 2, 3, 5)  # how many roles organisations offer, beside each other
FREE = ("flexible", "hours")  # how patterns without fixed times begin
LONG_AGO = 95  # days from there to an ended role's end: all its dates lie in between


@dataclass(frozen=True)
class Setting:
    """What every role is made from."""

    towns: Towns
    centres: CentreIds
    uris: dict[str, str]  # of terms, by slug
    today: date
    rng: random.Random


def add_roles(
    ledger: Ledger, bodies: Sequence[Body], live: int, not_live: int, setting: Setting
) -> Iterator[int]:
    """Add roles one by one, each organisation's first before anybody's second."""
    titles, rng = Titles(), setting.rng
    hosts = _hosts(bodies, rng)
    several: Iterator[tuple[Sketch, Row]] | None = None
    for number, state in enumerate(_states(live, not_live, rng), start=1):
        posted = next(several, None) if several else None
        sketch = posted[0] if posted else _sketch(*next(hosts), state, setting)
        row = (
            posted[1]
            if posted
            else {**role_facts(sketch, rng), "title": titles.choose(sketch, rng)}
        )
        if several is None and series.due(number, live) and series.serves(sketch, row):
            several = _series(sketch, row, setting)
        yield _add(ledger, number, sketch, row, setting)


def _series(first: Sketch, row: Row, setting: Setting) -> Iterator[tuple[Sketch, Row]]:
    """The same role for other towns."""
    for town in series.other_towns(first, setting.towns, setting.rng):
        yield replace(first, towns=(town,)), series.posted_in(town, first, row, setting.rng)


def _states(live: int, not_live: int, rng: random.Random) -> Iterator[State]:
    elsewhere = dealt(rng, [state for state, count in ELSEWHERE.items() for _ in range(count)])
    yield from repeat(State.LIVE, live)
    yield from islice(elsewhere, not_live)


def _hosts(bodies: Sequence[Body], rng: random.Random) -> Iterator[tuple[Body, Role]]:
    """Organisations and one of their roles each; all that they could offer before a second time."""
    decks = {body.id: dealt(rng, body.theme.roles) for body in bodies}
    for body in chain(rng.sample(bodies, len(bodies)), _chosen(bodies, rng)):
        yield body, next(decks[body.id])


def _chosen(bodies: Sequence[Body], rng: random.Random) -> Iterator[Body]:
    """A few bodies offer many roles, most offer few."""
    weights = [rng.choice(APPETITES) for _ in bodies]
    while True:
        yield from rng.choices(bodies, weights, k=500)


def _sketch(body: Body, role: Role, state: State, setting: Setting) -> Sketch:
    ended = setting.rng.randint(30, 150) if state in OVER else 0
    return sketch_of(body, role, state, ended, setting)


def sketch_of(body: Body, role: Role, state: State, ended: int, setting: Setting) -> Sketch:
    """A role that ended so many days ago (0: it has not)."""
    rng, today = setting.rng, setting.today
    seen_from = today - timedelta(days=ended + LONG_AGO if ended else 0)
    when = times(_pattern(body, role, setting), rng, seen_from)
    towns = towns_of(role, body, setting.towns, rng)
    return Sketch(role, body, state, tuple(towns), when, ended, today)


def _pattern(body: Body, role: Role, setting: Setting) -> str:
    """One of the template's; near one centre more often one without fixed times."""
    rng, centres = setting.rng, setting.centres
    pattern = rng.choice(role.when)
    for _ in range(centres.manners[centres.serving(body.town.district_code)].flexible):
        if not pattern.startswith(FREE):
            pattern = rng.choice(role.when)
    return pattern


def _add(ledger: Ledger, number: int, sketch: Sketch, said: Row, setting: Setting) -> int:
    moves = history(sketch.state, sketch.today, sketch.ended, setting.rng)
    return add_role(ledger, f"role-{number:05d}", sketch, said, moves, setting)


def add_role(
    ledger: Ledger,
    source_id: str,
    sketch: Sketch,
    said: Row,
    history: Sequence[Row],
    setting: Setting,
) -> int:
    """Write one with its places, times, terms and moves; gives its id."""
    rng = setting.rng
    where = [place(sketch.role, town, rng) for town in sketch.towns if _has_place(sketch)]
    centre_id = setting.centres.serving(_district(where, sketch.body))
    moves = signed(history, centre_id)
    row = said | {
        "source_id": source_id,
        "centre_id": centre_id,
        "organisation_id": sketch.body.id,
        "created_at": moves[0]["moved_at"],
        "published_at": next((m["moved_at"] for m in moves if m["to_state"] == State.LIVE), None),
    }
    key = ledger.add(Opportunity, row)
    ledger.add_all(OpportunitySession, sketch.when.sessions, opportunity_id=key)
    ledger.add_all(OpportunityWindow, sketch.when.windows, opportunity_id=key)
    ledger.add_all(OpportunityPlace, where, opportunity_id=key)
    ledger.add_all(OpportunityTerm, _terms(sketch.role, setting.uris), opportunity_id=key)
    ledger.add_all(OpportunityMove, moves, opportunity_id=key)
    return key


def _has_place(sketch: Sketch) -> bool:
    return sketch.role.attendance != Attendance.REMOTE


def _district(where: list[Row], body: Body) -> str | None:
    """Where it happens; for a role from home, or at a place unknown, where its people are."""
    return (where[0]["district_code"] if where else None) or body.town.district_code


def _terms(role: Role, uris: dict[str, str]) -> Iterator[Row]:
    levels = {"must": role.must, "needed": role.needed, "useful": role.useful}
    for importance, skills in levels.items():
        for slug in skills:
            yield {"uri": uris[slug], "importance": importance}
    for slug in (*role.causes, *role.requirements):
        yield {"uri": uris[slug], "importance": None}
