"""About how many people near a role fit it, and what would make it more: rough counts only.

Somebody who writes an advert learns that it asks too much while it is easy to change. Nobody can be
homed in on: the place is taken as a coarse area, counts are rounded, few are "fewer than 5", and
``asking.Allowance`` limits how many different questions one account may ask in an hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.places import HOME_GRID_DEGREES
from brokerage.suggestions import adapter
from brokerage.suggestions.index import live_index
from brokerage.suggestions.live_people import live_people
from brokerage.volunteers.suggestible import list_suggestible_ids
from matching import types
from matching.errors import InvalidInput
from matching.reasons import inside
from matching.relaxing import crowds

NEAR_KM = 16.1  # ten miles, for people who did not say how far
FEWEST = 5
STEPS = ((50, 5), (200, 10), (10**9, 50))  # up to so many, rounded to
MOST_OPENINGS = 3
LEAST_GAIN = 5
EVENING, SATURDAY = 18 * 60 + 30, 5
SHORT = 90  # minutes; what is no longer needs no shortening


@dataclass(frozen=True, slots=True)
class Opening:
    """One change, and about how many would fit with it."""

    text: str
    people: str


@dataclass(frozen=True, slots=True)
class Reach:
    """About how many fit, in words; ``placed`` False where the role says no place yet."""

    people: str
    openings: tuple[Opening, ...] = ()
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A role as it might be instead."""

    text: str
    role: types.Opportunity


def reach(session: Session, opportunity: Opportunity) -> Reach | None:
    """About how many people fit a role as it stands; None for one that cannot be ranked yet."""
    snapshot = live_index().current(session)
    role = coarse(adapter.opportunity(opportunity, snapshot.vocabulary, snapshot.today))
    role = replace(role, closed=False, places_open=None)
    if not role.places and role.remote is not types.Remote.YES:
        return Reach("", placed=False)
    changes = list(possible(role, snapshot.vocabulary.label))
    try:
        now, others = crowds(
            role,
            [change.role for change in changes],
            live_people().current(session, snapshot),
            near_km=NEAR_KM,
            allowed=list_suggestible_ids(session),
            today=snapshot.today,
            calendar=snapshot.calendar,
        )
    except InvalidInput:
        return None
    return Reach(roughly(now), tuple(best_openings(now, changes, others)))


def question_of(session: Session, opportunity: Opportunity) -> str:
    """What decides the answer, in one text: the same text has the same answer for a while."""
    snapshot = live_index().current(session)
    role = adapter.opportunity(opportunity, snapshot.vocabulary, snapshot.today)
    plain = replace(coarse(role), title="", text="", causes=(), key="", id="", owner="")
    return f"{snapshot.today} {plain!r}"


def roughly(count: int) -> str:
    """ "fewer than 5", "about 25", "about 350"."""
    if count < FEWEST:
        return f"fewer than {FEWEST}"
    return f"about {_rounded(count)}"


def best_openings(now: int, changes: Sequence[Change], counts: Sequence[int]) -> Iterator[Opening]:
    """The changes that bring most, where the rounded counts differ by enough to matter."""
    ranked = sorted(zip(counts, changes, strict=True), key=lambda pair: (-pair[0], pair[1].text))
    worth = [(count, change) for count, change in ranked if count >= FEWEST]
    told = [pair for pair in worth if _rounded(pair[0]) >= _rounded(now) + LEAST_GAIN]
    for count, change in told[:MOST_OPENINGS]:
        yield Opening(change.text, roughly(count))


def coarse(role: types.Opportunity) -> types.Opportunity:
    """The role at the middle of its area of about two kilometres: no finer question is answered."""
    places = tuple(
        types.Place(types.Point(_middle(one.point.latitude), _middle(one.point.longitude)), True)
        for one in role.places
    )
    return replace(role, places=places)


def possible(role: types.Opportunity, label: Callable[[str], str]) -> Iterator[Change]:
    """The single changes that rules and times can tell apart."""
    yield from _other_times(role)
    yield from _less(role)
    musts = [need for need in role.skills if need.importance is types.Importance.MUST]
    for must in musts[:MOST_OPENINGS]:
        softer = replace(must, importance=types.Importance.NEEDED)
        skills = tuple(softer if need is must else need for need in role.skills)
        text = f"Showing people {inside(label(must.uri))}, or doing without it,"
        yield Change(text, replace(role, skills=skills))
    if role.remote is types.Remote.NO:
        yield Change(
            "Letting part of it be done from home", replace(role, remote=types.Remote.HYBRID)
        )
    if role.minimum_age and role.minimum_age > 16:
        yield Change("Taking people from 16", replace(role, minimum_age=16))
    if "step_free" in role.lacks:
        free = role.lacks - {"step_free"}
        yield Change("A place without steps", replace(role, lacks=free))


def _other_times(role: types.Opportunity) -> Iterator[Change]:
    if role.hours and role.hours.windows and not role.sessions:
        days = {window.weekday for window in role.hours.windows}
        if SATURDAY not in days:
            yield _wider(role, "Allowing Saturdays", [types.Window(SATURDAY, 9 * 60, 17 * 60)])
        if all(window.end <= EVENING for window in role.hours.windows):
            evenings = [types.Window(day, 17 * 60, 21 * 60) for day in range(5)]
            yield _wider(role, "Allowing evenings", evenings)
    elif role.sessions and all(one.frequency == "weekly" for one in role.sessions):
        held = {day for one in role.sessions for day in _weekdays(one)}
        if SATURDAY not in held:
            yield _instead(role, "Allowing Saturdays instead", _on_saturday)
        if all(one.start + one.length <= EVENING for one in role.sessions):
            yield _instead(role, "Allowing evenings instead", lambda s: replace(s, start=EVENING))


def _less(role: types.Opportunity) -> Iterator[Change]:
    if role.sessions and max(one.length for one in role.sessions) > SHORT:
        shorter = tuple(replace(one, length=max(60, one.length // 2)) for one in role.sessions)
        yield Change("Sessions half as long", replace(role, sessions=shorter))
    if role.hours and role.hours.minutes and role.hours.minutes > SHORT:
        hours = replace(role.hours, minutes=role.hours.minutes // 2)
        yield Change("Asking for half the hours", replace(role, hours=hours))


def _wider(role: types.Opportunity, text: str, windows: Sequence[types.Window]) -> Change:
    assert role.hours is not None  # noqa: S101 - only asked of roles with hours
    hours = replace(role.hours, windows=(*role.hours.windows, *windows))
    return Change(text, replace(role, hours=hours))


def _instead(
    role: types.Opportunity, text: str, moved: Callable[[types.Session], types.Session]
) -> Change:
    return Change(text, replace(role, sessions=tuple(moved(one) for one in role.sessions)))


def _on_saturday(session: types.Session) -> types.Session:
    later = (SATURDAY - session.starts_on.weekday()) % 7
    begins = session.starts_on + timedelta(days=later)
    until = max(begins, session.until) if session.until else None
    return replace(session, starts_on=begins, until=until, weekdays=(SATURDAY,))


def _weekdays(session: types.Session) -> tuple[int, ...]:
    return session.weekdays or (session.starts_on.weekday(),)


def _middle(degrees: float) -> float:
    return round((degrees // HOME_GRID_DEGREES + 0.5) * HOME_GRID_DEGREES, 6)


def _rounded(count: int) -> int:
    step = next(step for most, step in STEPS if count <= most)
    return round(count / step) * step
