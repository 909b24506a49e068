import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matching.catalogue import Catalogue
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


def weekly(weekday: int, start: int, length: int) -> Session:
    return Session(date(2026, 9, 1), start, length, "weekly", weekdays=(weekday,))


def opens(catalogue_of: Callable, person: Volunteer, roles: list[Opportunity]) -> dict[str, int]:
    return {one.text: one.opens for one in Ranker().nearly(person, catalogue_of(roles))}


def test_more_miles_open_what_lies_just_beyond(catalogue_of: Callable) -> None:
    roles = [Opportunity(str(n), str(n), places=away(n)) for n in (2, 12, 13, 18, 40)]
    person = Volunteer("v", places=HOME, within_km=10)
    assert opens(catalogue_of, person, roles) == {
        "Look up to 12.4 miles away": 3,
        "Look up to 9.3 miles away": 2,
    }


def test_another_part_of_the_week_opens_what_happens_then(catalogue_of: Callable) -> None:
    saturdays = [
        Opportunity(str(n), str(n), sessions=(Session(date(2026, 11, 21), 600, 120, "weekly"),))
        for n in range(3)
    ]
    person = Volunteer("v", availability=TUESDAY_EVENING)
    assert opens(catalogue_of, person, saturdays) == {"Be free on Saturday morning": 3}


def test_half_an_hour_either_way_is_tried_and_both_only_where_that_opens_more(
    catalogue_of: Callable,
) -> None:
    late = Opportunity("late", "late", sessions=(weekly(1, 1260, 60),))
    early = Opportunity("early", "early", sessions=(weekly(1, 1020, 60),))
    person = Volunteer("v", availability=TUESDAY_EVENING)
    found = opens(catalogue_of, person, [late])
    assert found["Be free 30 minutes later"] == 1
    assert not any("earlier" in text for text in found)
    found = opens(catalogue_of, person, [late, early])
    assert found["Be free 30 minutes earlier and later"] == 2
    assert found["Be free 30 minutes earlier"] == 1


def test_a_skill_that_is_all_that_is_missing_is_named(catalogue_of: Callable) -> None:
    must = [NeededSkill(uri, Importance.MUST) for uri in ("driving", "signing")]
    roles = [
        Opportunity("a", "a", skills=(must[0],)),
        Opportunity("b", "b", skills=(must[0],)),
        Opportunity("c", "c", skills=tuple(must)),
    ]
    person = Volunteer("v", skills=(HeldSkill("cooking"),))
    assert opens(catalogue_of, person, roles) == {"Be trained in driving": 2}


def test_training_opens_the_roles_that_give_it(catalogue_of: Callable) -> None:
    musts = tuple(NeededSkill(uri, Importance.MUST) for uri in ("driving", "signing"))
    roles = [
        Opportunity("taught", "taught", skills=musts, training_given=True),
        Opportunity("not taught", "not taught", skills=musts),
    ]
    person = Volunteer("v", skills=(HeldSkill("cooking"),))
    (training,) = Ranker().nearly(person, catalogue_of(roles))
    assert (training.kind, training.opens) == (Kind.TRAINING, 1)
    willing = replace(person, **training.change)
    ranking = Ranker().rank(willing, catalogue_of(roles))
    assert [match.opportunity_id for match in ranking] == ["taught"]
    texts = [reason.text for reason in ranking[0].reasons]
    assert texts.count("Training is given") == 1
    assert "You need: driving and signing" in texts


def test_company_settles_access_that_is_not_stated(catalogue_of: Callable) -> None:
    roles = [
        Opportunity("says so", "a", access=frozenset({"step-free"})),
        Opportunity("says nothing", "b"),
        Opportunity("closed", "c", closed=True),
    ]
    person = Volunteer("v", needs=frozenset({"step-free"}))
    (company,) = Ranker().nearly(person, catalogue_of(roles))
    assert (company.kind, company.opens, company.settles) == (Kind.ACCOMPANIED, 1, True)
    assert Ranker().nearly(replace(person, **company.change), catalogue_of(roles)) == []


def test_company_helps_somebody_new_where_nobody_is_trained(catalogue_of: Callable) -> None:
    roles = [
        Opportunity("trains", "trains", training_given=True),
        Opportunity("does not", "b", training_given=False),
        Opportunity("does not say", "c"),
    ]
    (company,) = Ranker().nearly(Volunteer("v", first_time=True), catalogue_of(roles))
    assert (company.text, company.opens) == ("Go with somebody on a first visit", 2)
    assert Ranker().nearly(Volunteer("v", first_time=False), catalogue_of(roles)) == []


def test_longer_journeys_are_tried_where_minutes_were_stated(catalogue_of: Callable) -> None:
    roles = [Opportunity(str(n), str(n), places=away(n)) for n in (1, 3, 4)]
    person = Volunteer("v", places=HOME, travel_mode="walk", within_minutes=30)
    assert opens(catalogue_of, person, roles) == {"Travel for up to 60 minutes": 1}


@pytest.mark.parametrize("kind", ["ids", "mask"])
def test_only_allowed_roles_are_counted(catalogue_of: Callable, kind: str) -> None:
    roles = [Opportunity(str(n), str(n), places=away(n)) for n in range(11, 15)]
    catalogue = catalogue_of(roles[:2]).replace(roles[2:])
    person = Volunteer("v", places=HOME, within_km=10)
    some = {"11", "14"}
    allowed = some if kind == "ids" else np.array([name in some for name in catalogue.ids])
    found = Ranker().nearly(person, catalogue, allowed=allowed)
    assert [one.opens for one in found] == [2, 2]
    told = Ranker().excluded(person, catalogue, allowed=allowed)
    assert {one.opportunity_id for one in told} == some


def applied(person: Volunteer, change: Mapping[str, object]) -> Volunteer:
    """The person with a change, as a page or a search would make it."""
    ((key, value),) = change.items()
    if key == Key.WINDOWS:
        assert person.availability is not None
        return replace(person, availability=replace(person.availability, windows=value))
    if key == Key.SKILL:
        return replace(person, skills=(*person.skills, HeldSkill(str(value))))
    return replace(person, **{str(key): value})


TIMES_ALONE = Ranker({"availability": 1.0})  # then a score is the share of times met


def fits(person: Volunteer, catalogue: Catalogue, blank: set[str]) -> set[str]:
    ranking = TIMES_ALONE.rank(person, catalogue, limit=100)
    return {
        match.opportunity_id
        for match in ranking
        if match.score >= 0.5 or match.opportunity_id in blank
    }


def test_each_count_is_what_the_change_really_opens(catalogue_of: Callable) -> None:
    dice = random.Random(3)
    roles = [some_role(dice, n) for n in range(80)]
    catalogue, blank = catalogue_of(roles), {r.id for r in roles if not (r.sessions or r.hours)}
    tried = set()
    for turn in range(6):
        person = some_person(dice, turn)
        before = fits(person, catalogue, blank)
        for one in Ranker().nearly(person, catalogue):
            tried.add(one.kind)
            if one.kind != Kind.ACCOMPANIED:
                after = fits(applied(person, one.change), catalogue, blank)
                assert len(after - before) == one.opens, one
    assert tried == set(Kind)


def some_role(dice: random.Random, number: int) -> Opportunity:
    musts = tuple(NeededSkill(uri, Importance.MUST) for uri in ("driving", "signing"))
    when = (weekly(dice.randrange(7), dice.choice([570, 990, 1110]), 120),)
    return Opportunity(
        str(number),
        str(number),
        places=away(dice.uniform(0, 40)),
        remote=dice.choice([Remote.NO, Remote.NO, Remote.HYBRID, Remote.YES]),
        sessions=dice.choice([(), when, when]),
        hours=dice.choice([None, Hours(180, windows=(Window(5, 540, 1020),))]),
        skills=dice.choice([(), musts[:1], musts]),
        training_given=dice.choice([None, True]),
        access=dice.choice([frozenset(), frozenset({"step-free"})]),
    )


def some_person(dice: random.Random, turn: int) -> Volunteer:
    return Volunteer(
        f"v{turn}",
        places=HOME,
        within_km=None if turn % 3 else 15,
        skills=(HeldSkill("cooking"),),
        availability=Availability(tuple(Window(day, 1080, 1260) for day in range(turn % 5, 5))),
        remote=RemoteWish.NO if turn % 2 else RemoteWish.ONLY if turn == 4 else RemoteWish.WELCOME,
        needs=frozenset({"step-free"}),
        travel_mode="car",
        within_minutes=None if turn % 3 == 0 else 30,
    )


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
