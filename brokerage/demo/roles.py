"""Invented roles: a template of the library, an organisation, a place, times and a history."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, repeat

from brokerage.demo.centres import CentreIds
from brokerage.demo.chance import dealt, happens, perhaps, public_id
from brokerage.demo.ledger import Ledger, Row
from brokerage.demo.library import Role, themes, words
from brokerage.demo.organisations import SOURCE, Body
from brokerage.demo.role_history import NEVER_PUBLISHED, OVER, history
from brokerage.demo.role_places import places
from brokerage.demo.spots import Towns
from brokerage.demo.timing import Times, times
from brokerage.opportunities.models import (
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
    rng = setting.rng
    decks = {theme.slug: dealt(rng, theme.roles) for theme in themes()}
    hosts = chain(rng.sample(bodies, len(bodies)), _chosen(bodies, rng))
    elsewhere = dealt(rng, [state for state, count in ELSEWHERE.items() for _ in range(count)])
    states = chain(repeat(State.LIVE, live), (next(elsewhere) for _ in range(not_live)))
    taken: set[tuple[int, str]] = set()
    for number, state in enumerate(states, start=1):
        body = next(hosts)
        role = next(decks[body.theme.slug])
        yield _add(ledger, number, body, role, state, setting, taken)


def _chosen(bodies: Sequence[Body], rng: random.Random) -> Iterator[Body]:
    """A few bodies offer many roles, most offer few."""
    weights = [rng.paretovariate(1.2) for _ in bodies]
    while True:
        yield from rng.choices(bodies, weights, k=500)


def _add(
    ledger: Ledger,
    number: int,
    body: Body,
    role: Role,
    state: State,
    setting: Setting,
    taken: set[tuple[int, str]],
) -> int:
    rng, today = setting.rng, setting.today
    over = rng.randint(30, 150) if state in OVER else 0
    when = times(rng.choice(role.when), rng, today - timedelta(days=over + LONG_AGO if over else 0))
    where = places(role, body, setting.towns, rng)
    moves = history(state, today, over, rng)
    title = _title(role, body, when, taken, rng)
    row = _role(role, body, when, state, today, over, rng) | {
        "title": title,
        "source_id": f"role-{number:05d}",
        "centre_id": setting.centres.serving(where[0]["district_code"] if where else None),
        "organisation_id": body.id,
        "created_at": moves[0]["moved_at"],
        "published_at": next((m["moved_at"] for m in moves if m["to_state"] == State.LIVE), None),
    }
    key = ledger.add(Opportunity, row)
    ledger.add_all(OpportunitySession, when.sessions, opportunity_id=key)
    ledger.add_all(OpportunityWindow, when.windows, opportunity_id=key)
    ledger.add_all(OpportunityPlace, where, opportunity_id=key)
    ledger.add_all(OpportunityTerm, _terms(role, setting.uris), opportunity_id=key)
    ledger.add_all(OpportunityMove, moves, opportunity_id=key)
    return key


def _title(
    role: Role, body: Body, when: Times, taken: set[tuple[int, str]], rng: random.Random
) -> str:
    """One of the template's, other than those the organisation has used."""
    titles = [text.format(town=body.town.name) for text in role.titles]
    titles = rng.sample(titles, len(titles))
    longer = [f"{title} ({words})" for title in titles for words in when.words if len(words) < 60]
    for title in chain(titles, longer):
        if (body.id, title) not in taken:
            break
    else:
        title = f"{titles[0]}, one more wanted"
    taken.add((body.id, title))
    return title


def _role(
    role: Role, body: Body, when: Times, state: State, today: date, over: int, rng: random.Random
) -> Row:
    wanted = rng.randint(*role.wanted) if happens(rng, 0.7) or state is State.FILLED else None
    return {
        "public_id": public_id(rng),
        "state": state.value,
        "summary": _told(role.summary, body),
        "description": f"{_told(role.text, body)}\n\n{rng.choice(words()['closing'])}",
        "commitment": "; ".join(when.words)[:400] if happens(rng, 0.8) else "",
        "apply_url": None,
        "attendance": role.attendance,
        "micro": role.micro,
        "starts_on": _starts_on(when, today, rng),
        "ends_on": when.ends_on,
        "hours_minutes": when.hours_minutes,
        "hours_per": when.hours_per,
        "flexible": when.flexible,
        "places_offered": wanted,
        "places_taken": _taken(wanted, state, rng),
        "minimum_age": role.youngest,
        "maximum_age": role.oldest,
        "check_level": role.check or ("none" if happens(rng, 0.6) else None),
        "check_reason": role.check_reason,
        "expenses_paid": perhaps(rng, 0.6, 0.15) if role.expenses is None else role.expenses,
        "training_given": perhaps(rng, 0.45, 0.15) if role.training is None else role.training,
        **_access(role, rng),
        "expires_on": _expires_on(when, state, today, over, rng),
        "source": SOURCE,
        "source_digest": None,
        "shifted_days": 0,
        "changed_version": 0,
    }


def _told(text: str, body: Body) -> str:
    return text.format(town=body.town.name, organisation=body.name)


def _starts_on(when: Times, today: date, rng: random.Random) -> date | None:
    """Sessions have their own first dates; hours may begin at once or on a day."""
    if when.sessions or not happens(rng, 0.15):
        return None
    return today + timedelta(days=rng.randint(7, 60))


def _taken(wanted: int | None, state: State, rng: random.Random) -> int:
    if not wanted or state in NEVER_PUBLISHED:
        return 0
    return wanted if state is State.FILLED else rng.randint(0, wanted - 1)


def _expires_on(
    when: Times, state: State, today: date, over: int, rng: random.Random
) -> date | None:
    """The last day at the latest; for a role that goes on, when it is to be looked at again."""
    if state in NEVER_PUBLISHED:
        return None
    if over:
        return today - timedelta(days=over)
    again = today + timedelta(days=rng.randint(14, 180))
    return min(again, when.ends_on) if when.ends_on else again


def _access(role: Role, rng: random.Random) -> Row:
    if role.attendance == "remote" or role.private_home:
        return dict.fromkeys(("step_free", "on_a_bus_route", "accessible_toilet", "parking"))
    return {
        "step_free": perhaps(rng, 0.5, 0.15),
        "on_a_bus_route": perhaps(rng, 0.55, 0.1),
        "accessible_toilet": perhaps(rng, 0.4, 0.2),
        "parking": perhaps(rng, 0.4, 0.2),
    }


def _terms(role: Role, uris: dict[str, str]) -> Iterator[Row]:
    levels = {"must": role.must, "needed": role.needed, "useful": role.useful}
    for importance, skills in levels.items():
        for slug in skills:
            yield {"uri": uris[slug], "importance": importance}
    for slug in (*role.causes, *role.requirements):
        yield {"uri": uris[slug], "importance": None}
