"""Words that keep people out without need: about cars, degrees, age, sex, health and origin."""

from __future__ import annotations

import re
from functools import cache

from brokerage.opportunities.posting.hints.hint import Hint, word_data


def inclusive_hints(field: str, text: str) -> list[Hint]:
    """Each kind of such words once, with what to write instead."""
    found = ((pattern.search(text), advice) for pattern, advice in _patterns())
    return [Hint(field, advice, match[0].strip()) for match, advice in found if match]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = word_data()["inclusive"]
    return tuple((re.compile(row["pattern"], re.I), row["advice"]) for row in rows)
