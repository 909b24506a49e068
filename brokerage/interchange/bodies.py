"""Organisations of an import: by source and source id, or by name where there is no more."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from brokerage.interchange.drafts import DraftOrganisation
from brokerage.interchange.own_csv import SOURCE
from brokerage.interchange.placing import Atlas
from brokerage.organisations.models import Organisation
from brokerage.organisations.service import (
    add_organisation,
    find_by_source,
    list_keys,
    update_organisation,
)

Key = tuple[str, str]


class Organisations:
    """Every organisation of a file is looked at once: the first mention says what it is."""

    def __init__(self, session: Session, atlas: Atlas) -> None:
        keys = list_keys(session)
        self._session = session
        self._atlas = atlas
        self._known = {(key.source, key.source_id) for key in keys}
        self._by_name: dict[str, list[Key]] = {}
        for key in keys:
            self._by_name.setdefault(key.name.casefold(), []).append((key.source, key.source_id))
        self._seen: dict[Key, Organisation] = {}
        self.added = self.updated = 0

    def record(self, draft: DraftOrganisation) -> Organisation:
        """The stored organisation of a draft, added or brought up to date."""
        key = (draft.source, draft.source_id) if draft.source else self._key_by_name(draft)
        if key not in self._seen:
            self._seen[key] = self._record(key, draft)
        return self._seen[key]

    def _key_by_name(self, draft: DraftOrganisation) -> Key:
        """One organisation of that name is meant; of several, none: a new one is kept apart."""
        found = self._by_name.get(draft.name.casefold(), [])
        return found[0] if len(found) == 1 else (SOURCE, draft.source_id[:255])

    def _record(self, key: Key, draft: DraftOrganisation) -> Organisation:
        facts = self._facts(draft)
        found = find_by_source(self._session, *key) if key in self._known else None
        if found is None:
            self.added += 1
            return add_organisation(
                self._session, source=key[0], source_id=key[1], name=draft.name, facts=facts
            )
        name = None if draft.placeholder or not draft.source else draft.name
        self.updated += update_organisation(found, name=name, facts=facts)
        return found

    def _facts(self, draft: DraftOrganisation) -> dict[str, Any]:
        facts = dict(draft.facts)
        if "postcode" in facts:
            facts["postcode"], facts["district_code"] = self._atlas.postcode(facts["postcode"])
        return facts
