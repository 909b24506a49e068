"""The blueprint of posting, and how its pages find their organisation and role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session

from brokerage.accounts.current import current_actor
from brokerage.errors import Invalid, NotFound
from brokerage.idempotency import new_submission_key
from brokerage.opportunities.models import Kind, Opportunity, State
from brokerage.opportunities.posting.answers import answers_of, drawn_over
from brokerage.opportunities.posting.drafts import UNTITLED, find_draft
from brokerage.opportunities.posting.minding import answers_wanted, wanted_of
from brokerage.opportunities.posting.pages import BY_NAME, Page
from brokerage.opportunities.posting.schemas import KIND_WORDS
from brokerage.opportunities.posting.sessions import in_words
from brokerage.opportunities.schemas import CHECK_LEVELS
from brokerage.organisations.models import Organisation
from brokerage.suggestions.index import live_index
from brokerage.taxonomies.service import Vocabulary
from brokerage.tenancy import get_organisation, get_role_of

posting = Blueprint("posting", __name__, url_prefix="/organisations/<organisation_id>/roles")
NO_SUCH_ROLE = "We cannot find that role."
PAGE = "/<opportunity_id>/<name>"
STATE_WORDS = {
    State.DRAFT: "Draft",
    State.SUBMITTED: "With your volunteer centre",
    State.CHANGES_ASKED: "Changes asked for",
    State.DECLINED: "Not accepted",
    State.LIVE: "Live",
    State.PAUSED: "Paused",
    State.FILLED: "Filled",
    State.CLOSED: "Closed",
    State.EXPIRED: "Ended",
}


def the_organisation(session: Session, organisation_id: str) -> Organisation:
    """The organisation of this address. Raises NotFound for one that is not one's to see."""
    return get_organisation(session, current_actor(), organisation_id)


def the_role(session: Session, organisation_id: str, opportunity_id: str) -> Opportunity:
    """A role of this organisation. Raises NotFound for any other."""
    return get_role_of(session, current_actor(), organisation_id, opportunity_id)


def the_page(name: str) -> Page:
    """A page by its name. Raises NotFound for none of ours."""
    if name not in BY_NAME:
        raise NotFound(NO_SUCH_ROLE)
    return BY_NAME[name]


def vocabulary_of(session: Session) -> Vocabulary:
    """The terms that pages offer and understand."""
    return live_index().current(session).vocabulary


def answers_for(session: Session, role: Opportunity) -> dict[str, list[str]]:
    """What the role says, with what waits for the centre and what was typed since."""
    draft, waiting = find_draft(session, role), answers_wanted(wanted_of(session, role))
    answers = answers_of(role, vocabulary_of(session)) | waiting
    return drawn_over(answers, draft.answers if draft else {})


def typed_on(page: Page) -> dict[str, list[str]]:
    """What was sent of a page's fields."""
    return {name: request.form.getlist(name) for name in page.fields}


def address(page: str, role: Opportunity | tuple[str, str], **more: str) -> str:
    """The address of a page about a role, or about the ids of its organisation and itself."""
    if isinstance(role, Opportunity):
        role = role.organisation.public_id, role.public_id
    values: dict[str, Any] = dict(more)
    return url_for(f"posting.{page}", organisation_id=role[0], opportunity_id=role[1], **values)


def number_of(name: str, source: Mapping[str, str] | None = None) -> int | None:
    """A number of the form, or of the address; None where there is none."""
    text = (request.form if source is None else source).get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def submission() -> str:
    """The key of a form that makes something. Raises Invalid for a form without one."""
    key = request.form.get("submission", "")
    if not key:
        raise Invalid("Open the page again: this form is not complete.", "submission")
    return key


posting.app_template_filter("session_in_words")(in_words)


@posting.context_processor
def _words() -> dict[str, Any]:
    return {
        "submission_key": new_submission_key,
        "role_states": STATE_WORDS,
        "kind_words": {Kind(name): words for name, words in KIND_WORDS.items()},
        "untitled": UNTITLED,
        "check_levels": CHECK_LEVELS,
    }
