"""How much is invented."""

from __future__ import annotations

from dataclasses import dataclass

from brokerage.demo.history.generations import how_many


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers of records. ``not_live``: roles that are drafts, paused, filled, past and so on.

    ``monthly``: introductions in an ordinary month of today, and by it the history of the years
    before; 0: none. ``quarters``, ``months``: of how many the figures are counted, the present one
    among them.
    """

    organisations: int
    live: int
    not_live: int
    volunteers: int
    introductions: int = 0
    monthly: int = 0
    quarters: int = 8
    months: int = 13

    @property
    def steps(self) -> int:
        """How far a progress bar goes."""
        roles = self.live + self.not_live + (how_many(self.live) if self.monthly else 0)
        return self.organisations + roles + self.volunteers + self.introductions


SCALES = {
    "small": Scale(
        organisations=300,
        live=900,
        not_live=120,
        volunteers=2_000,
        introductions=700,
        monthly=150,
        quarters=9,  # one more than a line shows: the present one is not over
        months=14,
    ),
    "county": Scale(  # fewer months and quarters: each takes seconds
        organisations=3_000,
        live=5_000,
        not_live=700,
        volunteers=50_000,
        introductions=3_000,
        monthly=450,
        quarters=5,
        months=3,
    ),
}
