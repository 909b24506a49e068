"""Drafts: a role from its first page on, and what was typed about it, right or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import new_public_id, now
from brokerage.errors import Conflict
from brokerage.opportunities.models import (
    Kind,
    Opportunity,
    OpportunityMove,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
    State,
)
from brokerage.opportunities.posting.models import RoleDraft
from brokerage.opportunities.posting.pages import SESSION, Page
from brokerage.organisations.models import Organisation

SOURCE = "posted"
UNTITLED = "Role without a title"
LONGEST_ANSWER, MOST_ANSWERS = 20_000, 80
# Answers that no column holds: how a place was written, that nobody knows when, about a check.
REMEMBERED = frozenset({"when_kind", "near"})
COPIED = (
    "kind", "title", "summary", "description", "commitment", "attendance", "micro", "hours_minutes",
    "hours_per", "flexible", "places_offered", "in_flight_limit", "interview_needed",
    "minimum_age", "maximum_age", "check_level", "check_reason", "with_children",
    "with_adults_at_risk", "in_private_homes", "expenses_paid", "training_given", "step_free",
    "on_a_bus_route", "accessible_toilet", "parking", "getting_there", "shareable",
    "good_first_role", "meetings_a_year", "term_years", "induction_given", "eligibility_declared",
    "group_least", "group_most", "apply_url", "centre_id",
)  # fmt: skip
PARTS = (
    (OpportunitySession, "sessions"),
    (OpportunityWindow, "windows"),
    (OpportunityPlace, "places"),
    (OpportunityTerm, "terms"),
)


def begin(session: Session, organisation: Organisation, actor: Actor, kind: Kind) -> Opportunity:
    """An empty draft of a kind."""
    name = new_public_id()
    role = Opportunity(
        public_id=name,
        organisation=organisation,
        centre_id=organisation.centre_id,
        kind=kind,
        title="",
        description="",
        state=State.DRAFT,
        source=SOURCE,
        source_id=name,
    )
    role.moves.append(_move_of(actor))
    session.add(role)
    session.flush()
    return role


def copy(session: Session, role: Opportunity, actor: Actor) -> Opportunity:
    """A draft that says what another role of the same organisation says, without its dates."""
    made = begin(session, role.organisation, actor, Kind(role.kind))
    for name in COPIED:
        setattr(made, name, getattr(role, name))
    for model, name in PARTS:
        columns = [c.key for c in model.__table__.columns if c.key not in ("id", "opportunity_id")]
        rows = [model(**{key: getattr(row, key) for key in columns}) for row in getattr(role, name)]
        setattr(made, name, rows)
    session.flush()
    return made


def draft_of(session: Session, role: Opportunity) -> RoleDraft:
    """What was typed about a role; a new one where nothing was."""
    found = find_draft(session, role)
    if found is None:
        found = RoleDraft(opportunity_id=role.id, answers={}, reached="what")
        session.add(found)
        session.flush()
    return found


def find_draft(session: Session, role: Opportunity) -> RoleDraft | None:
    """What was typed about a role; None where nothing was."""
    return session.scalar(select(RoleDraft).where(RoleDraft.opportunity_id == role.id))


def keep(
    session: Session, role: Opportunity, typed: Mapping[str, Sequence[str]], page: str
) -> datetime:
    """Keep what was typed on a page, right or wrong; when that was."""
    draft = draft_of(session, role)
    draft.answers = {**draft.answers, **cut(typed)}
    draft.reached, draft.changed_at = page, now()
    session.flush()
    return draft.changed_at


def understood(session: Session, role: Opportunity, page: Page, following: str) -> None:
    """A page became part of the role: its answers are kept nowhere else."""
    draft = draft_of(session, role)
    gone = set(page.fields) - REMEMBERED - _kept_for_check(page)
    if page.name == "times":
        gone |= set(SESSION)
    draft.answers = {name: texts for name, texts in draft.answers.items() if name not in gone}
    draft.reached, draft.changed_at = following, now()
    session.flush()


def forget_typed(session: Session, role: Opportunity) -> None:
    """Forget what was typed: the role is shown as it stands again."""
    draft = find_draft(session, role)
    if draft is not None:
        draft.answers = {}
        session.flush()


def delete_draft(session: Session, role: Opportunity) -> None:
    """Throw a draft away. Raises Conflict for a role that was ever more than one."""
    if role.state != State.DRAFT or role.published_at is not None:
        raise Conflict("Only a draft can be deleted. You can close a role instead.")
    found = find_draft(session, role)
    if found is not None:
        session.delete(found)
        session.flush()
    session.delete(role)
    session.flush()


def drafts_of(organisation: Organisation) -> Select[Opportunity]:
    """An organisation's drafts, the newest first."""
    mine = select(Opportunity).where(Opportunity.organisation_id == organisation.id)
    return mine.where(Opportunity.state == State.DRAFT).order_by(Opportunity.id.desc())


def cut(answers: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Without the character that PostgreSQL refuses, and no more than a form could hold."""
    return {
        name: [_storable(text)[:LONGEST_ANSWER] for text in list(texts)[:MOST_ANSWERS]]
        for name, texts in answers.items()
    }


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _kept_for_check(page: Page) -> set[str]:
    return set(page.fields) if page.name == "check" else set()


def _move_of(actor: Actor) -> OpportunityMove:
    return OpportunityMove(
        from_state=None,
        to_state=State.DRAFT,
        actor=actor.name,
        on_behalf_of=actor.on_behalf_of,
        through=actor.through,
    )
