"""Which DBS check a role seems to allow: ten short questions, rules as dated data. Pure.

It is unlawful to ask for a higher check than the law opens for a role, so this answers with the
highest, says why, and leaves the last word to the DBS provider.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from brokerage.errors import Invalid
from brokerage.volunteers.choices import read_data
from brokerage.volunteers.models import LEVELS

RULES: Mapping[str, Any] = read_data("check_rules")
QUESTIONS: dict[str, str] = RULES["questions"]
ADVICE = "Highest check this role seems to allow; your DBS provider confirms."
YOUNGEST_FOR_A_CHECK = 16
ORDER = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class SeemsToAllow:
    """The highest level, whom the barred lists would be about, and every reason for that level."""

    level: str
    workforces: tuple[str, ...]
    because: tuple[str, ...]
    source: str

    @property
    def sentence(self) -> str:
        """What is shown above the reasons."""
        return f"{LEVELS[self.level]}. {ADVICE}"


def seems_to_allow(answers: Mapping[str, bool | None], on: date) -> SeemsToAllow:
    """Raises Invalid, naming the question, for one that was not answered yes or no."""
    for question in QUESTIONS:
        if not isinstance(answers.get(question), bool):
            raise Invalid("Answer yes or no.", question)
    rules = rules_on(on)
    found = [rule for rule in rules["rules"] if _fits(rule, answers)] or [rules["otherwise"]]
    level = max((rule["level"] for rule in found), key=ORDER.index)
    highest = [rule for rule in found if rule["level"] == level]
    workforces = dict.fromkeys(rule["workforce"] for rule in highest if rule["workforce"])
    because = dict.fromkeys(rule["because"] for rule in highest)
    return SeemsToAllow(level, tuple(workforces), tuple(because), rules["source"])


def rules_on(day: date) -> dict[str, Any]:
    """The rules of a day. Raises Invalid for a day of which we know none."""
    for rules in RULES["sets"]:
        ends = rules["valid_to"]
        begun = date.fromisoformat(rules["valid_from"]) <= day
        if begun and (ends is None or day <= date.fromisoformat(ends)):
            found: dict[str, Any] = rules
            return found
    raise Invalid("We hold no rules about checks for that day.", "on")


def _fits(rule: Mapping[str, Any], answers: Mapping[str, bool | None]) -> bool:
    return all(answers[question] is wanted for question, wanted in rule["when"].items())
