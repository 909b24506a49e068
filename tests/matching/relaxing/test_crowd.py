"""How many fit a role near them, and how many would fit another version of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.catalogue import Pool
from matching.relaxing import crowds
from matching.statistics import Statistics
from matching.types import (
    Availability,
    HeldSkill,
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    Session,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 21)
HERE, FAR = Point(51.15, 0.87), Point(51.15, 1.40)  # 37 km apart
TUESDAY = Session(date(2026, 11, 24), 600, 120, "weekly", weekdays=(1,))
SATURDAY = replace(TUESDAY, starts_on=date(2026, 11, 28), weekdays=(5,))
ROLE = Opportunity(id="r", key="r", places=(Place(HERE),), sessions=(TUESDAY,))


def free(*days: int) -> Availability:
    return Availability(windows=tuple(Window(day, 540, 780) for day in days))


def somebody(name: str, at: Point | None = HERE, **more) -> Volunteer:
    places = (Place(at),) if at else ()
    return Volunteer(id=name, places=places, **{"availability": free(1), **more})


def counted(role: Opportunity, others, *people: Volunteer, allowed=None):
    pool = Pool.build(people, Statistics.fit([]))
    return crowds(role, others, pool, near_km=16, allowed=allowed, today=TODAY)


def test_near_and_free_people_fit_and_nobody_else():
    people = (
        somebody("free"),
        somebody("not said", availability=None),
        somebody("not free", availability=free(5)),
        somebody("far", FAR),
        somebody("far and willing", FAR, within_km=60),
        somebody("near and unwilling", Point(51.20, 0.87), within_km=1),
        somebody("nowhere", None),
    )
    assert counted(ROLE, [], *people) == (3, [])


def test_another_version_counts_those_who_fit_either():
    people = (
        somebody("a"),
        somebody("b", availability=free(5)),
        somebody("c", availability=free(1, 5)),
    )
    assert counted(ROLE, [replace(ROLE, sessions=(SATURDAY,))], *people) == (2, [3])


def test_done_from_home_needs_no_place():
    home = replace(ROLE, remote=Remote.YES, places=())
    people = (somebody("here"), somebody("far", FAR), somebody("nowhere", None))
    assert counted(ROLE, [replace(ROLE, remote=Remote.YES)], *people) == (1, [3])
    assert counted(home, [], *people) == (3, [])


def test_a_skill_that_is_insisted_on_leaves_out_those_who_name_others():
    must = (NeededSkill("urn:drive", Importance.MUST),)
    people = (
        somebody("drives", skills=(HeldSkill("urn:drive"),)),
        somebody("cooks", skills=(HeldSkill("urn:cook"),)),
    )
    softer = replace(ROLE, skills=(NeededSkill("urn:drive"),))
    assert counted(replace(ROLE, skills=must), [softer], *people) == (1, [2])


def test_only_those_allowed_are_counted():
    assert counted(ROLE, [ROLE], somebody("a"), somebody("b"), allowed=["b"]) == (1, [1])
    assert counted(ROLE, [ROLE]) == (0, [0])
