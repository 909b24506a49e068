"""Skills that somebody's own words may mean: offered to be ticked, never taken for granted.

Nothing is claimed about what a sentence says: "I don't drive" offers driving like "I drive", and
the person decides. Commands and jobs fit the arrays with the index's statistics; workers map them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask, current_app
from sqlalchemy.orm import Session

from brokerage.suggestions.index import SKILLS, live_index, statistics_folder
from matching.errors import UnreadableSnapshot
from matching.suggesting import SkillFinder, Suggestion
from matching.suggesting.features import stems
from matching.suggesting.finder import CLAUSE
from matching.tokens import STOP

MOST = 6  # more would be a list to read, not a hint
# Lower than the finder's own: a chip that nobody ticks costs a glance, a missing one a match.
LEAST = 0.25
WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True)
class SuggestedSkill:
    """A skill to tick; ``because`` is its name or synonym that is nearest to the words."""

    uri: str
    slug: str
    label: str
    because: str

    @property
    def such_as(self) -> str:
        """``because``, where it says more than the label: not "Cooking, such as cook"."""
        return "" if set(stems(self.because)) <= set(stems(self.label)) else self.because


def suggest_skills(session: Session, text: str, limit: int = MOST) -> list[SuggestedSkill]:
    """Skills that the words may mean, the likeliest first; none before the first fit.

    For the search and for whoever registers: `text` is what they wrote about themselves.
    """
    finder = read_finder(current_app) if text.strip() else None
    if finder is None:
        return []
    known = live_index().current(session).vocabulary.by_uri
    best: dict[str, Suggestion] = {}
    for clause in (text, *CLAUSE.split(text)):
        for one in _meant(finder, clause):
            if one.uri in known and one.score > getattr(best.get(one.uri), "score", 0.0):
                best[one.uri] = one
    found = sorted(best.values(), key=lambda one: (-one.score, one.uri))
    return [
        SuggestedSkill(one.uri, known[one.uri].slug, known[one.uri].label, one.because)
        for one in found[:limit]
    ]


def _meant(finder: SkillFinder, clause: str) -> list[Suggestion]:
    """Skills that come near the clause, and still do without its commonest words."""
    every = len(finder.columns.uris)
    kept = {one.uri for one in finder.suggest(_telling(clause), every, least=LEAST)}
    return [one for one in finder.suggest(clause, every, least=LEAST) if one.uri in kept]


def _telling(clause: str) -> str:
    """Without the words that every sentence has: "I like it" does not mean IT, "IT" does."""
    words = WORD.findall(clause)
    return " ".join(w for w in words if w.lower() not in STOP or (len(w) > 1 and w.isupper()))


def read_finder(app: Flask) -> SkillFinder | None:
    """The newest finder, mapped once for each fit; None before the first."""
    folder = statistics_folder(app) / SKILLS
    try:
        fitted_at = (folder / "meta.json").stat().st_mtime
        held = app.extensions.get("skill_finder")
        if held is None or held[0] != fitted_at:
            held = app.extensions["skill_finder"] = (fitted_at, SkillFinder.load(folder))
    except (UnreadableSnapshot, FileNotFoundError):  # not yet there, or just being replaced
        return None
    found: SkillFinder = held[1]
    return found
