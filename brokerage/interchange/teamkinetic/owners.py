"""Whose a role is. TeamKinetic numbers providers in one export and names them in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.interchange.bodies import Organisations
from brokerage.interchange.drafts import DraftOrganisation
from brokerage.interchange.placing import Atlas
from brokerage.interchange.teamkinetic.exports import SOURCE, key_at
from brokerage.interchange.teamkinetic.roles import UNNAMED
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.organisations.service import list_keys

Centre = tuple[int, str]  # id and public id


class Owners:
    """What one centre brought in from TeamKinetic, and whose it is."""

    def __init__(self, session: Session, centre: Centre) -> None:
        self._session, self._centre = session, centre
        mine = key_at(centre[1], "")
        found = [
            (key.name.casefold(), key.source_id)
            for key in list_keys(session)
            if key.source == SOURCE and key.source_id.startswith(mine) and key.name != UNNAMED
        ]
        times = Counter(name for name, _ in found)
        self.held = frozenset(reference for _, reference in found)
        self._by_name = {name: reference for name, reference in found if times[name] == 1}

    @property
    def unnumbered(self) -> dict[str, str]:
        """Organisations that only the sessions export named so far, by name."""
        mine = len(key_at(self._centre[1], ""))
        return {n: ref for n, ref in self._by_name.items() if not ref[mine:].isdecimal()}

    def by_placement(
        self, named: Mapping[str, tuple[str, str]] | None = None
    ) -> dict[str, DraftOrganisation]:
        """By PLACEMENTID: as known here, or as a sessions export names them."""
        found = self._known()
        for number, (long_id, name) in (named or {}).items():
            reference = self._by_name.get(name.casefold()) or key_at(
                self._centre[1], long_id or name.casefold()
            )
            found[number] = self._draft(reference, name)
        return found

    def name_roles(self, named: Mapping[str, tuple[str, str]]) -> int:
        """Give roles that had nobody's name their organisation; how many it was."""
        whose = self.by_placement(named)
        bodies = Organisations(self._session, Atlas())
        unnamed = self._roles().where(Organisation.name == UNNAMED)
        named_now = 0
        for role, _ in self._session.execute(unnamed):
            draft = whose.get(_number(role.source_id))
            if draft is not None:
                role.organisation = bodies.record(draft)
                named_now += 1
        self._session.flush()
        return named_now

    def _known(self) -> dict[str, DraftOrganisation]:
        rows = self._session.execute(self._roles().where(Organisation.name != UNNAMED))
        return {
            _number(role.source_id): DraftOrganisation(one.source, one.source_id, one.name)
            for role, one in rows
        }

    def _roles(self) -> Select[Opportunity, Organisation]:
        mine = Opportunity.source_id.startswith(key_at(self._centre[1], ""), autoescape=True)
        return (
            select(Opportunity, Organisation)
            .join(Organisation, Organisation.id == Opportunity.organisation_id)
            .where(Opportunity.source == SOURCE, mine)
        )

    def _draft(self, reference: str, name: str) -> DraftOrganisation:
        facts = {} if reference in self.held else {"centre_id": self._centre[0]}
        return DraftOrganisation(SOURCE, reference, name, facts=facts)


def _number(source_id: str) -> str:
    return source_id.partition(":")[2]
