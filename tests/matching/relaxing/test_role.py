import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matching.catalogue import Pool
from matching.ranker import Ranker
from matching.relaxing import Key, Kind
from matching.types import (
    Availability,
    HeldSkill,
    Hours,
    Importance,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    RemoteWish,
    Session,
    Volunteer,
    Window,
)

TODAY = date(2026, 11, 20)
HALL = (Place(Point(51.15, 0.87)),)
MUST = (NeededSkill("driving", Importance.MUST), NeededSkill("signing", Importance.MUST))
SATURDAY = Availability((Window(5, 480, 720),))
CLUB = Opportunity("r", "r", sessions=(Session(date(2026, 9, 1), 1110, 120, "weekly"),))


def away(kilometres: float) -> tuple[Place, ...]:
    return (Place(Point(51.15 + kilometres / 111.2, 0.87)),)


def people(*given: dict) -> list[Volunteer]:
    return [Volunteer(f"p{number}", **one) for number, one in enumerate(given)]


def opens(pool: Pool, role: Opportunity) -> dict[str, int]:
    return {one.text: one.opens for one in Ranker().nearly_role(role, pool, today=TODAY)}


def test_another_part_of_the_week_opens_those_who_are_free_then(pool_of: Callable) -> None:
    pool = pool_of(people({"availability": SATURDAY}, {"availability": SATURDAY}, {}))
    assert opens(pool, CLUB) == {"Hold it on Saturday morning instead (09:00 to 11:00)": 2}


def test_half_an_hour_later_lets_those_come_who_are_still_at_work(pool_of: Callable) -> None:
    free = Availability((Window(1, 1200, 1320),))
    found = Ranker().nearly_role(CLUB, pool_of(people({"availability": free})), today=TODAY)
    later = next(one for one in found if one.kind == Kind.SHIFT)
    assert (later.text, later.opens) == ("Hold it 30 minutes later", 1)
    assert later.change[Key.SESSIONS] == (replace(CLUB.sessions[0], start=1140),)


def test_hours_can_be_given_in_one_more_part_of_the_week(pool_of: Callable) -> None:
    role = Opportunity("r", "r", hours=Hours(120, windows=(Window(1, 540, 720),)))
    pool = pool_of(people({"availability": SATURDAY}))
    assert opens(pool, role) == {"Let people come on Saturday morning too": 1}


def test_a_lift_opens_those_who_live_a_little_beyond_their_limit(pool_of: Callable) -> None:
    near, far, farther = ({"places": away(km), "within_km": 10} for km in (13, 17, 30))
    assert opens(pool_of(people(near, far, farther)), replace(CLUB, places=HALL)) == {
        "Offer a lift to people up to 3 miles beyond their limit": 1,
        "Offer a lift to people up to 5 miles beyond their limit": 2,
        "Let it be done from home": 3,
    }


def test_training_opens_those_who_lack_a_must_and_one_must_less_opens_fewer(
    pool_of: Callable,
) -> None:
    skills = [("cooking",), ("cooking", "signing"), ("driving", "signing")]
    pool = pool_of(people(*({"skills": tuple(HeldSkill(uri) for uri in uris)} for uris in skills)))
    assert opens(pool, Opportunity("r", "r", skills=MUST)) == {
        "Train people in driving and signing": 2,
        "Do not insist on driving": 1,
    }


def test_company_settles_what_the_role_does_not_state(pool_of: Callable) -> None:
    pool = pool_of(people({"needs": frozenset({"step-free"})}, {"first_time": True}, {}))
    assert opens(pool, Opportunity("r", "r")) == {"Go with people on their first visit": 2}
    stated = Opportunity("r", "r", access=frozenset({"step-free"}), training_given=True)
    assert opens(pool, stated) == {}


@pytest.mark.parametrize("kind", ["ids", "mask"])
def test_only_allowed_people_are_counted(pool_of: Callable, kind: str) -> None:
    everybody = people(*({"availability": SATURDAY} for _ in range(4)))
    pool = pool_of(everybody[:2]).replace(everybody[2:])
    some = {"p0", "p3"}
    allowed = some if kind == "ids" else np.array([name in some for name in pool.ids])
    (found,) = Ranker().nearly_role(CLUB, pool, allowed=allowed, today=TODAY)
    assert found.opens == 2


def test_nobody_in_the_pool_opens_nothing(pool_of: Callable) -> None:
    assert Ranker().nearly_role(replace(CLUB, skills=MUST, places=HALL), pool_of([])) == []


def applied(role: Opportunity, kind: str, change: Mapping[str, object]) -> Opportunity:
    ((key, value),) = change.items()
    if kind in (Kind.SKILL, Kind.TRAINING):
        uris = [value] if kind == Kind.SKILL else [need.uri for need in role.skills]
        return replace(
            role,
            skills=tuple(
                replace(need, importance=Importance.NEEDED) if need.uri in uris else need
                for need in role.skills
            ),
        )
    if key == Key.WINDOWS:
        return replace(role, hours=replace(role.hours, windows=value))
    return replace(role, **{str(key): value})


TIMES_ALONE = Ranker({"availability": 1.0})  # then a score is the share of times met


def fits(role: Opportunity, pool: Pool, blank: set[str]) -> set[str]:
    ranking = TIMES_ALONE.shortlist(role, pool, limit=100, today=TODAY)
    unstated = not (role.sessions or role.hours)
    return {
        match.volunteer_id
        for match in ranking
        if unstated or match.score >= 0.5 or match.volunteer_id in blank
    }


def test_each_count_is_what_the_change_really_opens(pool_of: Callable) -> None:
    dice = random.Random(5)
    everybody = [some_person(dice, number) for number in range(60)]
    pool = pool_of(everybody[:40]).replace(everybody[40:])
    blank = {person.id for person in everybody if person.availability is None}
    tried = set()
    for role in some_roles(dice):
        before = fits(role, pool, blank)
        for one in Ranker().nearly_role(role, pool, today=TODAY):
            tried.add(one.kind)
            if one.kind not in (Kind.ACCOMPANIED, Kind.DISTANCE):
                after = fits(applied(role, one.kind, one.change), pool, blank)
                assert len(after - before) == one.opens, one
    assert tried == set(Kind) - {Kind.TRAVEL}


def some_roles(dice: random.Random) -> list[Opportunity]:
    return [
        Opportunity(
            "r",
            "r",
            places=away(dice.uniform(0, 20)),
            sessions=dice.choice([(), CLUB.sessions]),
            hours=dice.choice([None, Hours(180, windows=(Window(5, 540, 1020),))]),
            skills=dice.choice([(), MUST[:1], MUST]),
        )
        for _ in range(6)
    ]


def some_person(dice: random.Random, number: int) -> Volunteer:
    start = 30 * dice.randrange(16, 40)
    windows = tuple(Window(day, start, start + 150) for day in (1, dice.choice([0, 2, 5])))
    skills = dice.choice([(), ("cooking",), ("driving",), ("driving", "signing")])
    return Volunteer(
        f"p{number}",
        places=away(dice.uniform(0, 30)),
        within_km=dice.choice([10, 20]),
        skills=tuple(HeldSkill(uri) for uri in skills),
        availability=dice.choice([None, Availability(windows)]),
        remote=dice.choice(list(RemoteWish)),
        needs=dice.choice([frozenset(), frozenset({"step-free"})]),
    )
