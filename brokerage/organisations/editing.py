"""Changing what is said of an organisation. Services never commit and never see the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.centres.service import centre_for_district
from brokerage.organisations.models import Organisation
from brokerage.organisations.service import update_organisation
from brokerage.versions import check_version, note_change
from brokerage.weeks import local_today


def change_details(
    session: Session,
    organisation: Organisation,
    facts: Mapping[str, Any],
    actor: Actor,
    seen: int | None,
) -> set[str]:
    """Keep what a form says; the names of what is different.

    Raises ChangedMeanwhile, with both answers by field, where somebody else was quicker.
    """
    check_version(session, organisation, seen, facts)
    changed = {name for name, value in facts.items() if getattr(organisation, name) != value}
    if not changed:
        return changed
    update_organisation(organisation, name=None, facts=facts)
    if "district_code" in changed and facts["district_code"] and not organisation.centre_id:
        serving = centre_for_district(session, facts["district_code"], local_today())
        organisation.centre_id = serving.centre.id if serving else None
    note_change(organisation)
    session.flush()
    audit.record(
        session,
        actor,
        "edited",
        "organisation",
        organisation.public_id,
        changed,
        organisation.version,
    )
    return changed
