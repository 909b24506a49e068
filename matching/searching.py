"""One person asks every part of a catalogue: who can be among the best, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.catalogue import Catalogue
from matching.columns import Array, Bools
from matching.contenders import Found, best_roles
from matching.exposure import Exposure
from matching.ordering import role_order
from matching.pairs import Meeting
from matching.scoring import Weights

Order = list[tuple[int, int]]  # (part, line) of what was found, best first


@dataclass(frozen=True)
class Search:
    """``group``: the person's part of a pool with each part of the catalogue.

    ``person`` is a row of that part. ``masks`` and ``turns`` as ``best_roles`` takes them, one for
    each meeting of the group.
    """

    group: Sequence[Meeting]
    person: int
    masks: Sequence[Bools | None]
    turns: Sequence[Array | None]
    exposure: Exposure | None
    today: date
    weights: Weights

    @property
    def catalogue(self) -> Catalogue:
        """What is searched."""
        return self.group[0].catalogue

    def look(self, most: int) -> list[Found]:
        """All that can be among the ``most`` best."""
        each = zip(self.group, self.masks, self.turns, strict=True)
        return [
            best_roles(one, self.person, mask, self.weights, most, turn) for one, mask, turn in each
        ]

    def arrange(self, best: Sequence[Found], most: int) -> Order:
        """The ``most`` best of what :meth:`look` found."""
        return role_order([found.scored for found in best], self.exposure, self.today, most)
