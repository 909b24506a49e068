"""What has been decided about a role before any of its rows is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brokerage.demo.library import Role
from brokerage.demo.organisations import Body
from brokerage.demo.spots import Town
from brokerage.demo.times import Times
from brokerage.opportunities.models import State


@dataclass(frozen=True, slots=True)
class Sketch:
    """A template of the library at an organisation, in towns, at times.

    ``ended`` is how many days ago a closed or expired role ended; 0 for any other.
    """

    role: Role
    body: Body
    state: State
    towns: tuple[Town, ...]
    when: Times
    ended: int
    today: date

    def told(self, text: str) -> str:
        """A text of the library with its names filled in."""
        return text.format(town=self.towns[0].name, organisation=self.body.name)
