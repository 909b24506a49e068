"""Every measure of a period once more, from the words alone. Nothing here calls what counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.brokerage.evaluation.independent import (
    evidence,
    introductions,
    organisations,
    people,
    reach,
    roles,
    said,
)
from tests.brokerage.evaluation.independent.rows import Rows
from tests.brokerage.evaluation.independent.tally import Span, Tally

STEPS: tuple[Callable[[Rows, Span, Tally], None], ...] = (
    people.enquiries,
    people.registrations,
    people.placement_rate,
    people.unmet_people,
    introductions.sent_and_started,
    introductions.sustained,
    introductions.answered,
    roles.live_roles,
    roles.flexible,
    evidence.hours_and_value,
    evidence.funding,
    reach.reach,
    organisations.organisations,
    organisations.support_given,
    organisations.fair_turn,
    said.said,
)


def recount(rows: Rows, span: Span) -> dict[tuple, tuple]:
    """By (measure, centre, district, group), or for days by (measure, area, group)."""
    tally, areas = Tally(), partial(_areas, rows)
    for step in STEPS:
        step(rows, span, tally)
    introductions.time_in_state(rows, span, tally, areas)
    roles.filled_roles(rows, span, tally, areas)
    return dict(tally.told())


def _areas(rows: Rows, centre_id: int | None, district_code: str | None) -> list[str]:
    """The whole pilot, its centre, its district, and Kent or Medway."""
    found = ["all"]
    if centre_id is not None:
        found.append(f"centre:{rows.centres[centre_id].slug}")
    if district_code in rows.districts:
        district = rows.districts[district_code]
        found += [district.counted_with.lower(), f"district:{district.slug}"]
    return found
