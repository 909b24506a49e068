"""What every factor keeps, written once; a new factor inherits it by being listed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matching.factors
from matching.factors import DEFAULT_WEIGHTS, FACTORS, Factor
from matching.pairing import meetings
from matching.pairs import Pairs
from matching.ranker import Ranker
from matching.types import (
    Audience,
    Availability,
    HeldSkill,
    Hours,
    NeededSkill,
    Opportunity,
    Place,
    Point,
    Remote,
    Session,
    Volunteer,
    Window,
)

TERMS = ["driving", "minibus", "transport", "cooking", "animals", "cats"]
WORDS = ["gardening", "driver", "children", "kitchen", "zebra"]
places = st.lists(
    st.builds(
        lambda a, b: Place(Point(51 + a, b), approximate=a > 0.25),
        st.floats(0, 0.5),
        st.floats(0, 1),
    ),
    max_size=2,
).map(tuple)
windows = st.lists(
    st.builds(
        lambda d, s, n: Window(d, s, s + n),
        st.integers(0, 6),
        st.integers(480, 1200),
        st.integers(30, 300),
    ),
    max_size=3,
).map(tuple)
sessions = st.lists(
    st.builds(
        lambda d, s, f: Session(date(2026, 11, d), s, 90, f),
        st.integers(1, 30),
        st.integers(480, 1300),
        st.sampled_from(["once", "weekly"]),
    ),
    max_size=2,
).map(tuple)
terms = st.lists(st.sampled_from(TERMS), max_size=3, unique=True)
texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
people = st.builds(
    Volunteer,
    id=st.just("v"),
    places=places,
    within_km=st.none() | st.floats(1, 80),
    skills=terms.map(lambda found: tuple(HeldSkill(uri) for uri in found)),
    interests=terms.map(tuple),
    text=texts,
    availability=st.none()
    | st.builds(Availability, windows=windows, any_time=st.booleans(), changes=st.booleans()),
)
roles = st.builds(
    Opportunity,
    id=st.just("r"),
    key=st.just("r"),
    title=texts,
    places=places,
    remote=st.sampled_from(Remote),
    sessions=sessions,
    hours=st.none() | st.builds(Hours, st.integers(30, 600), windows=windows),
    skills=terms.map(lambda found: tuple(NeededSkill(uri) for uri in found)),
    causes=terms.map(tuple),
)


def numbered(records: list) -> list:
    named = [replace(record, id=str(number)) for number, record in enumerate(records)]
    if named and isinstance(named[0], Opportunity):
        named = [replace(role, key=f"key {role.id}") for role in named]
    return named


@pytest.fixture(scope="session")
def pairs_of(catalogue_of: Callable, pool_of: Callable) -> Callable[..., Pairs]:
    def build(someone: list[Volunteer], something: list[Opportunity], **given) -> Pairs:
        catalogue = catalogue_of(numbered(something), **given)
        pool = pool_of(numbered(someone), statistics=catalogue.statistics)
        (meeting,) = meetings(pool, catalogue)
        person = np.repeat(np.arange(len(someone)), len(something))
        return Pairs(meeting, person, np.tile(np.arange(len(something)), len(someone)))

    return build


@pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.name)
@settings(max_examples=40)
@given(st.lists(people, min_size=1, max_size=3), st.lists(roles, min_size=1, max_size=4))
def test_a_factor_gives_one_sound_number_a_pair(
    factor: Factor, pairs_of: Callable, someone: list[Volunteer], something: list[Opportunity]
) -> None:
    pairs = pairs_of(someone, something)
    scores = factor.score(pairs)
    assert scores.dtype == np.float32
    assert scores.shape == (len(pairs),)
    known = scores[~np.isnan(scores)]
    assert ((known >= 0) & (known <= 1)).all()
    assert np.array_equal(scores, factor.score(pairs_of(someone, something)), equal_nan=True)
    alone = [factor.score(pairs.only(np.array([index])))[0] for index in range(len(pairs))]
    assert np.allclose(scores, alone, atol=1e-6, equal_nan=True)


@pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.name)
@settings(max_examples=15)
@given(people, roles)
def test_a_crowd_scores_as_each_alone(
    factor: Factor, pairs_of: Callable, person: Volunteer, role: Opportunity
) -> None:
    crowd = pairs_of([person] * 130, [role] * 2)
    scores = factor.score(crowd)
    alone = factor.score(pairs_of([person], [role], statistics=crowd.meeting.catalogue.statistics))
    assert np.allclose(scores, alone[0], atol=1e-6, equal_nan=True)


@pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.name)
def test_an_empty_box_on_either_side_is_not_stated(factor: Factor, pairs_of: Callable) -> None:
    blank = pairs_of([Volunteer("v")], [Opportunity("r", "r"), Opportunity("s", "s")])
    assert np.isnan(factor.score(blank)).all()


@pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.name)
@settings(max_examples=40)
@given(people, roles)
def test_reasons_are_sentences_with_an_audience(
    factor: Factor, pairs_of: Callable, person: Volunteer, role: Opportunity
) -> None:
    pairs = pairs_of([person], [role])
    value = float(factor.score(pairs)[0])
    for reason in factor.explain(pairs, 0, None if np.isnan(value) else value):
        assert reason.text[0] == reason.text[0].upper()
        assert reason.audiences
        assert reason.supports or Audience.ORGANISATION not in reason.audiences
        assert reason.score is None or 0 <= reason.score <= 1


def test_the_list_is_the_folder_and_every_factor_has_weight_and_neutral() -> None:
    folder = Path(matching.factors.__file__).parent
    files = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert files == {factor.name for factor in FACTORS} == set(DEFAULT_WEIGHTS)
    for factor in FACTORS:
        assert factor.weight > 0
        assert 0 <= factor.neutral <= 1
        assert "float32" in str(factor.score.__doc__)


def test_every_factor_has_its_test() -> None:
    here = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    assert {factor.name for factor in FACTORS} <= here


@settings(max_examples=60)
@given(
    people,
    st.lists(roles, min_size=2, max_size=5),
    st.sampled_from(["availability", "skills", "interests", "text", "places"]),
)
def test_an_empty_box_on_a_persons_side_leaves_its_factor_out_of_the_order(
    catalogue_of: Callable, person: Volunteer, something: list[Opportunity], box: str
) -> None:
    """Without the box the order is that of the other factors alone."""
    empty = {"availability": None, "text": ""}.get(box, ())
    person = replace(person, **{box: empty})
    catalogue = catalogue_of(numbered(something))
    name = "distance" if box == "places" else box
    others = {factor: w for factor, w in DEFAULT_WEIGHTS.items() if factor != name}
    full, without = Ranker().rank(person, catalogue), Ranker(others).rank(person, catalogue)
    rounding = 3e-6  # both are rounded, so equals of the one may differ in the last figure
    scores = {match.opportunity_id: match.score for match in without}
    order = [scores[match.opportunity_id] for match in full]
    assert all(a >= b - rounding for a, b in pairwise(order))
