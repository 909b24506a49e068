import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from matching.errors import InvalidWeights
from matching.factors import DEFAULT_WEIGHTS
from matching.ranker import Ranker
from matching.tuning import Declined, Outcome, Proposal, fairness, propose, table
from matching.types import Opportunity, Volunteer

FIRST = date(2025, 1, 6)
PLANTED = {"availability": 0.1, "skills": 0.5, "distance": 0.3, "interests": 0.1, "text": 0.0}
NAMES = list(PLANTED)  # a factor that outcomes say nothing of keeps its weight


def outcomes(count: int, planted: dict[str, float] = PLANTED, seed: int = 1) -> list[Outcome]:
    """Ten introductions a day; what becomes of them follows the planted weights."""
    dice = np.random.default_rng(seed)
    scores = dice.random((count, len(NAMES)))
    logit = 12 * (scores @ [planted[name] for name in NAMES] - 0.5)
    succeeded = dice.random(count) < 1 / (1 + np.exp(-logit))
    return [
        Outcome(
            FIRST + timedelta(days=number // 10),
            dict(zip(NAMES, scores[number].tolist(), strict=True)),
            bool(succeeded[number]),
        )
        for number in range(count)
    ]


def accepted(found: Proposal | Declined) -> Proposal:
    assert isinstance(found, Proposal), found
    return found


def test_planted_weights_are_found_and_do_better() -> None:
    found = accepted(propose(outcomes(8000)))
    for name, weight in PLANTED.items():
        assert found.weights[name] == pytest.approx(weight, abs=0.05)
    assert found.better
    assert found.after.auc > found.before.auc + 0.02
    assert found.after.brier < found.before.brier
    assert found.after.unreliability < 0.04
    assert sum(count for _, _, count in found.after.reliability) == found.judged_on


def test_weights_that_are_right_already_are_not_bettered_by_much() -> None:
    found = accepted(propose(outcomes(4000, DEFAULT_WEIGHTS)))
    assert found.after.auc == pytest.approx(found.before.auc, abs=0.01)
    for name, weight in DEFAULT_WEIGHTS.items():
        assert found.weights[name] == pytest.approx(weight, abs=0.06)


def test_no_weight_is_below_nought() -> None:
    against = {**PLANTED, "text": -0.4}
    found = accepted(propose(outcomes(4000, against)))
    assert found.weights["text"] < 0.02
    assert min(found.weights.values()) >= 0


def test_fewer_than_200_are_declined_with_their_number() -> None:
    found = propose(outcomes(199))
    assert isinstance(found, Declined)
    assert "199 outcomes; at least 200" in found.reason
    accepted(propose(outcomes(200)))


@pytest.mark.parametrize("succeeded", [True, False])
def test_outcomes_that_all_ended_alike_are_declined(succeeded: bool) -> None:
    found = propose([replace(one, succeeded=succeeded) for one in outcomes(400)])
    assert isinstance(found, Declined)
    assert "only 0 ended the rarer way" in found.reason


def test_outcomes_one_sided_in_one_span_of_time_are_declined() -> None:
    some = outcomes(400)
    found = propose([*some[:330], *(replace(one, succeeded=True) for one in some[330:])])
    assert isinstance(found, Declined)
    assert "latest" in found.reason


def test_outcomes_of_one_day_cannot_be_split_by_time() -> None:
    found = propose([replace(one, on=FIRST) for one in outcomes(400)])
    assert isinstance(found, Declined)
    assert "of the 0 earliest" in found.reason


def test_what_came_later_teaches_nothing() -> None:
    some = outcomes(1000)
    upside_down = [replace(one, succeeded=not one.succeeded) for one in some[600:]]
    found, other = accepted(propose(some)), accepted(propose([*some[:600], *upside_down]))
    assert found.weights == other.weights
    assert other.after.auc < found.after.auc


def test_one_day_never_lies_on_both_sides_of_a_split() -> None:
    some = outcomes(1000)
    days = [one.on for one in some]
    for number in range(590, 610):  # sixty per cent falls within these days
        days[number] = days[600]
    found = accepted(propose([replace(o, on=d) for o, d in zip(some, days, strict=True)]))
    assert found.learnt_from == 590


def test_neither_chance_nor_the_order_given_changes_a_proposal() -> None:
    some = outcomes(600)
    assert propose(some) == propose(some)
    days_apart = [replace(one, on=FIRST + timedelta(days=n)) for n, one in enumerate(some)]
    assert propose(days_apart) == propose(days_apart[::-1])


def test_a_factor_that_never_varies_keeps_its_weight() -> None:
    some = [replace(one, factors={**one.factors, "text": None}) for one in outcomes(2000)]
    assert accepted(propose(some)).weights["text"] == DEFAULT_WEIGHTS["text"]


def test_the_line_can_be_put_in_place_of_the_one_there() -> None:
    found = accepted(propose(outcomes(600)))
    adopted: dict[str, dict[str, float]] = {}
    exec(found.line, adopted)
    assert adopted["DEFAULT_WEIGHTS"] == pytest.approx(dict(found.weights))
    Ranker(adopted["DEFAULT_WEIGHTS"])
    assert sum(found.weights.values()) == pytest.approx(1, abs=0.03)


def test_weights_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(InvalidWeights):
        propose(outcomes(200), {"taste": 1})


def test_one_table_tells_quality_and_fairness_before_and_after(
    catalogue_of: Callable, pool_of: Callable
) -> None:
    catalogue = catalogue_of([Opportunity(str(n), f"key {n}") for n in range(30)])
    pool = pool_of([Volunteer("v"), Volunteer("w")], statistics=catalogue.statistics)
    assert fairness(DEFAULT_WEIGHTS, pool, catalogue) == {
        "roles shown to anybody": pytest.approx(1 / 3),
        "showings of the most shown tenth": pytest.approx(0.3),
    }
    found = accepted(propose(outcomes(600)))
    told = table(found, pool, catalogue).splitlines()
    assert told[0] == "| measure | before | after |"
    named = [re.split(r" *\| *", line)[1] for line in told[2:]]
    assert {"weight of skills", "auc", "brier", "roles shown to anybody"} <= set(named)
    assert len(table(found).splitlines()) == len(told) - 2


def test_scikit_learn_is_not_imported_with_the_module() -> None:
    code = "import matching.tuning, sys; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
