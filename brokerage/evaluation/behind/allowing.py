"""Who may see the records behind which figure, and of which centres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brokerage.actors import Actor, Role
from brokerage.errors import NotFound
from brokerage.evaluation.areas import Area, Areas

# Records of roles, organisations and money: the pilot lead sees those of every centre. All other
# measures rest on people, whom the lead knows as figures only.
NOT_OF_PEOPLE = frozenset(
    {
        "roles_live",
        "roles_filled",
        "roles_unfilled",
        "flexible_roles",
        "unmet_roles",
        "time_to_fill",
        "funding",
        "organisations",
        "support_given",
    }
)
_EQUALITY = (
    "Nobody sees who gave which answer about disability or ethnic group: people answered on that "
    "promise. There are only figures."
)
_OUTCOMES = (
    "Nobody sees who gave which of these answers: people answered on the promise that they are "
    "only counted together. There are only figures."
)
NEVER: Mapping[str, str] = {
    "reach_disability": _EQUALITY,
    "reach_ethnic_group": _EQUALITY,
    "outcome_hours": _OUTCOMES,
    "outcome_confidence": _OUTCOMES,
    "outcome_loneliness": _OUTCOMES,
    "outcome_work": _OUTCOMES,
}
DESK = frozenset({Role.BROKER, Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which centres somebody sees the records behind a measure; None: of every centre."""

    centre_ids: frozenset[int] | None

    def holds_all_of(self, areas: Areas, area: Area) -> bool:
        """Whether nothing behind the area's number is kept from them."""
        own = {areas.of_centre[one] for one in self.centre_ids or ()}
        return self.centre_ids is None or area.code in own


def find_scope(actor: Actor, areas: Areas, area: Area, measure_id: str) -> Scope | None:
    """Whose records somebody sees behind a number, or None for nobody's."""
    if measure_id in NEVER:
        return None
    if Role.LEAD in actor.roles and measure_id in NOT_OF_PEOPLE:
        return Scope(None)
    if actor.roles.isdisjoint(DESK) or not actor.centre_ids:
        return None
    own = {areas.of_centre[one] for one in actor.centre_ids if one in areas.of_centre}
    elsewhere = area.kind == "centre" and area.code not in own
    return None if elsewhere else Scope(actor.centre_ids)


def get_scope(actor: Actor, areas: Areas, area: Area, measure_id: str) -> Scope:
    """The same. Raises NotFound where they see nobody's, and says why."""
    found = find_scope(actor, areas, area, measure_id)
    if found is None:
        why = "The records behind this figure belong to a centre, and only its own people see them."
        raise NotFound(NEVER.get(measure_id, why))
    return found
