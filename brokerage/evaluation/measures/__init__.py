"""One list: how each measure is counted. The words are in data/measures.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from brokerage.evaluation.cells import Cell
from brokerage.evaluation.measures import (
    hours,
    introductions,
    money,
    organisations,
    people,
    reach,
    roles,
    said,
    sustained,
    times,
)
from brokerage.evaluation.measures.rows import Counting, Groups, Timing
from brokerage.evaluation.periods import Period

COUNTED: dict[str, Counting] = {
    "enquiries": Counting(people.enquiries),
    "registrations": Counting(people.registrations),
    "active": Counting(people.active),
    "channel": Counting(people.channel, Groups.PARTS),
    "first_time": Counting(people.first_time),
    "placement_rate": Counting(people.placement_rate),
    "unmet_people": Counting(people.unmet_rows, Groups.OWN, people.unmet),
    "introductions": Counting(introductions.introductions),
    "people_introduced": Counting(introductions.people_introduced),
    "placements": Counting(introductions.placements),
    "sustained_4": Counting(sustained.after(4)),
    "sustained_12": Counting(sustained.after(12)),
    "sustained_26": Counting(sustained.after(26)),
    "answered": Counting(times.answered),
    "roles_live": Counting(roles.live),
    "roles_filled": Counting(roles.filled),
    "roles_unfilled": Counting(roles.unfilled),
    "flexible_roles": Counting(roles.flexible),
    "flexible_placements": Counting(introductions.flexible_placements),
    "unmet_roles": Counting(roles.unmet, Groups.OWN),
    "hours": Counting(hours.best_evidence, Groups.PARTS),
    "value": Counting(money.value_rows, Groups.OWN, money.value),
    "funding": Counting(money.funding, Groups.PARTS),
    "reach_district": Counting(reach.by("reach_district"), Groups.PARTS),
    "reach_age": Counting(reach.by("reach_age"), Groups.PARTS),
    "reach_deprivation": Counting(reach.by("reach_deprivation"), Groups.PARTS),
    "reach_disability": Counting(reach.by("reach_disability"), Groups.PARTS),
    "reach_ethnic_group": Counting(reach.by("reach_ethnic_group"), Groups.PARTS),
    "organisations": Counting(organisations.supported, Groups.PARTS),
    "support_given": Counting(organisations.support, Groups.PARTS),
    "fair_turn": Counting(organisations.fair_turn_rows, Groups.OWN, organisations.fair_turn),
    "outcome_hours": Counting(said.outcome("hours_a_week"), Groups.PARTS),
    "outcome_confidence": Counting(said.outcome("confidence"), Groups.PARTS),
    "outcome_loneliness": Counting(said.outcome("loneliness"), Groups.PARTS),
    "outcome_work": Counting(said.outcome("route_to_work"), Groups.PARTS),
    "volunteers_content": Counting(said.content("volunteer")),
    "organisations_content": Counting(said.content("organisation")),
}
TIMED: dict[str, Timing] = {
    "time_in_state": Timing(times.at_each_step),
    "time_to_fill": Timing(roles.time_to_fill),
}

AtOnce = Callable[[Session, Period], Mapping[str, list[Cell]]]
"""Several measures in one question, by their names; to the same numbers as one by one."""

_TOGETHER: dict[AtOnce, tuple[str, ...]] = {
    reach.all_at_once: ("active", *reach.GROUPS),
    roles.all_at_once: roles.AT_ONCE,
    money.with_hours: ("hours", "value"),
}
AT_ONCE = {name: together for together, names in _TOGETHER.items() for name in names}
