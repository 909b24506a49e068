"""Answers in words, page by page: to be checked before they are sent, and on my record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brokerage.suggestions.forms import WeekGrid
from brokerage.taxonomies.service import Vocabulary
from brokerage.volunteers.registration.pages import Answers, Page
from brokerage.volunteers.views.drawing import LABELS, Question


@dataclass(frozen=True)
class Said:
    """One page: what was asked there and what was answered; ``lines`` are label and answer."""

    page: Page
    lines: tuple[tuple[str, str], ...]


def summary(
    pages: Iterable[tuple[Page, Sequence[Question]]], answers: Answers, vocabulary: Vocabulary
) -> list[Said]:
    """Every page, with the answers given; a page without one says so."""
    return [
        Said(page, tuple(line for one in asked if (line := _line(one, answers, vocabulary))[1]))
        for page, asked in pages
    ]


def _line(question: Question, answers: Answers, vocabulary: Vocabulary) -> tuple[str, str]:
    if question.week:
        return question.week.label, ", ".join(_times(question.week, question.name))
    if question.search:
        records = (vocabulary.by_slug.get(slug) for slug in answers.get(question.name, ()))
        return LABELS[question.name], ", ".join(one.label for one in records if one)
    control = question.control
    assert control is not None  # noqa: S101 - a question has one of the three
    words = dict(control.choices)
    texts = [words.get(text, text) for text in control.values if text]
    return control.label, "\n".join(texts) if len(words) > 6 else ", ".join(texts)


def _times(grid: WeekGrid, name: str) -> list[str]:
    found = ["any time"] * grid.any_time + ["my week changes"] * grid.changes
    found += [box.label for _day, boxes in grid.days for box in boxes if box.checked]
    return [*found, *grid.exact]
