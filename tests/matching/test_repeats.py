"""Folding over a whole catalogue agrees with how one ranking folds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import Catalogue
from matching.fitting import fitting
from matching.ranker import Ranker
from matching.repeats import Repeats
from matching.statistics import Statistics
from matching.types import Opportunity, Place, Point, Volunteer

TEXT = "Visit older people at home in {}, listen, drink tea and carry their shopping upstairs"
TOWNS = ["Ashford", "Dover", "Hythe", "Margate", "Sandwich", "Deal", "Wye"]
PERSON = Volunteer("v", places=(Place(Point(51.0, 1.0)),), within_km=20)


def post(number: int) -> Opportunity:
    town = TOWNS[number]
    where = Place(Point(51.0, 1.0 + (number + 1) / 20), name=town)
    return Opportunity(
        town, town, title=f"Befriender, {town}", text=TEXT.format(town), places=(where,)
    )


OTHER = Opportunity("other", "o", title="Driver", places=(Place(Point(51.0, 1.12)),))
EVERY = [*map(post, range(7)), OTHER]


def catalogue(roles: list[Opportunity]) -> Catalogue:
    return Catalogue.build(roles, Statistics.fit(EVERY))


def everything(made: Catalogue) -> np.ndarray:
    return np.ones(len(made), bool)


def test_an_advert_of_several_towns_counts_once() -> None:
    made = catalogue(EVERY)
    repeats = Repeats.of(made)
    assert repeats.count(everything(made)) == 2
    assert repeats.count(np.array([name == "other" for name in made.ids])) == 1
    assert repeats.count(~everything(made)) == 0


def test_the_nearest_posting_that_fits_stands_for_all_and_else_the_nearest() -> None:
    made = catalogue([*(post(n) for n in range(7)), OTHER])
    repeats, every = Repeats.of(made), everything(made)

    def standing(fits: np.ndarray, among: np.ndarray) -> set[str]:
        kept = repeats.once(PERSON, among, fits)
        return {made.ids[row] for row in np.flatnonzero(kept)}

    deal = np.array([name == "Deal" for name in made.ids])
    assert standing(every, every) == {"Ashford", "other"}
    assert standing(deal, every) == {"Deal", "other"}
    assert standing(~every, every) == {"Ashford", "other"}
    assert standing(every, ~deal & (np.array(made.ids) != "Ashford")) == {"Dover", "other"}


def test_the_others_are_told_as_a_ranking_tells_them() -> None:
    made = catalogue(EVERY)
    repeats = Repeats.of(made)
    (first, _other) = Ranker().rank(replace(PERSON, within_km=None), made, fold=True)
    row = made.index_of(first.opportunity_id)
    assert row is not None
    ids, words = repeats.told(row, everything(made))
    assert set(ids) == set(first.also)
    assert words == first.elsewhere == "and in 6 other places"
    alone = made.index_of("other")
    assert alone is not None
    assert repeats.told(alone, everything(made)) == ((), "")


def test_the_order_given_decides_which_posting_comes_first() -> None:
    made = catalogue(EVERY)
    back = range(len(made) - 1, -1, -1)
    kept = [made.ids[row] for row in Repeats.of(made).first_of_each(back)]
    assert kept == ["other", "Wye"]


@settings(max_examples=40)
@given(
    numbers=st.lists(st.integers(0, 6), unique=True),
    late=st.lists(st.integers(0, 6), unique=True),
    km=st.floats(1, 60),
)
def test_counts_agree_with_the_total_of_a_ranking_also_after_changes(
    numbers: list[int], late: list[int], km: float
) -> None:
    made = catalogue([*map(post, numbers), OTHER]).replace([post(n) for n in late], [])
    person = replace(PERSON, within_km=km)
    fits = fitting(person, made)
    repeats = Repeats.of(made)
    ranking = Ranker().rank(person, made, fold=True)
    assert repeats.count(fits) == ranking.total
    kept = repeats.once(person, everything(made), fits)
    assert Ranker().rank(person, made, allowed=kept).total == ranking.total
    assert np.count_nonzero(kept) == repeats.count(everything(made))


@pytest.mark.parametrize("name", ["Wye", "other"])
def test_a_family_holds_the_role_itself(name: str) -> None:
    made = catalogue(EVERY)
    row = made.index_of(name)
    assert row is not None
    family = Repeats.of(made).family(row)
    assert family[row]
    assert family.sum() == (1 if name == "other" else 7)
