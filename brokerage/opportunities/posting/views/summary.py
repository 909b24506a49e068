"""Answers in words: for checking them, and for two people who changed one role."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.forms import Control
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.posting.pages import Answers, Page, fields_asked
from brokerage.opportunities.posting.sessions import in_words
from brokerage.opportunities.posting.views.blueprint import vocabulary_of
from brokerage.opportunities.posting.views.drawing import simple_controls
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.weeks import DAY_NAMES

KINDS = {"skills": Kind.SKILL, "causes": Kind.CAUSE, "musts": Kind.SKILL}
LABELS = {"skills": "Skills that help", "causes": "What it is about", "musts": "Must have already"}


@dataclass(frozen=True)
class Said:
    """One answer: the question, the answer in words (several lines), and its field."""

    name: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PageSaid:
    """The answers of a page."""

    page: Page
    said: tuple[Said, ...]


def summary(
    session: Session, role: Opportunity, pages: list[Page], answers: Answers
) -> list[PageSaid]:
    """Every page with what was answered on it."""
    vocabulary, simple = vocabulary_of(session), simple_controls(answers, {})
    found = []
    for page in pages:
        if page.name == "times":
            lines = tuple(in_words(one) for one in role.sessions)
            found.append(PageSaid(page, (Said("session_on", "Days and times", lines),)))
        else:
            found.append(PageSaid(page, tuple(_answered(page, answers, simple, vocabulary))))
    return found


def in_answers(
    session: Session, page: Page, answers: Answers, differing: Collection[str]
) -> list[Said]:
    """What stands there now, for the questions that differ."""
    vocabulary, simple = vocabulary_of(session), simple_controls(answers, {})
    said = _answered(page, answers, simple, vocabulary, every=True)
    return [one for one in said if one.name in differing]


def _answered(
    page: Page,
    answers: Answers,
    simple: dict[str, Control],
    vocabulary: Vocabulary,
    every: bool = False,
) -> Iterator[Said]:
    for name in page.fields if every else fields_asked(page, answers):
        texts = [text for text in answers.get(name, ()) if text.strip()]
        label = LABELS.get(name) or simple[name].label
        yield Said(name, label, tuple(_worded(name, texts, simple.get(name),
                                              vocabulary)))  # fmt: skip


def _worded(
    name: str, texts: list[str], control: Control | None, vocabulary: Vocabulary
) -> Iterator[str]:
    if name in KINDS:
        for text in texts:
            term = vocabulary.find(text, KINDS[name])
            yield term.label if term else text
    elif name == "hours_within":
        yield from (_box_in_words(text) for text in texts)
    else:
        choices = dict(control.choices) if control else {}
        yield from (choices.get(text, text) for text in texts)


def _box_in_words(text: str) -> str:
    day, dash, part = text.partition("-")
    full = next((name for name in DAY_NAMES if name[:3].lower() == day), None)
    return f"{full} {part}" if full and dash and part.isalpha() else text
