import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import Catalogue, Pool
from matching.folding import elsewhere
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.types import Availability as Free
from matching.types import Opportunity, Place, Point, Remote, Session, Volunteer, Window

TEXT = "Visit older people at home in {}, listen, drink tea and carry their shopping upstairs"
TOWNS = ["Ashford", "Dover", "Hythe", "Margate", "Sandwich", "Deal", "Wye"]
HOME = Volunteer("v", places=(Place(Point(51.0, 1.0)),))


def post(number: int, **given: Any) -> Opportunity:
    town = TOWNS[number]
    where = Place(Point(51.0, 1.0 + (number + 1) / 20), name=town)
    role = Opportunity(
        town, town, title=f"Befriender, {town}", text=TEXT.format(town), places=(where,)
    )
    return replace(role, **given)


POSTED = [post(number) for number in (3, 0, 6, 1, 5, 2, 4)]
OTHER = Opportunity("other", "o", title="Driver", places=(Place(Point(51.0, 1.12)),))


def folded(catalogue: Catalogue, person: Volunteer = HOME, **given: Any) -> list[tuple]:
    ranking = Ranker().rank(person, catalogue, fold=True, **given)
    return [(match.opportunity_id, match.also, match.elsewhere) for match in ranking]


def test_an_advert_of_seven_towns_appears_once_nearest_first(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([*POSTED, OTHER])
    assert folded(catalogue) == [
        ("Ashford", tuple(TOWNS[1:]), "and in 6 other places"),
        ("other", (), ""),
    ]
    assert Ranker().rank(HOME, catalogue, fold=True).total == 2


def test_unless_asked_each_posting_stands_for_itself(catalogue_of: Callable) -> None:
    ranking = Ranker().rank(HOME, catalogue_of([*POSTED, OTHER]))
    assert len(ranking) == ranking.total == 8
    assert {(match.also, match.elsewhere) for match in ranking} == {((), "")}


def test_a_posting_that_suits_better_is_shown_before_a_nearer_one(catalogue_of: Callable) -> None:
    tuesday = (Session(date(2026, 11, 3), 1110, 120, "weekly"),)
    monday = (Session(date(2026, 11, 2), 600, 120, "weekly"),)
    roles = [post(0, sessions=monday), post(1, sessions=tuesday), post(2, sessions=monday)]
    person = replace(HOME, availability=Free((Window(1, 1080, 1260),)))
    assert folded(catalogue_of(roles), person) == [
        ("Dover", ("Ashford", "Hythe"), "and in 2 other places")
    ]


def test_only_postings_that_the_person_can_take_are_named(catalogue_of: Callable) -> None:
    person = replace(HOME, within_km=12)
    roles = [post(number, closed=number == 1) for number in range(7)]
    assert folded(catalogue_of(roles), person) == [
        ("Ashford", ("Hythe",), "and in one other place")
    ]


def test_a_closed_twin_or_a_mask_leaves_one_that_stands_alone(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([post(0), post(1)])
    assert folded(catalogue, allowed=["Dover"]) == [("Dover", (), "")]


def test_postings_without_another_place_are_counted_as_such(catalogue_of: Callable) -> None:
    same = [post(0, id=str(n), key=str(n)) for n in range(3)]
    assert folded(catalogue_of(same))[0][2] == "and posted 2 more times"
    remote = [post(number, remote=Remote.YES) for number in range(2)]
    assert folded(catalogue_of(remote))[0][2] == "and posted once more"


def test_everybodys_best_roles_name_each_advert_once_too(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([*POSTED, OTHER])
    pool = Pool.build([HOME, replace(HOME, id="w")], catalogue.statistics)
    alone = Ranker().rank(HOME, catalogue, limit=3, fold=True)
    for name, ranking in Ranker().digest(pool, catalogue, limit=3, fold=True):
        assert [replace(one, volunteer_id="v") for one in ranking] == list(alone)
        assert ranking.total == alone.total == 2
        assert {one.volunteer_id for one in ranking} == {name}
    plain = dict(Ranker().digest(pool, catalogue, limit=3))
    assert [ranking.total for ranking in plain.values()] == [8, 8]


def test_words_for_places_elsewhere() -> None:
    assert elsewhere(0, 0) == ""
    assert elsewhere(1, 3) == "and in one other place"
    assert elsewhere(6, 6) == "and in 6 other places"


@st.composite
def some_roles(draw: st.DrawFn) -> list[Opportunity]:
    """Postings of three adverts, and others, in any order."""
    numbers = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), max_size=24))
    return [
        post(town, id=f"{turn}", key=f"{turn}", title=f"Advert {'abcd'[which] * 3} {TOWNS[town]}")
        if which
        else replace(OTHER, id=f"{turn}", key=f"{turn}")
        for turn, (town, which) in enumerate(numbers)
    ]


@settings(max_examples=50)
@given(some_roles(), st.integers(1, 5), st.data())
def test_pages_follow_one_another_and_every_posting_is_told_once(
    roles: list[Opportunity], size: int, data: st.DataObject
) -> None:
    statistics = Statistics.fit(roles)
    catalogue = Catalogue.build(roles, statistics, today=date(2026, 11, 20))
    whole = Ranker().rank(HOME, catalogue, limit=100, fold=True)
    pages = [
        Ranker().rank(HOME, catalogue, limit=size, offset=start, fold=True)
        for start in range(0, max(whole.total, 1), size)
    ]
    assert [match for page in pages for match in page] == list(whole)
    assert {page.total for page in pages} == {whole.total} == {len(whole)}
    told = Counter(name for match in whole for name in (match.opportunity_id, *match.also))
    assert told == Counter(role.id for role in roles)
    plain = [match.opportunity_id for match in Ranker().rank(HOME, catalogue, limit=100)]
    assert [match.opportunity_id for match in whole] == [
        name for name in plain if name in {match.opportunity_id for match in whole}
    ]


@settings(max_examples=50)
@given(some_roles(), st.data())
def test_changing_a_catalogue_equals_rebuilding_it(
    roles: list[Opportunity], data: st.DataObject
) -> None:
    statistics = Statistics.fit(roles[:9])
    late = data.draw(st.sets(st.sampled_from([role.id for role in roles]))) if roles else set()
    gone = data.draw(st.sets(st.sampled_from([role.id for role in roles]))) if roles else set()
    first = [role for role in roles if role.id not in late]
    catalogue = Catalogue.build(first, statistics, today=date(2026, 11, 20))
    changed = catalogue.replace([role for role in roles if role.id in late - gone], gone - late)
    kept = [role for role in roles if role.id not in gone]
    rebuilt = Catalogue.build(kept, statistics, today=date(2026, 11, 20))
    ranked = [Ranker().rank(HOME, one, limit=4, fold=True) for one in (changed, rebuilt)]
    assert ranked[0].matches == ranked[1].matches
    assert ranked[0].total == ranked[1].total


@pytest.mark.real_data
def test_real_roles_posted_in_several_boroughs_appear_once(real_data: Path) -> None:
    file = real_data / "opportunities" / "doit_v1_harrow_opportunities_2016-2018.csv"
    with file.open(encoding="utf-8-sig") as lines:
        rows = {row["id"]: row for row in csv.DictReader(lines)}
    roles = [
        Opportunity(name, name, row["title"], row["description"], _places(row))
        for name, row in rows.items()
    ]
    catalogue = Catalogue.build(roles, Statistics.fit(roles), today=date(2026, 11, 20))
    person = Volunteer("v", places=(Place(Point(51.58, -0.33)),))
    ranking = Ranker().rank(person, catalogue, limit=100, fold=True)
    words = {rows[one.opportunity_id]["title"]: one.elsewhere for one in ranking if one.also}
    assert (len(rows), ranking.total, len(ranking)) == (77, 49, 49)
    assert words == {
        "Greater London Boroughs - Caseworkers for the Royal Air Forces Association": (
            "and in 5 other places"
        ),
        "Social Activity Group Lead - Book Club": "and in 6 other places",
        "Social Activity Group Lead - Mindfulness": "and in 6 other places",
        "Social Activity Group Lead - Nutrition and Wellbeing": "and in 6 other places",
        "Knitting Volunteer for 'The Big Knit'": "and posted once more",
        "Home visting support for families in Harrow": "and posted once more",
    }
    for one in ranking:
        far = [_distance(catalogue, person, name) for name in (one.opportunity_id, *one.also)]
        assert far == sorted(far)


def _places(row: dict[str, str]) -> tuple[Place, ...]:
    if not (row["latitude"] and row["location_name"]):
        return ()
    point = Point(float(row["latitude"]), float(row["longitude"]))
    return (Place(point, name=row["location_name"]),)


def _distance(catalogue: Catalogue, person: Volunteer, name: str) -> float:
    apart = Ranker().explain(person, name, catalogue).match.distance_km
    return 1e9 if apart is None else apart


def test_adverts_of_different_owners_in_the_same_words_stay_apart(catalogue_of: Callable) -> None:
    roles = [post(n, owner="one" if n < 3 else "two") for n in range(7)]
    assert folded(catalogue_of(roles)) == [
        ("Ashford", ("Dover", "Hythe"), "and in 2 other places"),
        ("Margate", ("Sandwich", "Deal", "Wye"), "and in 3 other places"),
    ]
