"""Skills, causes and access needs of invented people, in the proportions that centres see."""

from __future__ import annotations

import random
from dataclasses import dataclass

from brokerage.demo.chance import happens
from brokerage.demo.histories import Row
from brokerage.demo.library import themes
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary

NEEDS = (
    "building-accessibility-features",
    "public-transport-access",
    "parking-availability",
    "service-animals",
    "language-requirements",
)
LEVELS = (0.3, 0.5, 0.7, 0.9)


@dataclass(frozen=True)
class Interests:
    """URIs to draw from; one that roles ask for more often stands in its list more often."""

    skills: tuple[str, ...]
    causes: tuple[str, ...]
    needs: tuple[str, ...]

    def drawn(self, rng: random.Random) -> list[Row]:
        """Some of each, every URI once."""
        skills = rng.choices(self.skills, k=rng.choice((0, 0, 1, 2, 2, 3, 3, 4, 5)))
        causes = rng.choices(self.causes, k=rng.choice((0, 1, 1, 2, 2, 3)))
        needs = rng.choices(self.needs, k=1) if happens(rng, 0.05) else []
        rows = {uri: _row(uri) for uri in [*causes, *needs]}
        return list((rows | {uri: _held(uri, rng) for uri in skills}).values())


def _row(uri: str) -> Row:
    return {"uri": uri, "level": None, "verified": False}


def _held(uri: str, rng: random.Random) -> Row:
    level = rng.choice(LEVELS) if happens(rng, 0.3) else None
    return {"uri": uri, "level": level, "verified": happens(rng, 0.05)}


def read_interests(vocabulary: Vocabulary) -> Interests:
    """Every term offered once, and once more for each role of the library that asks for it."""
    roles = [role for theme in themes() for role in theme.roles]
    skills = [slug for role in roles for slug in (*role.must, *role.needed, *role.useful)]
    causes = [slug for role in roles for slug in role.causes]
    skills += [term.slug for term in vocabulary.offered(Kind.SKILL)]
    causes += [term.slug for term in vocabulary.offered(Kind.CAUSE)]
    return Interests(_uris(skills, vocabulary), _uris(causes, vocabulary), _uris(NEEDS, vocabulary))


def _uris(slugs: list[str] | tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(vocabulary.by_slug[slug].uri for slug in slugs)
