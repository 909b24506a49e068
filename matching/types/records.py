"""Who and what: a person, a role, and the places and terms they are described with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from matching.types.times import Availability, Hours, Session


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens or someone lives; ``approximate`` when known only by area."""

    point: Point
    approximate: bool = False
    name: str = ""


class Importance(StrEnum):
    """How much a role needs a skill. A missing ``must`` excludes; the others order."""

    MUST = "must"
    NEEDED = "needed"
    USEFUL = "useful"


class Remote(StrEnum):
    """Of a role: where it is done. ``HYBRID`` may be done from home in part."""

    NO = "no"
    HYBRID = "hybrid"
    YES = "yes"


class TravelMode(StrEnum):
    """How a person gets about."""

    WALK = "walk"
    CYCLE = "cycle"
    BUS = "bus"
    CAR = "car"


class RemoteWish(StrEnum):
    """Of a person: whether roles done from home are welcome."""

    NO = "no"
    WELCOME = "welcome"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """``level`` 0 to 1, where given; ``verified`` when somebody has seen proof."""

    uri: str
    level: float | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class NeededSkill:
    """A skill a role asks for."""

    uri: str
    importance: Importance = Importance.NEEDED
    level: float | None = None


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A person, or what somebody typed into a search.

    ``travel_mode`` is a :class:`TravelMode`; ``within_minutes`` limits the journey by it (a
    labelled estimate, see ``travel.py``) and excludes like ``within_km``. ``accepts_training``:
    would learn a skill that a role cannot do without, where the role gives training.
    ``first_time``: has not volunteered before. ``accompanied``: somebody comes along at first.
    """

    id: str
    places: tuple[Place, ...] = ()
    within_km: float | None = None
    skills: tuple[HeldSkill, ...] = ()
    interests: tuple[str, ...] = ()
    text: str = ""
    availability: Availability | None = None
    age_from: int | None = None
    age_to: int | None = None
    remote: RemoteWish = RemoteWish.WELCOME
    needs: frozenset[str] = frozenset()
    travel_mode: str | None = None
    within_minutes: float | None = None
    accepts_training: bool | None = None
    first_time: bool | None = None
    accompanied: bool | None = None


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A role that can be ranked.

    ``key`` breaks the last ties and must not depend on database ids. ``sessions`` and ``hours``
    both empty means that the times are not stated. ``places`` empty and ``remote`` not ``YES``
    means that the place is unknown. ``access`` is what a role has of what people may need;
    ``lacks`` what it says it does not have, which excludes those who need it; the rest is to ask.
    ``owner``: whose advert it is; adverts of different owners are never folded into one, and
    nothing else looks at it.
    """

    id: str
    key: str
    title: str = ""
    text: str = ""
    places: tuple[Place, ...] = ()
    remote: Remote = Remote.NO
    sessions: tuple[Session, ...] = ()
    hours: Hours | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    skills: tuple[NeededSkill, ...] = ()
    causes: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    check: str | None = None  # words for the check that can still be obtained, or None
    training_given: bool | None = None
    access: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    places_open: int | None = None
    closed: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Broader terms by uri, labels by uri for sentences, and other terms that mean much the same.

    ``synonyms`` need be stated in one direction only.
    """

    broader: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
