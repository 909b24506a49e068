from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from matching.ranker import Ranker
from matching.timetable.words import portion
from matching.types import (
    Audience,
    Availability,
    Hours,
    Opportunity,
    Session,
    Volunteer,
    Window,
)

TUESDAYS = (Session(date(2026, 11, 3), 1110, 120, "weekly"),)
TUESDAY_EVENING = Availability((Window(1, 1080, 1260),))


def reasons(catalogue_of: Callable, availability: Availability | None, **role: object) -> list:
    person = Volunteer("v", availability=availability)
    catalogue = catalogue_of([Opportunity("r", "r", **role)])
    found = Ranker().rank(person, catalogue)[0].reasons
    return [reason for reason in found if reason.factor == "availability"]


@pytest.mark.parametrize(
    ("availability", "role", "text", "supports"),
    [
        (TUESDAY_EVENING, {"sessions": TUESDAYS}, "Tuesday evening fits", True),
        (
            Availability((Window(1, 1110, 1170),)),
            {"sessions": TUESDAYS},
            "You are free for half of Tuesday evening, 18:30 to 19:30",
            True,
        ),
        (
            Availability((Window(1, 1110, 1140), Window(1, 1170, 1200))),
            {"sessions": TUESDAYS},
            "You are free for half of Tuesday evening",
            True,
        ),
        (
            replace(TUESDAY_EVENING, starts_on=date(2026, 12, 31)),
            {"sessions": TUESDAYS},
            "You are free for Tuesday evening on half of its dates",
            True,
        ),
        (Availability(), {"sessions": TUESDAYS}, "Times do not meet yours", False),
        (TUESDAY_EVENING, {}, "Times not stated: ask", False),
        (
            TUESDAY_EVENING,
            {"sessions": (Session(date(2026, 12, 1), 1110, 60),)},
            "Tuesday 1 Dec fits",
            True,
        ),
        (
            TUESDAY_EVENING,
            {"hours": Hours(120)},
            "2 hours a week can be fitted into your free time",
            True,
        ),
        (
            TUESDAY_EVENING,
            {"hours": Hours(360)},
            "You could give half of 6 hours a week",
            True,
        ),
        (
            TUESDAY_EVENING,
            {"hours": Hours()},
            "Hours not stated: ask; about 2 hours a week would fit your free time",
            True,
        ),
        (
            Availability((Window(1, 1080, 1125),)),
            {"hours": Hours()},
            "Hours not stated: ask; of about 2 hours a week you could give about a third",
            False,
        ),
        (
            Availability(changes=True),
            {"sessions": TUESDAYS},
            "Your week changes: agree times",
            False,
        ),
        (
            Availability(changes=True),
            {"hours": Hours(120)},
            "Flexible hours suit a week that changes",
            True,
        ),
    ],
)
def test_times_in_words(
    catalogue_of: Callable, availability: Availability, role: dict, text: str, supports: bool
) -> None:
    told = [
        r for r in reasons(catalogue_of, availability, **role) if Audience.VOLUNTEER in r.audiences
    ]
    assert [(reason.text, reason.supports) for reason in told] == [(text, supports)]


def test_an_organisation_reads_when_the_person_is_free(catalogue_of: Callable) -> None:
    found = reasons(catalogue_of, TUESDAY_EVENING, sessions=TUESDAYS)
    told = [reason.text for reason in found if Audience.ORGANISATION in reason.audiences]
    assert told == ["Free Tuesday evening"]


def test_a_broker_is_told_when_the_person_has_not_said(catalogue_of: Callable) -> None:
    (reason,) = reasons(catalogue_of, None, sessions=TUESDAYS)
    assert reason.audiences == {Audience.BROKER}


def test_a_cap_on_hours_is_told(catalogue_of: Callable) -> None:
    tired = Availability(any_time=True, minutes_per_week=60)
    texts = [reason.text for reason in reasons(catalogue_of, tired, sessions=TUESDAYS)]
    assert "Asks for more than the 1 hour a week you offer" in texts


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.02, "a small part"),
        (0.25, "a quarter"),
        (0.3, "about a third"),
        (0.5, "half"),
        (0.55, "about half"),
        (0.67, "two thirds"),
        (0.8, "about three quarters"),
        (0.97, "most"),
    ],
)
def test_shares_are_told_as_people_say_them(share: float, words: str) -> None:
    assert portion(share) == words
