"""Roles like a given one: what it asks for, what it is for, its words, and where it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matching.catalogue import Catalogue, Pool, RolePart
from matching.columns import Ragged
from matching.eligibility import OPEN_RULES, judge
from matching.errors import UnknownOpportunity
from matching.pairs import Meeting, Pairs
from matching.records import PLACE
from matching.scoring import Scored, score_pairs
from matching.text import TERM
from matching.types import HeldSkill, Volunteer

LIKENESS = {"skills": 0.3, "interests": 0.25, "text": 0.3, "distance": 0.15}


def likenesses(opportunity_id: str, catalogue: Catalogue) -> list[Scored]:
    """Every other open role with its likeness, one part of the catalogue after another.

    The role is put in a person's place: its needs as skills held, its causes as interests, its
    words as a question. So likeness is counted by the same factors as everything else.

    Raises:
        UnknownOpportunity: no such id in the catalogue.
    """
    found = catalogue.locate(opportunity_id)
    if found is None:
        raise UnknownOpportunity(f"{opportunity_id!r} is not in this catalogue")
    pool = _as_person(*found, catalogue)
    scored = []
    for part in catalogue.parts:
        rows = part.rows if part is not found[0] else part.rows[part.rows != found[1]]
        meeting = Meeting(pool, catalogue, pool.parts[0], part)
        pairs = Pairs(meeting, np.zeros(len(rows), np.int64), rows)
        scored.append(score_pairs(pairs.only(judge(pairs, OPEN_RULES)[0]), LIKENESS))
    return scored


def _as_person(part: RolePart, row: int, catalogue: Catalogue) -> Pool:
    roles, uris = part.columns, catalogue.terms.uris
    person = Volunteer(
        id="",
        skills=tuple(HeldSkill(uris[need["term"]]) for need in roles.needs.row(row)),
        interests=tuple(uris[term] for term in roles.causes.row(row)),
    )
    pool = Pool.build([person], catalogue.statistics, taxonomy=catalogue.terms.taxonomy)
    places = Ragged.of([roles.places.row(row).tolist()], PLACE)
    words = Ragged.of([_question(roles.words.row(row).tolist(), catalogue)], TERM)
    only = pool.parts[0]
    columns = replace(only.columns, places=places, words=words)
    return replace(pool, parts=(replace(only, columns=columns),))


def _question(words: list[tuple[int, float]], catalogue: Catalogue) -> list[tuple[int, float]]:
    """A role's words by how much they say about it; shares sum to 1."""
    idf = catalogue.statistics.columns.idf
    weights = [weight * float(idf[term]) ** 2 for term, weight in words]
    total = sum(weights)
    return [(term, weight / total) for (term, _), weight in zip(words, weights, strict=True)]
