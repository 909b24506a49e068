"""Hypothesis strategies for people and roles of every kind the types allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from matching.types import (
    Availability,
    DateRange,
    HeldSkill,
    Hours,
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    RemoteWish,
    Session,
    Taxonomy,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 20)
TAXONOMY = Taxonomy(
    broader={"minibus": "driving", "driving": "transport", "cats": "animals", "dogs": "animals"},
    synonyms={"driving": ("chauffeuring",)},
)
SKILLS = ["driving", "minibus", "transport", "chauffeuring", "cooking", "singing"]
CAUSES = ["animals", "cats", "dogs", "sport"]
WORDS = ["gardening", "driver", "children", "kitchen", "zebra"]
ACCESS = frozenset({"step-free", "toilet"})

points = st.builds(lambda north, east: Point(51 + north, east), st.floats(0, 0.5), st.floats(0, 1))
places = st.lists(st.builds(Place, points, approximate=st.booleans()), max_size=2).map(tuple)
windows = st.lists(
    st.builds(
        lambda day, start, length: Window(day, start * 30, (start + length) * 30),
        st.integers(0, 6),
        st.integers(12, 47),
        st.integers(1, 12),
    ),
    max_size=3,
).map(tuple)
days = st.integers(-60, 120).map(lambda after: TODAY + timedelta(days=after))
sessions = st.builds(
    Session,
    starts_on=days,
    start=st.integers(12, 47).map(lambda half: half * 30),
    length=st.sampled_from([60, 90, 120, 480]),
    frequency=st.sampled_from(["once", "weekly", "weekly", "monthly", "daily"]),
    interval=st.sampled_from([1, 1, 2]),
    term_time_only=st.booleans(),
)
levels = st.none() | st.sampled_from([0.25, 0.5, 0.75, 1.0])
held = st.builds(HeldSkill, st.sampled_from(SKILLS), level=levels, verified=st.booleans())
needed = st.builds(NeededSkill, st.sampled_from(SKILLS), st.sampled_from(Importance), level=levels)
causes = st.lists(st.sampled_from(CAUSES), max_size=2, unique=True).map(tuple)
texts = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
ages = st.none() | st.integers(14, 20)
availabilities = st.builds(
    Availability,
    windows=windows,
    any_time=st.booleans(),
    changes=st.booleans(),
    holiday_windows=st.none() | windows,
    pauses=st.just(()) | days.map(lambda day: (DateRange(day, day + timedelta(days=20)),)),
    starts_on=st.none() | days,
    minutes_per_week=st.none() | st.integers(0, 400),
)
journeys = st.sampled_from([(None, None), ("walk", 40.0), ("bus", 45.0), ("car", None)])


@st.composite
def people(draw: st.DrawFn) -> Volunteer:
    mode, minutes = draw(journeys)
    age = draw(ages)
    return Volunteer(
        "v",
        places=draw(places),
        within_km=draw(st.none() | st.floats(1, 60)),
        skills=tuple(draw(st.lists(held, max_size=3))),
        interests=draw(causes),
        text=draw(texts),
        availability=draw(st.none() | availabilities),
        age_from=age,
        age_to=age,
        remote=draw(st.sampled_from(RemoteWish)),
        needs=frozenset(draw(st.sets(st.sampled_from(sorted(ACCESS))))),
        travel_mode=mode,
        within_minutes=minutes,
        accepts_training=draw(st.none() | st.booleans()),
        first_time=draw(st.none() | st.booleans()),
    )


roles = st.builds(
    Opportunity,
    id=st.just("r"),
    key=st.just("r"),
    title=texts,
    text=texts,
    places=places,
    remote=st.sampled_from([Remote.NO, Remote.NO, Remote.HYBRID, Remote.YES]),
    sessions=st.lists(sessions, max_size=2).map(tuple),
    hours=st.none() | st.builds(Hours, st.none() | st.integers(30, 600), windows=windows),
    skills=st.lists(needed, max_size=3, unique_by=lambda need: need.uri).map(tuple),
    causes=causes,
    minimum_age=ages,
    training_given=st.none() | st.booleans(),
    access=st.sets(st.sampled_from(sorted(ACCESS))).map(frozenset),
    lacks=st.sets(st.sampled_from(sorted(ACCESS)), max_size=1).map(frozenset),
    places_open=st.none() | st.integers(0, 2),
    closed=st.integers(0, 9).map(lambda number: number == 0),
)


def catalogues(most: int = 8) -> st.SearchStrategy[list[Opportunity]]:
    """Several roles with ids and keys of their own."""
    return st.lists(roles, min_size=1, max_size=most).map(numbered)


def numbered(some: list[Opportunity]) -> list[Opportunity]:
    return [replace(role, id=f"id {n}", key=f"key {n}") for n, role in enumerate(some)]
