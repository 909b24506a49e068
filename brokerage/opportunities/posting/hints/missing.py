"""Facts that volunteers ask about and a role does not tell yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from brokerage.opportunities.posting.hints.hint import Hint
from brokerage.opportunities.posting.pages import UNSURE, Answers, first

SHORTEST = 60  # characters of a description that says something

Test = Callable[[Answers], bool]


def _unsaid(*names: str) -> Test:
    return lambda answers: not any(first(answers, name).strip() for name in names)


def _in_person(test: Test) -> Test:
    return lambda answers: first(answers, "attendance") != "remote" and test(answers)


def _of(kind: str, test: Test) -> Test:
    return lambda answers: first(answers, "kind") == kind and test(answers)


def _short(answers: Answers) -> bool:
    return len(first(answers, "description").strip()) < SHORTEST


def _no_times(answers: Answers) -> bool:
    return first(answers, "when_kind") in ("", UNSURE)


FACTS: Final[tuple[tuple[str, Test, str], ...]] = (
    ("summary", _unsaid("summary"), "Add one sentence: it is what people read in a list."),
    ("description", _short, "Say what a usual day would be like. A few lines are enough."),
    ("when_kind", _no_times, "Say when, even roughly: it is what people look for first."),
    ("expenses_paid", _unsaid("expenses_paid"), "Say whether you pay expenses, such as bus fares."),
    ("training_given", _unsaid("training_given"), "Say whether somebody shows them how."),
    ("step_free", _in_person(_unsaid("step_free")), "Say whether there are steps."),
    (
        "getting_there",
        _in_person(_unsaid("getting_there", "on_a_bus_route", "parking")),
        "Say how to get there without a car.",
    ),
    ("interview_needed", _unsaid("interview_needed"), "Say whether you meet people first."),
    (
        "meetings_a_year",
        _of("trustee", _unsaid("meetings_a_year")),
        "Say how often the board meets.",
    ),
    (
        "induction_given",
        _of("trustee", _unsaid("induction_given")),
        "Say whether there is an induction.",
    ),
    ("group_most", _of("group", _unsaid("group_most")), "Say how many people can come."),
)


def missing_hints(answers: Answers) -> list[Hint]:
    """One for each fact that is not told, in the order of the pages."""
    return [Hint(field, text) for field, test, text in FACTS if test(answers)]
