"""Could it be flexible, remote, shared between two people, or a first step? From what was said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from brokerage.opportunities.posting.hints.hint import Hint
from brokerage.opportunities.posting.pages import AT_TIMES, Answers, first, said

_DESK_WORK = re.compile(
    r"\b(?:write|writing|website|posts?|social media|design|spreadsheets?|accounts|bookkeep\w*|"
    r"minutes|newsletter|e-?mails?|telephone|phone|ring|research|data|online|video)\b",
    re.I,
)
_ALL_WEEK = 4  # hours; more is hard beside work or care

Test = Callable[[Answers], bool]


def _could_be_remote(answers: Answers) -> bool:
    words = f"{first(answers, 'title')} {first(answers, 'summary')} {first(answers, 'description')}"
    return first(answers, "attendance") == "in_person" and bool(_DESK_WORK.search(words))


def _could_be_flexible(answers: Answers) -> bool:
    alone = not said(answers, "with_children")
    return first(answers, "when_kind") == AT_TIMES and _could_be_remote(answers) and alone


def _could_be_shared(answers: Answers) -> bool:
    unsaid = first(answers, "kind") == "role" and first(answers, "shareable") == ""
    return unsaid and (first(answers, "when_kind") == AT_TIMES or _many_hours(answers))


def _many_hours(answers: Answers) -> bool:
    try:
        hours = float(first(answers, "hours") or 0)
    except ValueError:
        return False
    return first(answers, "hours_per") == "week" and hours > _ALL_WEEK


def _could_be_a_first_step(answers: Answers) -> bool:
    unsaid = first(answers, "kind") == "role" and first(answers, "good_first_role") == ""
    return unsaid and not any(answers.get("musts", ())) and said(answers, "training_given")


CHANCES: Final[tuple[tuple[str, Test, str], ...]] = (
    (
        "attendance",
        _could_be_remote,
        "Could some of it be done from home? Then say “Partly from home”.",
    ),
    (
        "when_kind",
        _could_be_flexible,
        "Must it be at that time? If not, choose hours that you agree.",
    ),
    (
        "shareable",
        _could_be_shared,
        "Could two people share it? Then neither has to come every time.",
    ),
    (
        "hours",
        _many_hours,
        "More than four hours a week is hard beside a job or caring. Could it be less?",
    ),
    (
        "good_first_role",
        _could_be_a_first_step,
        "You train people and ask for no skill: say that it is a good first step.",
    ),
)


def opening_hints(answers: Answers) -> list[Hint]:
    """What might let more people take part, from what was stated."""
    return [Hint(field, text) for field, test, text in CHANCES if test(answers)]
