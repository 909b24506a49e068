"""How much is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers of records. ``not_live``: roles that are drafts, paused, filled, past and so on."""

    organisations: int
    live: int
    not_live: int
    volunteers: int
    introductions: int = 0

    @property
    def steps(self) -> int:
        """How far a progress bar goes."""
        roles = self.live + self.not_live
        return self.organisations + roles + self.volunteers + self.introductions


SCALES = {
    "small": Scale(organisations=300, live=900, not_live=120, volunteers=2_000, introductions=700),
    "county": Scale(
        organisations=3_000, live=5_000, not_live=700, volunteers=50_000, introductions=6_000
    ),
}
