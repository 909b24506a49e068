"""Short stories: a person, some roles, and the order a good broker would choose, with why.

They are the specification of the ranking. A story that changes is argued in review.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

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
    """``roles`` are written in the order the broker would choose; ``never`` must not be shown."""

    title: str
    argument: str
    person: Volunteer
    roles: tuple[Opportunity, ...]
    never: tuple[Opportunity, ...] = ()


STORIES = [
    Story(
        "The nurse with Tuesday evenings",
        "She can do the Tuesday club from start to end; the other days only look near.",
        person(availability=Availability(TUESDAY_EVENING)),
        (
            role("Tuesday club, 5 miles", sessions=weekly(1, 18.5), places=miles(5)),
            role("Tuesday club that begins before she is home", sessions=weekly(1, 17)),
            role("Thursday club next door", sessions=weekly(3, 18.5), places=miles(0.2)),
        ),
    ),
    Story(
        "The same work at two distances",
        "Nothing else differs, so nobody should be sent past the nearer hall.",
        person(availability=Availability(TUESDAY_EVENING)),
        (
            role("Hall, 1 mile", sessions=weekly(1, 18.5), places=miles(1)),
            role("Hall, 6 miles", sessions=weekly(1, 18.5), places=miles(6)),
        ),
        never=(role("Hall, 11 miles", sessions=weekly(1, 18.5), places=miles(11)),),
    ),
    Story(
        "The advert that says nothing",
        "An advert without times may suit, but one known to fit is a better use of a visit.",
        person(availability=Availability(SATURDAY_MORNING)),
        (
            role("Saturday food bank", sessions=weekly(5, 9.5)),
            role("Food bank, times not stated"),
            role("Wednesday food bank", sessions=weekly(2, 9.5)),
        ),
    ),
    Story(
        "The shift worker",
        "His week changes, so flexible hours come first, then a single date, then a fixed evening.",
        person(availability=Availability(changes=True)),
        (
            role("Garden, any three hours a week", hours=Hours(180)),
            role("Fun day", sessions=once(8, 10)),
            role("Every Tuesday evening", sessions=weekly(1, 18.5)),
        ),
    ),
    Story(
        "The retired driver",
        "A minibus licence is rare and the day centre needs it; teas can be poured by anybody.",
        person(skills=skills("minibus"), availability=Availability(WEEKDAYS)),
        (
            role("Minibus driver", skills=needs("minibus"), sessions=weekly(2, 10)),
            role("Car driver", skills=needs("driving"), sessions=weekly(2, 10)),
            role("Teas, no skills asked", sessions=weekly(2, 10)),
            role("Accounts", skills=needs("bookkeeping"), sessions=weekly(2, 10)),
        ),
    ),
    Story(
        "No licence",
        "The role cannot be done without driving, and cooking is what she named.",
        person(skills=skills("cooking")),
        (role("Lunch club cook", skills=needs("cooking")),),
        never=(
            role("Driver", skills=(NeededSkill("driving", Importance.MUST),)),
            role(
                "Cook who drives",
                skills=(*needs("cooking"), NeededSkill("driving", Importance.MUST)),
            ),
        ),
    ),
    Story(
        "The sixteen-year-old",
        "The law and the insurer say 18; everything else may be asked.",
        person(age_from=16, age_to=16),
        (role("Library, from 14", minimum_age=14),),
        never=(role("Bar, from 18", minimum_age=18), role("Scouts, under 15", maximum_age=15)),
    ),
    Story(
        "Housebound",
        "Only what can be done from home, in full or in part; never what cannot.",
        person(remote=RemoteWish.ONLY, availability=Availability(any_time=True)),
        (role("Telephone befriender", remote=Remote.YES, hours=Hours(60)),),
        never=(role("Shop next door", places=miles(0.1), hours=Hours(60)),),
    ),
    Story(
        "A remote role beside near and far ones",
        "Working from home is neither a walk round the corner nor a drive across the county.",
        person(availability=Availability(any_time=True)),
        (
            role("Round the corner", places=miles(0.5), hours=Hours(60)),
            role("From home", remote=Remote.YES, hours=Hours(60)),
            role("Nine miles off", places=miles(9), hours=Hours(60)),
        ),
    ),
    Story(
        "Loves animals",
        "Cats are animals; a football club is not, however near.",
        person(interests=("animals",)),
        (
            role("Animal shelter", causes=("animals",)),
            role("Cat rescue", causes=("cats",)),
            role("Football club", causes=("sport",), places=miles(1.5)),
        ),
    ),
    Story(
        "Parent in term time",
        "Free in school hours only; the holiday club runs just when she is not.",
        person(availability=Availability(WEEKDAYS, holiday_windows=())),
        (
            role("Reading help, term time", sessions=weekly(0, 10, term_time_only=True)),
            role("Lunch club all year", sessions=weekly(0, 10)),
            role(
                "Christmas club",
                sessions=tuple(
                    Session(date(2026, 12, day), 600, 120) for day in (21, 22, 23, 28, 29)
                ),
            ),
        ),
    ),
    Story(
        "Away until the new year",
        "What is over before he is back is no use; what goes on can wait for him.",
        person(availability=Availability(WEEKDAYS, starts_on=date(2027, 1, 4))),
        (role("Museum, Mondays", sessions=weekly(0, 10)),),
        never=(role("Christmas dinner", sessions=once(35, 10)),),
    ),
    Story(
        "A fortnight's holiday",
        "Two missed weeks of twelve are no reason to lose her, but who misses none comes first.",
        person(
            availability=Availability(
                WEEKDAYS, pauses=(DateRange(date(2026, 11, 30), date(2026, 12, 13)),)
            )
        ),
        (
            role(
                "Starts in the new year", sessions=(Session(date(2027, 1, 4), 600, 120, "weekly"),)
            ),
            role("Every Monday already", sessions=weekly(0, 10)),
        ),
    ),
    Story(
        "Two hours a week and no more",
        "He would love both days, but has said what he can give.",
        person(availability=Availability(any_time=True, minutes_per_week=120)),
        (
            role("Two hours on Mondays", sessions=weekly(0, 10)),
            role(
                "Two hours every weekday",
                sessions=(Session(date(2026, 9, 1), 600, 120, "weekly", weekdays=(0, 1, 2, 3, 4)),),
            ),
        ),
    ),
    Story(
        "The night shelter",
        "Friday night runs into Saturday; half a night is half a help.",
        person(availability=Availability((Window(4, 1320, 1800),))),
        (
            role("Night shelter", sessions=weekly(4, 22, 480)),
            role(
                "Night shelter, two nights",
                sessions=(Session(date(2026, 9, 1), 1320, 480, "weekly", weekdays=(4, 5)),),
            ),
            role("Saturday breakfast", sessions=weekly(5, 6.5)),
        ),
    ),
    Story(
        "Somebody who types what they want",
        "Words bring the garden up among equals, but not over an evening that fits.",
        person(text="gardening", availability=Availability(SATURDAY_MORNING)),
        (
            role("Community garden", title="Community gardener", sessions=weekly(5, 9.5)),
            role("Charity shop", title="Shop assistant", sessions=weekly(5, 9.5)),
            role("Garden on Mondays", title="Gardener", sessions=weekly(0, 9.5)),
        ),
    ),
    Story(
        "Full, closed and over",
        "Nobody is sent where there is no place left.",
        person(),
        (role("Two places open", places_open=2),),
        never=(
            role("Full", places_open=0),
            role("Closed", closed=True),
            role("Last month's fair", sessions=once(-20, 10)),
        ),
    ),
    Story(
        "Two sites of one charity",
        "The nearer site is the one she would go to, so it is the one that counts.",
        person(),
        (
            role("Far shop and near shop", places=(*miles(9), *miles(1))),
            role("One shop, 4 miles", places=miles(4)),
        ),
    ),
    Story(
        "The wheelchair user",
        "Access that is not stated is asked about, never assumed away.",
        person(needs=frozenset({"step-free"}), availability=Availability(TUESDAY_EVENING)),
        (
            role("Fits, access not stated", sessions=weekly(1, 18.5)),
            role(
                "Step-free, but another day",
                sessions=weekly(3, 18.5),
                access=frozenset({"step-free"}),
            ),
        ),
    ),
    Story(
        "Every other week",
        "Her alternate Mondays cannot be said in a week, so both count what they can.",
        person(availability=Availability((Window(0, 540, 780),))),
        (
            role("Alternate Mondays", sessions=weekly(0, 9.5, interval=2)),
            role(
                "Mondays and Wednesdays",
                sessions=(Session(date(2026, 9, 1), 570, 120, "weekly", weekdays=(0, 2)),),
            ),
        ),
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_order_a_good_broker_would_choose(story: Story, order_of: Callable) -> None:
    roles = [*story.never, *reversed(story.roles)]
    assert order_of(story.person, roles) == [role.id for role in story.roles], story.argument


def test_there_are_enough_stories_and_each_is_argued() -> None:
    assert len(STORIES) >= 12
    assert all(len(story.argument) > 30 for story in STORIES)
    assert len({story.title for story in STORIES}) == len(STORIES)
