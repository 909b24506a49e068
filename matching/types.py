"""What goes in and what comes out: frozen records with no behaviour.

Units everywhere: distances in kilometres, durations in minutes, clock times in minutes after
midnight in the place's own wall-clock time, weekdays 0 (Monday) to 6 (Sunday), scores 0 to 1.
``None`` always means *not stated*, never *no*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import overload


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


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one weekday; ``end`` may pass 1440 and then runs into the next day."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Session:
    """Dated occurrences by one recurrence rule, in wall-clock time.

    ``weekdays`` empty means the weekday of ``starts_on``. For ``monthly``, ``ordinals`` says which
    such weekday of the month (1 to 5, or -1 for the last); without ordinals the day of the month
    of ``starts_on`` is meant, and months without that day are passed over (RFC 5545).
    ``month_days`` names other days of the month instead (1 to 31, or -1 for the last day).
    ``count`` counts before ``excluded`` and ``term_time_only`` take dates away.
    """

    starts_on: date
    start: int
    length: int
    frequency: str = "once"  # once, daily, weekly, monthly
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    excluded: tuple[date, ...] = ()
    term_time_only: bool = False
    month_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """An amount of time to be given inside windows; no windows means at any time."""

    minutes: int | None = None
    per: str = "week"  # week, month, once
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """Both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """School holidays, as dated data of the county."""

    school_holidays: tuple[DateRange, ...] = ()


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


class RemoteWish(StrEnum):
    """Of a person: whether roles done from home are welcome."""

    NO = "no"
    WELCOME = "welcome"
    ONLY = "only"


class Audience(StrEnum):
    """Who may read a reason."""

    VOLUNTEER = "volunteer"
    BROKER = "broker"
    ORGANISATION = "organisation"


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
class Availability:
    """When a person is free. Nothing but defaults still means something: free at no time.

    ``windows`` is the base week; ``holiday_windows`` replaces it in school holidays when given.
    ``any_time`` overrides windows; ``changes`` says that the week is not the same twice, which
    favours flexible and one-off roles. ``minutes_per_week`` caps what can be given.
    """

    windows: tuple[Window, ...] = ()
    any_time: bool = False
    changes: bool = False
    holiday_windows: tuple[Window, ...] | None = None
    pauses: tuple[DateRange, ...] = ()
    starts_on: date | None = None
    minutes_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A person, or what somebody typed into a search."""

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


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A role that can be ranked.

    ``key`` breaks the last ties and must not depend on database ids. ``sessions`` and ``hours``
    both empty means that the times are not stated. ``places`` empty and ``remote`` not ``YES``
    means that the place is unknown.
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
    places_open: int | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Broader terms by uri, and labels by uri for sentences."""

    broader: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for or against, with what it weighed."""

    factor: str
    text: str
    supports: bool
    weight: float
    score: float | None
    audiences: frozenset[Audience]


@dataclass(frozen=True, slots=True)
class Match:
    """One pair that survived the rules."""

    opportunity_id: str
    volunteer_id: str
    score: float
    distance_km: float | None
    approximate: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One pair that did not, and the first rule that said so."""

    opportunity_id: str
    volunteer_id: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would have to change, and how many more roles that would open."""

    kind: str
    text: str
    opens: int
    change: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ranking(Sequence[Match]):
    """The best matches first, and what they were chosen from.

    ``total`` counts every eligible role (or person), shown or not; ``excluded`` counts the others
    by rule. ``total`` and ``excluded`` together make up all that were allowed to compete.
    """

    matches: tuple[Match, ...] = ()
    total: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.matches)

    @overload
    def __getitem__(self, index: int) -> Match: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Match, ...]: ...
    def __getitem__(self, index: int | slice) -> Match | tuple[Match, ...]:
        return self.matches[index]


@dataclass(frozen=True, slots=True)
class Account:
    """Everything about one pair: the match (or what it would have been) and the rule against it.

    ``exclusion`` None means that the role is in the person's list.
    """

    match: Match
    exclusion: Exclusion | None
    factors: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the week strip; ``end`` may pass 1440.

    ``free_minutes`` is None when the person has not said, or when the week changes.
    """

    weekday: int
    start: int
    end: int
    free_minutes: int | None
    text: str
    on: date | None = None
