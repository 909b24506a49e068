"""What an organisation is written about its roles, for the pages that decide on them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from brokerage.links import link
from brokerage.messages.rendering import Lines
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.moderation.deciding import DECLINED, FIELDS
from brokerage.opportunities.moderation.models import ProposedChange, RoleComment
from brokerage.organisations.telling import tell


def tell_published(session: Session, role: Opportunity) -> None:
    """It can be found now."""
    address = link("opportunities.show", public_id=role.public_id)
    key = f"{role.public_id}:{len(role.moves)}"
    tell(session, role.organisation, "role_published", key, role=role.title, link=address)


def tell_changes_asked(
    session: Session, role: Opportunity, comments: Sequence[RoleComment], note: str
) -> None:
    """What should be different, field by field."""
    lines = [f"- {FIELDS[one.field]}: {' '.join(one.text.split())}" for one in comments]
    tell(
        session,
        role.organisation,
        "role_changes_asked",
        f"{role.public_id}:{len(role.moves)}",
        role=role.title,
        asked=Lines("\n".join(lines)),
        note=note,
        link=_of_role("posting.check", role),
    )


def tell_declined(session: Session, role: Opportunity, reason: str, note: str) -> None:
    """No, and why."""
    tell(
        session,
        role.organisation,
        "role_declined",
        f"{role.public_id}:{len(role.moves)}",
        role=role.title,
        words=DECLINED[reason].words,
        note=note,
    )


def tell_change_answered(session: Session, one: ProposedChange) -> None:
    """The change that waited is published, or is not."""
    role = one.opportunity
    tell(
        session,
        role.organisation,
        "role_change_answered",
        one.public_id,
        role=role.title,
        accepted=one.outcome == "accepted",
        note=one.note,
        link=_of_role("organisations.role_history", role),
    )


def _of_role(page: str, role: Opportunity) -> str:
    return link(
        page,
        organisation_id=role.organisation.public_id,
        opportunity_id=role.public_id,
    )
