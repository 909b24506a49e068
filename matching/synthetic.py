"""Invented roles and people for benchmarks: seeded, of every kind, spread over a county or more."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from matching.types import (
    Availability,
    HeldSkill,
    Hours,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    Session,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 20)
SKILLS = [f"skill {number}" for number in range(150)]
CAUSES = [f"cause {number}" for number in range(20)]
VOCABULARY = [
    f"{first}{last}" for first in "bcdfghklmnprst" for last in ("arden", "ook", "ilt", "ong")
]
REMOTES = (Remote.NO, Remote.NO, Remote.NO, Remote.NO, Remote.HYBRID, Remote.YES)
CENTRE, SPREAD = (51.2, 0.8), (0.25, 0.45)  # degrees; a county's worth of roles


def roles(count: int, seed: int = 7) -> list[Opportunity]:
    """Roles: two in five weekly, one in five a single date, one in five hours, the rest blank."""
    dice = np.random.default_rng(seed)
    return [_role(number, dice) for number in range(count)]


def people(count: int, seed: int = 8) -> list[Volunteer]:
    """People with a few windows a week, two skills, two interests and a limit of 10 miles."""
    dice = np.random.default_rng(seed)
    return [_person(number, dice) for number in range(count)]


def _role(number: int, dice: np.random.Generator) -> Opportunity:
    kind = int(dice.integers(5))
    begins = TODAY + timedelta(days=int(dice.integers(0, 60)))
    start = int(dice.integers(16, 40)) * 30
    sessions = {
        0: (Session(begins, start, 120, "weekly"),),
        1: (Session(begins, start, 90, "weekly", interval=2, weekdays=(1, 3)),),
        2: (Session(begins, start, 240),),
    }.get(kind, ())
    return Opportunity(
        id=f"role {number}",
        key=f"synthetic/{number}",
        title=" ".join(dice.choice(VOCABULARY, 3)),
        text=" ".join(dice.choice(VOCABULARY, 40)),
        places=(_place(dice),),
        remote=REMOTES[int(dice.integers(len(REMOTES)))],
        sessions=sessions,
        hours=Hours(180, windows=_windows(dice)) if kind == 3 else None,
        skills=tuple(NeededSkill(uri) for uri in dice.choice(SKILLS, int(dice.integers(4)))),
        causes=(str(dice.choice(CAUSES)),),
    )


def _person(number: int, dice: np.random.Generator) -> Volunteer:
    return Volunteer(
        id=f"person {number}",
        places=(_place(dice),),
        within_km=16.1,
        skills=tuple(HeldSkill(uri) for uri in dice.choice(SKILLS, 2, replace=False)),
        interests=tuple(dice.choice(CAUSES, 2, replace=False)),
        text=" ".join(dice.choice(VOCABULARY, 2)),
        availability=Availability(_windows(dice)),
    )


def _place(dice: np.random.Generator) -> Place:
    north, east = dice.normal(CENTRE, SPREAD)
    return Place(Point(float(north), float(east)))


def _windows(dice: np.random.Generator) -> tuple[Window, ...]:
    days = dice.choice(7, int(dice.integers(1, 6)), replace=False)
    start = int(dice.integers(16, 36)) * 30
    return tuple(Window(int(day), start, start + 240) for day in days)
