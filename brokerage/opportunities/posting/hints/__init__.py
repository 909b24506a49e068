"""Hints about the words and facts of a role: offered, never in the way. Pure."""

from brokerage.opportunities.posting.hints.hint import Hint
from brokerage.opportunities.posting.hints.inclusive import inclusive_hints
from brokerage.opportunities.posting.hints.missing import missing_hints
from brokerage.opportunities.posting.hints.opening import opening_hints
from brokerage.opportunities.posting.hints.plain import plain_hints, reading_age

__all__ = [
    "Hint",
    "inclusive_hints",
    "missing_hints",
    "opening_hints",
    "plain_hints",
    "reading_age",
    "word_hints",
]

TEXTS = ("title", "summary", "description")


def word_hints(texts: dict[str, str]) -> list[Hint]:
    """What could be plainer or kinder in the words of a role, by field in their order."""
    return [
        hint
        for name in TEXTS
        for hint in (
            *plain_hints(name, texts.get(name, "")),
            *inclusive_hints(name, texts.get(name, "")),
        )
    ]
