"""The quick way to one person's best roles gives what scoring every pair gives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import contenders
from matching.contenders import best_roles
from matching.factors import DEFAULT_WEIGHTS
from matching.ordering import role_order
from matching.pairing import eligible, meetings, person_pool
from matching.scoring import score_pairs
from matching.synthetic import TODAY, people, roles
from matching.types import (
    Availability,
    DateRange,
    HeldSkill,
    NeededSkill,
    RemoteWish,
    Volunteer,
    Window,
)

WEEK = (Window(1, 1080, 1260), Window(5, 540, 1020), Window(6, 1380, 1500))


@pytest.fixture(scope="module")
def catalogues(catalogue_of: Callable) -> Callable:
    drawn = _adverts()
    plain = catalogue_of(drawn, today=TODAY)
    newer = [replace(role, causes=("cause 1",)) for role in drawn[:50]]
    changed = plain.replace(newer, [role.id for role in drawn[100:120]])
    return lambda which: changed if which else plain


def _adverts() -> list:
    drawn = roles(400)
    drawn[3] = replace(drawn[3], closed=True)
    drawn[4] = replace(drawn[4], places_open=0)
    drawn[5] = replace(drawn[5], ends_on=date(2026, 10, 1))
    drawn[6] = replace(drawn[6], minimum_age=18)
    for number in range(10, 60):
        skill = NeededSkill(f"skill {number % 5}", level=0.8)
        drawn[number] = replace(drawn[number], skills=(skill,))
    for number in range(50, 80):
        drawn[number] = replace(drawn[number], lacks=frozenset({"step-free"}))
    for number in range(80, 90):
        drawn[number] = replace(drawn[number], places=())
    for number in range(60, 120):
        drawn[number] = replace(drawn[number], starts_on=date(2027, 1, 7), training_given=True)
    return drawn


persons = st.builds(
    lambda base, given: replace(base, **given),
    st.sampled_from(people(30)),
    st.fixed_dictionaries(
        {},
        optional={
            "within_km": st.none() | st.floats(0.5, 400),
            "places": st.just(()) | st.just((people(2)[0].places[0], people(2)[1].places[0])),
            "skills": st.just(()) | st.just((HeldSkill("skill 1", 0.5), HeldSkill("skill 2"))),
            "interests": st.just(()) | st.just(tuple(f"cause {n}" for n in range(6))),
            "text": st.just(""),
            "age_to": st.just(16),
            "needs": st.just(frozenset({"step-free"})),
            "remote": st.sampled_from(RemoteWish),
            "availability": st.none()
            | st.builds(
                Availability,
                windows=st.just(WEEK),
                any_time=st.booleans(),
                changes=st.booleans(),
                holiday_windows=st.none() | st.just(WEEK[:1]),
                pauses=st.just(()) | st.just((DateRange(date(2026, 12, 1), date(2027, 1, 1)),)),
                starts_on=st.none() | st.just(date(2027, 1, 1)),
                minutes_per_week=st.none() | st.just(90),
            ),
        },
    ),
)


@settings(max_examples=60)
@given(persons, st.sampled_from([1, 5, 20, 60]), st.booleans(), st.booleans())
def test_the_quick_way_equals_the_plain_one(
    catalogues: Callable,
    person: Volunteer,
    limit: int,
    changed: bool,
    masked: bool,
) -> None:
    catalogue = catalogues(changed)
    dice = np.random.default_rng(limit)
    fairs = [dice.random(len(part.alive)) for part in catalogue.parts]
    for fair in (None, fairs):
        quick, plain = [], []
        for meeting, turn in zip(
            meetings(person_pool(person, catalogue), catalogue), fair or [None, None], strict=False
        ):
            mask = dice.random(len(meeting.role_part.alive)) < 0.7 if masked else None
            pairs, fallen = eligible(meeting, np.zeros(1, np.int64), mask)
            found = best_roles(meeting, 0, mask, DEFAULT_WEIGHTS, limit, turn)
            assert found.total == len(pairs)
            assert found.fallen == fallen
            quick.append(_fair(found.scored, turn))
            plain.append(_fair(score_pairs(pairs, DEFAULT_WEIGHTS), turn))
        assert _told(quick, limit) == _told(plain, limit)


def _fair(scored, turn):
    if turn is None:
        return scored
    return replace(scored, total=np.round(scored.total * turn[scored.pairs.role], 6))


def _told(scored: list, limit: int) -> list[tuple[str, float]]:
    return [
        (
            scored[part].pairs.roles.id.text(int(scored[part].pairs.role[line])),
            float(scored[part].total[line]),
        )
        for part, line in role_order(scored, None, TODAY, limit)
    ]


def test_a_loose_bound_costs_a_second_look_and_no_match(
    catalogues: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = catalogues(False)
    busy = replace(people(1)[0], availability=Availability(WEEK, minutes_per_week=60))
    (meeting,) = meetings(person_pool(busy, catalogue), catalogue)
    looks = []
    monkeypatch.setattr(
        contenders, "score_pairs", lambda *given: looks.append(0) or score_pairs(*given)
    )
    found = best_roles(meeting, 0, None, DEFAULT_WEIGHTS, 10)
    pairs, _ = eligible(meeting, np.zeros(1, np.int64), None)
    assert _told([found.scored], 10) == _told([score_pairs(pairs, DEFAULT_WEIGHTS)], 10)
    assert 1 <= len(looks) <= 2
