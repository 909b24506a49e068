from collections.abc import Callable
from datetime import date

import pytest

from matching import errors
from matching.types import (
    Availability,
    DateRange,
    Hours,
    Opportunity,
    Place,
    Point,
    Session,
    Volunteer,
    Window,
)

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    "session",
    [
        Session(DAY, 600, 60, "yearly"),
        Session(DAY, 600, 60, "weekly", interval=0),
        Session(DAY, 1440, 60),
        Session(DAY, 600, 0),
        Session(DAY, 600, 10081),
        Session(DAY, 600, 60, "weekly", weekdays=(7,)),
        Session(DAY, 600, 60, "monthly", ordinals=(6,)),
        Session(DAY, 600, 60, "monthly", month_days=(0,)),
        Session(DAY, 600, 60, "weekly", count=0),
    ],
)
def test_a_session_that_means_nothing_is_refused(session: Session, catalogue_of: Callable) -> None:
    with pytest.raises(errors.InvalidSession):
        catalogue_of([Opportunity("r", "r", sessions=(session,))])


@pytest.mark.parametrize(
    ("role", "error"),
    [
        (Opportunity("r", "r", hours=Hours(0)), errors.InvalidHours),
        (Opportunity("r", "r", hours=Hours(60, "year")), errors.InvalidHours),
        (Opportunity("r", "r", hours=Hours(60, windows=(Window(0, 9, 9),))), errors.InvalidWindow),
        (Opportunity("r", "r", places=(Place(Point(float("nan"), 0)),)), errors.InvalidPoint),
        (
            Opportunity("r", "r", starts_on=DAY, ends_on=date(2026, 11, 1)),
            errors.InvalidDates,
        ),
    ],
)
def test_a_role_that_cannot_be_is_refused(
    role: Opportunity, error: type[Exception], catalogue_of: Callable
) -> None:
    with pytest.raises(error):
        catalogue_of([role])


@pytest.mark.parametrize(
    ("availability", "error"),
    [
        (Availability((Window(7, 0, 60),)), errors.InvalidWindow),
        (Availability((Window(0, 600, 540),)), errors.InvalidWindow),
        (Availability((Window(0, 1440, 1500),)), errors.InvalidWindow),
        (Availability(holiday_windows=(Window(0, 0, 3000),)), errors.InvalidWindow),
        (Availability(pauses=(DateRange(DAY, date(2026, 1, 1)),)), errors.InvalidDates),
        (Availability(minutes_per_week=-1), errors.InvalidHours),
    ],
)
def test_a_week_that_cannot_be_is_refused(
    availability: Availability, error: type[Exception], pool_of: Callable
) -> None:
    with pytest.raises(error):
        pool_of([Volunteer("v", availability=availability)])


def test_every_error_says_what_the_caller_can_do() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert len(kinds) > 8
    for kind in kinds:
        assert issubclass(kind, errors.MatchingError)
        assert len(str(kind.__doc__)) > 40
