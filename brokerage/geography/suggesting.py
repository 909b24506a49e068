"""Near misses: what somebody may have meant. Offered to choose from, never chosen for them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy import ColumnElement, and_, select

from brokerage.db import db
from brokerage.geography.folding import fold
from brokerage.geography.models import District, Place, Postcode, PostcodeArea
from brokerage.geography.postcodes import (
    NotAPostcode,
    outward_of,
    parse_area,
    parse_postcode,
    sector_of,
)

MOST = 4
SHORTEST = 5  # letters and numbers in a whole postcode
CLOSE_ENOUGH = 70  # of 100; below it a name only shares some letters


def in_sector(sector: str) -> ColumnElement[bool]:
    """The condition for a sector's postcodes: the range uses the key, LIKE makes it exact."""
    code = Postcode.code
    return and_(code >= f"{sector}AA", code <= f"{sector}ZZ", code.like(f"{sector}__"))


def units_of(sector: str) -> list[str]:
    """The loaded postcodes of a sector, in order."""
    return sorted(db.session.scalars(select(Postcode.code).where(in_sector(sector))))


def near_codes(code: str, known: Sequence[str]) -> list[str]:
    """The known codes that differ from ``code`` by the fewest slips of the finger."""
    ranked = sorted(known, key=lambda other: (DamerauLevenshtein.distance(code, other), other))
    return ranked[: MOST - 1]


def near_areas(code: str) -> list[str]:
    """The parts of ``code`` that are known, else outward codes one slip away."""
    return _known_areas([sector_of(code), outward_of(code)]) or near_outwards(code)


def near_outwards(text: str) -> list[str]:
    """Outward codes one slip away from the first half of what should have been a postcode."""
    first, _space, rest = text.upper().partition(" ")
    outward = first if rest or len(first) < SHORTEST else first[:-3]
    codes = db.session.scalars(select(PostcodeArea.code).where(~PostcodeArea.code.contains(" ")))
    near = near_codes(outward, list(codes))
    return [code for code in near if DamerauLevenshtein.distance(outward, code) == 1]


def codes_within(text: str) -> list[str]:
    """Postcodes, or parts of one, standing among other words: the end of an address."""
    words = text.replace(",", " ").split()
    candidates = [" ".join(words[i : i + size]) for size in (2, 1) for i in range(len(words))]
    codes = [code for candidate in candidates if (code := _code(candidate))]
    parts = [part for code in codes for part in (code, sector_of(code))]
    return [*_known_units(codes), *_known_areas(parts)][:MOST]


def near_names(text: str) -> list[str]:
    """Places and districts whose names come close, the closest first, the larger before."""
    names = _names()
    wanted = fold(text)
    if not wanted:
        return []
    found = process.extract(
        wanted, list(names), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST
    )
    return [name for folded, _score, _index in found for name in names[folded]][:MOST]


def _names() -> dict[str, list[str]]:
    query = (
        select(Place.name, Place.folded, District.name)
        .join(District, District.code == Place.district_code)
        .order_by(Place.population.desc(), Place.name, District.name)
    )
    grouped: dict[str, list[tuple[str, str]]] = {}
    for name, folded, district in db.session.execute(query):
        pairs = grouped.setdefault(folded, [])
        if (name, district) not in pairs:
            pairs.append((name, district))
    names = {
        folded: [pairs[0][0]] if len(pairs) == 1 else [", ".join(pair) for pair in pairs]
        for folded, pairs in grouped.items()
    }
    for name in db.session.scalars(select(District.name).order_by(District.name)):
        names.setdefault(fold(name), [name])
    return names


def _code(text: str) -> str | None:
    for parse in (parse_postcode, parse_area):
        try:
            return parse(text)
        except NotAPostcode:
            continue
    return None


def _known_units(codes: Sequence[str]) -> list[str]:
    known = set(db.session.scalars(select(Postcode.code).where(Postcode.code.in_(codes))))
    return [code for code in dict.fromkeys(codes) if code in known]


def _known_areas(codes: Sequence[str]) -> list[str]:
    wanted = PostcodeArea.code.in_(codes)
    known = set(db.session.scalars(select(PostcodeArea.code).where(wanted)))
    return [code for code in dict.fromkeys(codes) if code in known]
