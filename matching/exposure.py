"""A fair turn: roles that have had much lately give way to those that have had little.

Ranking by relevance alone sends everyone to the same few roles. A role's score is therefore
multiplied by a penalty that grows with what it has had, as SmartSort does on VolunteerMatch
(Manshadi, Rodilitz, Saban and Suresh, "Redesigning VolunteerMatch's Search Algorithm: Toward More
Equitable Access to Volunteers", 2023: a penalty after each connection). The curve is our own:
exponential decay as in inventory balancing (Golrezaei, Nazerzadeh and Rusmevichientong, "Real-time
Optimization of Personalized Assortments", 2014), in what was had by comparison with others, so that
it works alike in busy weeks and quiet ones. ``python -m matching.evaluation`` measures it.

    had      = (showings + INTRODUCTION * introductions) / places open ** CROWD
    need     = exp(-PACE * had / (1 + mean of had))     0 to 1; 1 for a role that has had nothing
    standing = score * (1 - weight * (1 - need))        what orders; the score told stays as it was
    standing = standing * (1 - UNCONFIRMED)             for a role named as not confirmed lately

A penalty never lifts a role above its own score, so it cannot bring back what a rule put out, and
bounds on scores stay bounds. Nothing else is looked at: not who hosts, pays or posts.

A role that nobody has said is still needed, though its organisation was asked, gives way to those
that were confirmed: it loses ``UNCONFIRMED`` of its standing, and brokers read why.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.columns import Array, Doubles, stable_hashes
from matching.errors import InvalidInput, MisalignedInput
from matching.snapshot import Part

# Chosen together on seeds 100 to 105, measured on others: docs/fairness.md.
FAIR_WEIGHT = 0.3
PACE = 0.5
INTRODUCTION = 0.3  # beside the showing that led to it; more reaches more roles and loses people
CROWD = 0.25  # sixteen times the places bear twice as much
PLACES = 2.0  # a role that does not say how many it wants
UNCONFIRMED = 0.25  # of its standing: an equal role that was confirmed always comes first
REMEMBERED = 4  # parts of catalogues whose lines are kept

Kept = tuple[Part, Doubles, Doubles]


@dataclass(frozen=True)
class Exposure:
    """What roles have had lately, by id: a snapshot that the index carries beside a catalogue.

    ``ids`` (n,) of all open roles, since each is compared with their mean; ``places_open`` (places
    still open, NaN for not stated), ``introductions`` and ``showings`` float64 (n,), counted over
    the same recent weeks for all (evaluation: 28 days). A showing at the top of a list counts for
    more: add up :func:`attention`. ``weight`` 0 to 1: the share of its score that a role may lose;
    0 only breaks ties. Roles that are not named here have had nothing. ``unconfirmed``: ids of
    roles that were asked whether people are still needed, and have not answered.

    Raises:
        MisalignedInput: columns of another length than ``ids``.
        InvalidInput: a count below 0 or not finite, or a weight outside 0 to 1.
    """

    ids: Sequence[str]
    places_open: Array
    introductions: Array
    showings: Array
    weight: float = FAIR_WEIGHT
    unconfirmed: frozenset[str] = frozenset()
    _kept: dict[int, Kept] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("places_open", "introductions", "showings"):
            column = np.asarray(getattr(self, name), float)
            if column.shape != (len(self.ids),):
                raise MisalignedInput(f"{name}: {column.shape} values for {len(self.ids)} ids")
            unstated = np.isnan(column) & (name == "places_open")
            if not (unstated | (np.isfinite(column) & (column >= 0))).all():
                raise InvalidInput(f"{name} must be finite and not below 0; NaN only for places")
            object.__setattr__(self, name, column)
        if not (math.isfinite(self.weight) and 0 <= self.weight <= 1):
            raise InvalidInput(f"the weight of a fair turn must be 0 to 1, not {self.weight}")

    @classmethod
    def of(
        cls,
        introductions: Mapping[str, float],
        showings: Mapping[str, float],
        places_open: Mapping[str, float | None],
        weight: float = FAIR_WEIGHT,
        unconfirmed: Iterable[str] = (),
    ) -> Exposure:
        """From counts by id; name every open role in one of them at least."""
        ids = sorted({*introductions, *showings, *places_open})
        places = [places_open.get(name) for name in ids]
        return cls(
            ids,
            np.array([math.nan if open_ is None else open_ for open_ in places]),
            np.array([introductions.get(name, 0.0) for name in ids]),
            np.array([showings.get(name, 0.0) for name in ids]),
            weight,
            frozenset(unconfirmed),
        )

    def lines(self, part: Part) -> Doubles:
        """How much each line of a part of a catalogue needs a turn, float64 (n,), 0 to 1."""
        return self._kept_for(part)[1]

    def multipliers(self, part: Part) -> Doubles:
        """What the scores of a part's lines are multiplied by to order them, float64 (n,)."""
        return self._kept_for(part)[2]

    def _kept_for(self, part: Part) -> Kept:
        kept = self._kept.get(id(part))
        if kept is None or kept[0] is not part:
            needs = self._aligned(part)
            kept = (part, needs, self._multiplied(part, needs))
            latest = list(self._kept.items())[1 - REMEMBERED :]  # a new dict: threads share this
            object.__setattr__(self, "_kept", {**dict(latest), id(part): kept})
        return kept

    def __reduce__(self) -> tuple[type[Exposure], tuple[object, ...]]:
        columns = (self.ids, self.places_open, self.introductions, self.showings)
        # without what is kept for catalogues
        return Exposure, (*columns, self.weight, self.unconfirmed)

    def _multiplied(self, part: Part, needs: Doubles) -> Doubles:
        found = standing(np.ones(len(needs)), needs, self.weight)
        if self.unconfirmed:
            silent = stable_hashes(sorted(self.unconfirmed))
            found[np.isin(part.columns.id_hash, silent)] *= 1 - UNCONFIRMED
        return found

    def _aligned(self, part: Part) -> Doubles:
        found = np.ones(len(part.alive))
        names, needs = self._by_name
        if len(names):
            at = np.minimum(np.searchsorted(names, part.columns.id_hash), len(names) - 1)
            known = names[at] == part.columns.id_hash
            found[known] = needs[at[known]]
        return found

    @cached_property
    def _by_name(self) -> tuple[NDArray[np.uint64], Doubles]:
        names = stable_hashes(self.ids)
        order = np.argsort(names)
        return names[order], need(self.places_open, self.introductions, self.showings)[order]


def need(places_open: Array, introductions: Array, showings: Array) -> Doubles:
    """How much roles need a turn, float64 (n,), 0 to 1: 1 for one that has had nothing.

    ``places_open`` NaN counts as ``PLACES``; 0, which a rule puts out anyway, as 1.
    """
    if not len(places_open):
        return np.zeros(0)
    places = np.maximum(np.where(np.isnan(places_open), PLACES, places_open), 1.0)
    had = (showings + INTRODUCTION * introductions) / places**CROWD
    turn: Doubles = np.exp(-PACE * had / (1 + had.mean()))
    return turn


def attention(shown: int) -> Doubles:
    """What a showing counts by its place in a list, float64 (shown,): 1, 1/2, 1/3 and so on.

    People read the top of a list far more than its end (Craswell, Zoeter, Taylor and Ramsey, "An
    Experimental Comparison of Click Position-Bias Models", 2008).
    """
    return 1.0 / np.arange(1, shown + 1)


def standing(scores: Doubles, needs: Doubles, weight: float) -> Doubles:
    """What orders roles of these scores, float64 (n,); never above the scores."""
    return scores * (1 - weight * (1 - needs))


def fair(exposure: Exposure | None, part: Part) -> Doubles | None:
    """What scores of a part's lines are multiplied by, float64 (n,); None without exposure."""
    return None if exposure is None else exposure.multipliers(part)
