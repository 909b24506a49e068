"""The page that explains one role: where its links go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.chips import ToAddress
from brokerage.suggestions.explain import Explained
from brokerage.suggestions.pages import with_limit
from brokerage.suggestions.travel import LIMITS

Judge = Callable[[Answers], Explained]


@dataclass(frozen=True)
class ExplanationPage:
    """What the template needs beside the account itself; an empty address is not offered."""

    title: str
    results: str  # the list as it is, on the page where the role stands
    widened: str  # the list with everything changed that keeps the role out


def explanation_page(
    found: Explained, answers: Answers, limit: int, to_results: ToAddress, judge: Judge
) -> ExplanationPage:
    """``judge`` explains the same role for other answers: no link promises what it does not do."""
    place = found.position or 1
    results = to_results(answers.with_page((place - 1) // limit + 1))
    wider = changed(answers, found) if found.bars else None
    opens = wider is not None and not judge(wider).bars
    return ExplanationPage(
        title=title(found),
        results=f"{results}#role-{place}" if found.position else results,
        widened=to_results(wider) if wider and opens else "",
    )


def title(found: Explained) -> str:
    """What the page says."""
    if not found.open:
        return "Why this role is in nobody’s list"
    if found.bars:
        return "Why this role is not in your list"
    return (
        "This role is in your list at another place" if found.instead else "How this role fits you"
    )


def changed(answers: Answers, found: Explained) -> Answers | None:
    """The answers with every change that the bars name; None where one of them has none."""
    made = answers.without("page")
    for bar in found.bars:
        if bar.change is None:
            return None
        for name, value in bar.change.items():
            made = _with(made, name, value)
    return made


def _with(answers: Answers, name: str, value: Any) -> Answers:
    if name in LIMITS:
        return with_limit(answers, name, value) if value else answers.without(*LIMITS)
    if name == "skills":
        return answers.with_values(name, [*answers.lists.get(name, ()), *value])
    return answers.with_values(name, [str(value)]) if value else answers.without(name)
