"""Weights proposed from what became of past introductions; a person adopts them, or does not.

A logistic regression (scikit-learn) on the factors' scores at the time of the introduction, with no
weight below 0: a factor that would get one is left out and the rest fitted again. It learns from
the earliest outcomes, sets its probabilities right on later ones (Platt, 1999), and is judged on
the latest, which neither has seen. Factors that never vary keep the weight they have. The proposal
lies between the current weights and the fitted ones, nearer the fitted the more outcomes there are.

Outcomes exist only for pairs that somebody introduced: the weights describe those, and a factor by
which brokers have already chosen looks weaker than it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matching.catalogue import Catalogue, Pool
from matching.columns import Bools, Doubles, Ints
from matching.factors import DEFAULT_WEIGHTS, FACTORS
from matching.ranker import Ranker
from matching.scoring import Weights, check_weights

LEAST = 200  # outcomes; fewer say more about chance than about weights
LEAST_OF_A_KIND = 10  # in each of the three spans of time
SPANS = (0.6, 0.8)  # learn up to the first, calibrate up to the second, judge on the rest
CAUTION = 200  # outcomes whose say equals that of the current weights
BINS = 5  # of equal numbers of outcomes, for reliability
SHOWN = 10  # roles of each person's list, for fairness


@dataclass(frozen=True)
class Outcome:
    """One introduction that has ended: ``factors`` as in ``Account.factors``, None not stated.

    ``on`` is the day it was made, so that nothing is learnt from what was not known then.
    """

    on: date
    factors: Mapping[str, float | None]
    succeeded: bool


@dataclass(frozen=True)
class Quality:
    """On outcomes not learnt from: 0.5 is chance for ``auc``; the others are better when smaller.

    ``reliability``: (mean probability told, share that succeeded, outcomes), lowest first;
    ``unreliability`` is their mean difference, each outcome counting once.
    """

    auc: float
    brier: float
    log_loss: float
    unreliability: float
    reliability: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True)
class Proposal:
    """``better`` only if both the order (AUC) and the probabilities (Brier) are."""

    weights: Mapping[str, float]
    before: Quality
    after: Quality
    learnt_from: int
    judged_on: int

    @property
    def better(self) -> bool:
        """Whether the proposal does better on the latest outcomes."""
        return self.after.auc > self.before.auc and self.after.brier <= self.before.brier

    @property
    def line(self) -> str:
        """The line to put in ``factors/__init__.py`` in the place of the one there."""
        told = ", ".join(f'"{name}": {weight:.2f}' for name, weight in self.weights.items())
        return f"DEFAULT_WEIGHTS = {{{told}}}"


@dataclass(frozen=True)
class Declined:
    """No weights, and why not."""

    reason: str


def propose(outcomes: Sequence[Outcome], current: Weights = DEFAULT_WEIGHTS) -> Proposal | Declined:
    """Weights that would have ordered past introductions better, judged on the latest of them.

    Raises:
        InvalidWeights: ``current`` cannot be used.
    """
    check_weights(current)
    if len(outcomes) < LEAST:
        return Declined(f"{len(outcomes)} outcomes; at least {LEAST} are needed, or chance decides")
    ordered = sorted(outcomes, key=lambda one: one.on)
    scores, succeeded = _columns(ordered)
    spans = _spans([one.on for one in ordered])
    for name, span in zip(("earliest", "middle", "latest"), spans, strict=True):
        rarer = min(int(succeeded[span].sum()), int((~succeeded[span]).sum()))
        if rarer < LEAST_OF_A_KIND:
            return Declined(
                f"of the {len(span)} {name} outcomes only {rarer} ended the rarer way; at least"
                f" {LEAST_OF_A_KIND} successes and as many others are needed in each span of time"
            )
    learn = spans[0]
    weights = _fitted(scores[learn], succeeded[learn], _shares(current))
    return Proposal(
        weights,
        _quality(scores, succeeded, spans, _shares(current)),
        _quality(scores, succeeded, spans, weights),
        len(learn),
        len(spans[2]),
    )


def _columns(outcomes: Sequence[Outcome]) -> tuple[Doubles, Bools]:
    """Scores (n, factors) with neutral values in place, and which succeeded (n,)."""
    rows = [[one.factors.get(factor.name) for factor in FACTORS] for one in outcomes]
    scores = np.array(rows, float)
    neutral = np.array([factor.neutral for factor in FACTORS])
    succeeded = np.array([one.succeeded for one in outcomes], bool)
    return np.where(np.isnan(scores), neutral, scores), succeeded


def _spans(days: Sequence[date]) -> tuple[Ints, Ints, Ints]:
    """Places of the earliest, the middle and the latest; one day never lies in two spans."""
    numbers = np.array([day.toordinal() for day in days])
    first, second = (
        int(np.searchsorted(numbers, numbers[int(share * len(numbers))])) for share in SPANS
    )
    everything = np.arange(len(numbers))
    return everything[:first], everything[first:second], everything[second:]


def _shares(weights: Weights) -> dict[str, float]:
    """The same weights, in the factors' order, adding up to 1."""
    total = sum(weights.values())
    return {factor.name: weights.get(factor.name, 0.0) / total for factor in FACTORS}


def _fitted(scores: Doubles, succeeded: Bools, current: dict[str, float]) -> dict[str, float]:
    now = np.array(list(current.values()))
    varies = np.ptp(scores, axis=0) > 1e-6
    found = now.copy()
    coefficients = _positive(scores, succeeded, varies)
    if coefficients.sum() > 0:
        found[varies] = coefficients[varies] / coefficients.sum() * now[varies].sum()
    say = len(succeeded) / (len(succeeded) + CAUTION)
    mixed = np.round(say * found + (1 - say) * now, 2)
    return dict(zip(current, mixed.tolist(), strict=True))


def _positive(scores: Doubles, succeeded: Bools, used: Bools) -> Doubles:
    """Coefficients (factors,), none below 0: what would be is left out and the rest refitted."""
    from sklearn.linear_model import LogisticRegression  # slow to import: here only

    used, found = used.copy(), np.zeros(scores.shape[1])
    while used.any():
        found[:] = 0
        found[used] = LogisticRegression(C=10.0).fit(scores[:, used], succeeded).coef_[0]
        if (found >= 0).all():
            break
        used &= found > 0
    return found


def _quality(
    scores: Doubles, succeeded: Bools, spans: tuple[Ints, Ints, Ints], weights: Weights
) -> Quality:
    """How the weights do on the latest outcomes, calibrated on the middle ones."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

    _, middle, latest = spans
    score = (scores @ np.array(list(weights.values())))[:, None]
    told = LogisticRegression(C=1e6).fit(score[middle], succeeded[middle])
    chance, truth = told.predict_proba(score[latest])[:, 1], succeeded[latest]
    bins = [one for one in np.array_split(np.argsort(chance, kind="stable"), BINS) if len(one)]
    reliability = tuple(
        (float(chance[one].mean()), float(truth[one].mean()), len(one)) for one in bins
    )
    apart = sum(abs(said - was) * count for said, was, count in reliability) / len(latest)
    return Quality(
        auc=float(roc_auc_score(truth, score[latest, 0])),
        brier=float(brier_score_loss(truth, chance)),
        log_loss=float(log_loss(truth, chance)),
        unreliability=apart,
        reliability=reliability,
    )


def fairness(weights: Weights, pool: Pool, catalogue: Catalogue) -> dict[str, float]:
    """What lists by these weights show: share of roles at all, and of showings to the top tenth."""
    shown = dict.fromkeys(catalogue.ids, 0)
    for _, ranking in Ranker(weights).digest(pool, catalogue, SHOWN):
        for match in ranking:
            shown[match.opportunity_id] += 1
    counts = np.sort(np.array(list(shown.values())))[::-1]
    top = counts[: max(1, len(counts) // 10)].sum() / max(1, counts.sum())
    return {
        "roles shown to anybody": float((counts > 0).mean()) if len(counts) else 0.0,
        "showings of the most shown tenth": float(top),
    }


def table(
    proposal: Proposal,
    pool: Pool | None = None,
    catalogue: Catalogue | None = None,
    current: Weights = DEFAULT_WEIGHTS,
) -> str:
    """Weights, quality and (with people and roles) fairness, before and after, as Markdown."""
    rows = [
        (f"weight of {name}", _shares(current)[name], proposal.weights[name])
        for name in proposal.weights
    ]
    for name in ("auc", "brier", "log_loss", "unreliability"):
        rows.append((name.replace("_", " "), *(getattr(q, name) for q in _both(proposal))))
    if pool is not None and catalogue is not None:
        before = fairness(current, pool, catalogue)
        after = fairness(proposal.weights, pool, catalogue)
        rows += [(name, before[name], after[name]) for name in before]
    lines = [f"| {name} | {was:.3f} | {would:.3f} |" for name, was, would in rows]
    return "\n".join(["| measure | before | after |", "| --- | ---: | ---: |", *lines])


def _both(proposal: Proposal) -> tuple[Quality, Quality]:
    return proposal.before, proposal.after
