"""What the volunteer centre asks to be changed, beside the questions that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.moderation.deciding import FIELDS, last_look, open_comments
from brokerage.opportunities.moderation.models import RoleComment
from brokerage.opportunities.posting.pages import BY_NAME, Page

# A part of a role that the centre speaks of, and the pages that ask about it, the first one first.
PAGES_OF: Mapping[str, tuple[str, ...]] = {
    "title": ("what",),
    "summary": ("what",),
    "description": ("what",),
    "times": ("when", "times", "hours", "dates"),
    "place": ("where",),
    "who": ("who", "musts"),
    "check_level": ("check",),
    "expenses": ("practical",),
    "access": ("practical", "where"),
    "numbers": ("people", "group"),
    "other": (),
}
# The question that a comment stands at, where it is not called as the part is.
QUESTION = {"place": "near", "who": "with_children", "expenses": "expenses_paid",
            "access": "step_free", "numbers": "places_offered"}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One change that is asked for: of which part, the words, and where it is made."""

    part: str
    label: str
    text: str
    page: Page | None


@dataclass(frozen=True)
class SentBack:
    """All that is asked for, and the centre's note to it."""

    asked: tuple[Asked, ...]
    note: str


def sent_back(session: Session, role: Opportunity, pages: Sequence[Page]) -> SentBack | None:
    """What the centre asks for; None for a role that was not sent back."""
    if role.state != State.CHANGES_ASKED:
        return None
    look = last_look(session, role)
    asked = tuple(_asked(one, pages) for one in open_comments(session, role))
    return SentBack(asked, look.note if look else "")


def at_questions(
    asked: Iterable[Asked], page: Page, questions: Sequence[str]
) -> dict[str, list[str]]:
    """By question of a page, what is asked for there: at its own question, else at the first."""
    found: dict[str, list[str]] = {}
    for one in asked:
        if page.name in PAGES_OF[one.part] and questions:
            name = QUESTION.get(one.part, one.part)
            found.setdefault(name if name in questions else questions[0], []).append(one.text)
    return found


def _asked(comment: RoleComment, pages: Sequence[Page]) -> Asked:
    where = (BY_NAME[name] for name in PAGES_OF[comment.field] if BY_NAME[name] in pages)
    return Asked(comment.field, FIELDS[comment.field], comment.text, next(where, None))
