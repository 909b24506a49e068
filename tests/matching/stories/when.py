"""When somebody is free, and what is told of it."""

from __future__ import annotations

from datetime import date

from matching.types import (
    Availability,
    DateRange,
    Session,
    Window,
)
from tests.matching.stories.telling import (
    SATURDAY_MORNING,
    TUESDAY_EVENING,
    WEEKDAYS,
    Story,
    miles,
    once,
    person,
    role,
    weekly,
)

STORIES = [
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
