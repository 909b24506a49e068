"""Answers that come all at once, as from a template: each page that is understood becomes part of
the role, and the rest waits on its page."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.posting.answers import answers_of, drawn_over
from brokerage.opportunities.posting.details import Details
from brokerage.opportunities.posting.drafts import find_draft, keep, understood
from brokerage.opportunities.posting.pages import PAGES, Answers, asked_of
from brokerage.opportunities.posting.putting import change
from brokerage.opportunities.posting.reading import read_pages
from brokerage.taxonomies.service import Vocabulary

BY_THEMSELVES = "times"  # sessions are added one by one on their page


def fill(
    session: Session, role: Opportunity, answers: Answers, vocabulary: Vocabulary, today: date
) -> None:
    """Keep all answers, and put what can be understood into the role."""
    keep(session, role, answers, "what")
    settle(
        session, role, vocabulary, today, {name for name, texts in answers.items() if any(texts)}
    )
    keep(session, role, {}, "what")


def settle(
    session: Session,
    role: Opportunity,
    vocabulary: Vocabulary,
    today: date,
    names: set[str] | None = None,
) -> Details:
    """Put every page that waits and is understood into the role; what is still wrong, by field.

    ``names``: only pages that ask one of these.
    """
    wrong = Details()
    for page in PAGES:
        answers = _now(session, role, vocabulary)
        if page not in asked_of(answers) or page.name == BY_THEMSELVES:
            continue
        if names is not None and not names & set(page.fields):
            continue
        details = read_pages([page], answers, vocabulary, today)
        if details.errors:
            wrong.errors |= details.errors
            continue
        change(session, role, [page], details, answers, vocabulary, today)
        understood(session, role, page, page.name)
    if "times" in {page.name for page in asked_of(_now(session, role, vocabulary))}:
        wrong.errors |= {} if role.sessions else {"session_on": ["Add a day and times."]}
    return wrong


def _now(session: Session, role: Opportunity, vocabulary: Vocabulary) -> dict[str, list[str]]:
    draft = find_draft(session, role)
    return drawn_over(answers_of(role, vocabulary), draft.answers if draft else {})
