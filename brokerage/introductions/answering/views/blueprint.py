"""The two doors to an organisation's answers: by a signed link, and signed in.

Behind both stand the same pages (pages.py, rolepages.py). Opening a page never changes anything,
so that a program that follows the links of a mail does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, request, url_for

from brokerage.accounts.current import current_actor
from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.introductions.answering import words
from brokerage.introductions.answering.links import holder_of, token_for_role
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.weeks import local_today

answering = Blueprint("answering", __name__, url_prefix="/answer")
applicants = Blueprint("applicants", __name__, url_prefix="/organisations/<organisation_id>")


@dataclass(frozen=True)
class Door:
    """Who answers, and the addresses of the pages behind this door.

    ``back``: where one came from; empty for somebody who came by a link.
    """

    organisation: Organisation
    actor: Actor
    back: str = ""
    token: str = ""

    def one(self, introduction: Introduction, page: str = "one") -> str:
        """``page``: one, not_this_time or filled."""
        if self.token:
            return url_for(f"answering.{page}", token=self.token)
        if page == "filled":
            return self.role(introduction.opportunity, "role_filled")
        return url_for(
            f"applicants.{page}",
            organisation_id=self.organisation.public_id,
            introduction_id=introduction.public_id,
        )

    def role(self, opportunity: Opportunity, page: str = "role") -> str:
        """``page``: role, or role_filled."""
        if self.token:  # which may be the link about one person
            token = token_for_role(opportunity, to=holder_of(self.token))
            return url_for(f"answering.{page}", token=token)
        return url_for(
            f"applicants.{page}",
            organisation_id=self.organisation.public_id,
            opportunity_id=opportunity.public_id,
        )


def for_the_organisation() -> Actor:
    """Whoever is signed in; somebody at a desk does it for the organisation, by telephone."""
    actor = current_actor()
    if actor.on_behalf_of or not actor.centre_ids or actor.organisation_ids:
        return actor
    return replace(actor, through="phone", on_behalf_of="organisation")


def text_of(name: str, most: int = 60) -> str:
    """What was sent, without the character that PostgreSQL refuses."""
    return request.form.get(name, "").replace("\0", "").strip()[:most]


def day_of_form(name: str) -> date | None:
    """A day from a date box; None for an empty one. Raises Invalid, naming the field."""
    text = text_of(name, 40)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("Write a day, such as 2027-03-27.", name) from None


def _words() -> dict[str, Any]:
    return {
        "stands": words.stands,
        "next_for": words.next_for,
        "is_yours": words.is_yours,
        "due_for": words.due_for,
        "first_name": words.first_name,
        "today": local_today(),
    }


for _blueprint in (answering, applicants):
    _blueprint.context_processor(_words)
    _blueprint.add_app_template_filter(words.moved, "moved_in_words")
