"""What "really fits" means, by example and by property."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.suggestions.alerts.fits import FIT, HEAVY, STRONG, really_fits
from matching.factors import DEFAULT_WEIGHTS
from matching.types import Audience, Match, Reason

TOLD = frozenset({Audience.VOLUNTEER, Audience.BROKER})
UNTOLD = frozenset({Audience.ORGANISATION})
FACTORS = sorted(DEFAULT_WEIGHTS)


def reason(
    factor: str = "availability",
    score: float | None = 0.9,
    supports: bool = True,
    weight: float | None = None,
    audiences: frozenset[Audience] = TOLD,
) -> Reason:
    heavy = DEFAULT_WEIGHTS.get(factor, 0.0) if weight is None else weight
    return Reason(factor, "words", supports, heavy, score, audiences)


def match(*reasons: Reason, score: float = 0.8) -> Match:
    return Match("role", "person", score, None, False, reasons)


@pytest.mark.parametrize(
    ("given_match", "fits"),
    [
        (match(reason()), True),
        (match(reason(), reason("conditions", None, supports=False)), True),  # a check
        (match(reason(), score=FIT), True),
        (match(reason(), score=FIT - 0.001), False),
        (match(reason(score=STRONG - 0.001)), False),
        (match(reason("text")), False),  # words alone
        (match(reason("conditions", None)), False),  # training is given
        (match(reason(), reason("distance", 0.1, supports=False)), False),
        (match(reason("skills"), reason("availability", None, supports=False)), False),
        (match(reason(audiences=UNTOLD)), False),
        (match(reason(), reason("distance", 0.1, False, audiences=UNTOLD)), True),
        (match(), False),
    ],
)
def test_by_example(given_match: Match, fits: bool) -> None:
    assert really_fits(given_match) is fits


REASONS = st.builds(
    reason,
    st.sampled_from(FACTORS),
    st.none() | st.floats(0, 1),
    st.booleans(),
    st.sampled_from([0.0, 0.08, HEAVY, 0.32]),
    st.sampled_from([TOLD, UNTOLD]),
)
MATCHES = st.builds(
    lambda reasons, score: match(*reasons, score=score),
    st.lists(REASONS, max_size=6),
    st.floats(0, 1),
)


@given(MATCHES, REASONS)
def test_more_against_never_makes_it_fit_and_more_for_never_unmakes_it(
    found: Match, more: Reason
) -> None:
    after = replace(found, reasons=(*found.reasons, more))
    if more.supports:
        assert really_fits(after) >= really_fits(found)
    else:
        assert really_fits(after) <= really_fits(found)


@given(MATCHES)
def test_what_fits_has_a_strong_reason_told_and_nothing_of_weight_against(found: Match) -> None:
    if really_fits(found):
        told = [one for one in found.reasons if Audience.VOLUNTEER in one.audiences]
        assert found.score >= FIT
        assert any(one.supports and (one.score or 0) >= STRONG for one in told)
        assert all(one.supports or not one.weight for one in told)
