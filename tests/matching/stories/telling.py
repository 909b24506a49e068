"""Short ways to tell a story: a person, some roles, and places in Kent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from matching.types import (
    HeldSkill,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Session,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 20)  # a Friday
HOME = Place(Point(51.146, 0.875))
TUESDAY_EVENING = (Window(1, 1080, 1260),)
SATURDAY_MORNING = (Window(5, 540, 780),)
WEEKDAYS = tuple(Window(day, 540, 1020) for day in range(5))


def miles(north: float) -> tuple[Place, ...]:
    return (Place(Point(51.146 + north * 1.609344 / 111.24, 0.875)),)


def weekly(weekday: int, hour: float, minutes: int = 120, **given: object) -> tuple[Session, ...]:
    start = int(hour * 60)
    return (Session(date(2026, 9, 1), start, minutes, "weekly", weekdays=(weekday,), **given),)


def once(after: int, hour: float, minutes: int = 180) -> tuple[Session, ...]:
    return (Session(TODAY + timedelta(days=after), int(hour * 60), minutes),)


def role(name: str, **given: object) -> Opportunity:
    given.setdefault("places", miles(2))
    return Opportunity(name, name, **given)  # type: ignore[arg-type]


def person(**given: object) -> Volunteer:
    given.setdefault("places", (HOME,))
    given.setdefault("within_km", 16.1)
    return Volunteer("v", **given)  # type: ignore[arg-type]


def skills(*uris: str) -> tuple[HeldSkill, ...]:
    return tuple(HeldSkill(uri) for uri in uris)


def needs(*uris: str) -> tuple[NeededSkill, ...]:
    return tuple(NeededSkill(uri) for uri in uris)


@dataclass(frozen=True)
class Story:
    """``roles`` are written in the order the broker would choose; ``never`` must not be shown.

    ``before``: what came out until the broker's argument was heard. ``says``: by role, a sentence
    that is told with it.
    """

    title: str
    argument: str
    person: Volunteer
    roles: tuple[Opportunity, ...]
    never: tuple[Opportunity, ...] = ()
    before: str = ""
    says: Mapping[str, str] = field(default_factory=dict)


KENT = {
    "Ashford": (51.146, 0.875),
    "Canterbury": (51.280, 1.079),
    "Dover": (51.127, 1.313),
    "Faversham": (51.315, 0.889),
    "Folkestone": (51.081, 1.169),
    "Gravesend": (51.442, 0.369),
    "Herne Bay": (51.371, 1.128),
    "Hythe": (51.071, 1.084),
    "Lydd": (50.951, 0.907),
    "Maidstone": (51.272, 0.522),
    "Margate": (51.389, 1.386),
    "New Romney": (50.985, 0.940),
    "Ramsgate": (51.336, 1.416),
    "Sittingbourne": (51.341, 0.733),
    "Tenterden": (51.070, 0.690),
    "Tonbridge": (51.195, 0.274),
    "Tunbridge Wells": (51.132, 0.263),
    "Whitstable": (51.361, 1.026),
    "Wye": (51.183, 0.937),
}


def at(*towns: str) -> tuple[Place, ...]:
    return tuple(Place(Point(*KENT[town]), name=town) for town in towns)
