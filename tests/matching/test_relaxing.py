from collections.abc import Callable
from datetime import date

from matching.ranker import Ranker
from matching.types import (
    Availability,
    HeldSkill,
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

TODAY = date(2026, 11, 20)
HOME = (Place(Point(51.15, 0.87)),)
TUESDAY_EVENING = Availability((Window(1, 1080, 1260),))


def away(kilometres: float) -> tuple[Place, ...]:
    return (Place(Point(51.15 + kilometres / 111.2, 0.87)),)


def opens(catalogue_of: Callable, person: Volunteer, roles: list[Opportunity]) -> dict[str, int]:
    return {one.text: one.opens for one in Ranker().nearly(person, catalogue_of(roles))}


def test_more_miles_open_what_lies_just_beyond(catalogue_of: Callable) -> None:
    roles = [Opportunity(str(n), str(n), places=away(n)) for n in (2, 12, 13, 18, 40)]
    person = Volunteer("v", places=HOME, within_km=10)
    assert opens(catalogue_of, person, roles) == {
        "Look up to 12.4 miles away": 3,
        "Look up to 9.32 miles away": 2,
    }


def test_another_part_of_the_week_opens_what_happens_then(catalogue_of: Callable) -> None:
    saturdays = [
        Opportunity(str(n), str(n), sessions=(Session(date(2026, 11, 21), 600, 120, "weekly"),))
        for n in range(3)
    ]
    person = Volunteer("v", availability=TUESDAY_EVENING)
    assert opens(catalogue_of, person, saturdays) == {"Be free on Saturday morning": 3}


def test_half_an_hour_either_way_is_tried(catalogue_of: Callable) -> None:
    late = Opportunity("r", "r", sessions=(Session(date(2026, 11, 24), 1260, 60, "weekly"),))
    person = Volunteer("v", availability=TUESDAY_EVENING)
    found = opens(catalogue_of, person, [late])
    assert found["Be free 30 minutes earlier and later"] == 1


def test_a_skill_that_is_all_that_is_missing_is_named(catalogue_of: Callable) -> None:
    must = [NeededSkill(uri, Importance.MUST) for uri in ("driving", "signing")]
    roles = [
        Opportunity("a", "a", skills=(must[0],)),
        Opportunity("b", "b", skills=(must[0],)),
        Opportunity("c", "c", skills=tuple(must)),
    ]
    person = Volunteer("v", skills=(HeldSkill("cooking"),))
    assert opens(catalogue_of, person, roles) == {"Be trained in driving": 2}


def test_roles_from_home_are_offered_to_those_who_left_them_out(catalogue_of: Callable) -> None:
    roles = [Opportunity("home", "home", remote=Remote.YES)]
    person = Volunteer("v", remote=RemoteWish.NO)
    assert opens(catalogue_of, person, roles) == {"Include roles done from home": 1}


def test_what_already_fits_is_not_counted_and_most_comes_first(catalogue_of: Callable) -> None:
    roles = [Opportunity(str(n), str(n), places=away(n)) for n in (1, 2, 14)]
    roles += [Opportunity(f"h{n}", f"h{n}", remote=Remote.YES) for n in range(2)]
    person = Volunteer("v", places=HOME, within_km=10, remote=RemoteWish.NO)
    found = Ranker().nearly(person, catalogue_of(roles))
    assert [(one.kind, one.opens) for one in found] == [
        ("remote", 2),
        ("distance", 1),
        ("distance", 1),
    ]
    assert found[0].change == {"remote": "welcome"}


def test_somebody_free_at_any_time_is_not_asked_for_more(catalogue_of: Callable) -> None:
    role = Opportunity("r", "r", sessions=(Session(TODAY, 600, 60, "weekly"),))
    free = Volunteer("v", availability=Availability(any_time=True))
    assert opens(catalogue_of, free, [role]) == {}
