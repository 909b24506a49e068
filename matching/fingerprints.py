"""The same advert posted in several towns: 64 bits of what it says, its towns left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from matching.columns import Array, Bools, Ints, stable_hashes
from matching.tokens import Hashes, Tokens, tokens
from matching.types import Opportunity

LEAST_WORDS = 8  # a shorter text may be the same by chance: "Help in our shop"
NOT_FOLDED = np.uint64(0)
ALONE = -1


def place_names(roles: Iterable[Opportunity]) -> Tokens:
    """The names of each role's places, as one text a role."""
    return tokens(" . ".join(place.name for place in role.places) for role in roles)


def fingerprints(titles: Tokens, texts: Tokens, places: Tokens, known: Array) -> Hashes:
    """64 bits of each advert, uint64 (n,); 0 where the text is too short to tell.

    Upper case, punctuation, postcodes, common words and endings do not count; nor do words of
    the advert's own ``places`` and of places ``known`` to the statistics (sorted uint64).
    """
    heading, body = (_without_places(part, places, known) for part in (titles, texts))
    found = _mixed(heading) * np.uint64(3) + _mixed(body)
    found[found == NOT_FOLDED] = np.uint64(1)
    found[body.counts() < LEAST_WORDS] = NOT_FOLDED
    return found


def by_owner(prints: Hashes, owners: Sequence[str]) -> Hashes:
    """Fingerprints that also tell owners apart, uint64 (n,): two may use one template."""
    named = np.array([bool(owner) for owner in owners], bool)
    found = np.where(named, prints ^ stable_hashes(owners), prints)
    found[found == NOT_FOLDED] = np.uint64(1)
    found[prints == NOT_FOLDED] = NOT_FOLDED
    return found


def body_prints(texts: Tokens, places: Tokens, known: Array) -> Hashes:
    """64 bits of each text, its towns left out, however short, uint64 (n,)."""
    return _mixed(_without_places(texts, places, known))


def _without_places(found: Tokens, own: Tokens, known: Array) -> Tokens:
    where: Bools = np.isin(found.stems.hashes, known)[found.number]
    where |= np.isin(_owned(found), _owned(own))
    return found.only(~where)


def _owned(found: Tokens) -> Hashes:
    """64 bits of each word together with whose it is."""
    return found.hashes + found.owner.astype(np.uint64) * np.uint64(0xD6E8FEB86659FD93)


def _mixed(found: Tokens) -> Hashes:
    """64 bits of each text's words in their order."""
    counts = found.counts()
    ends = np.cumsum(counts)
    turn = np.arange(len(found)) - np.repeat(ends - counts, counts)
    mixed = found.hashes + turn.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)))
    found_sums: Hashes = sums[ends] - sums[ends - counts]
    return found_sums


def adverts(prints: Sequence[Array], living: Sequence[Array]) -> tuple[Ints, ...]:
    """For each part a number per line, equal for the same advert; -1 where there is but one.

    ``prints`` uint64 (lines,) and ``living`` bool (lines,) of each part.
    """
    alive = [print_[mask] for print_, mask in zip(prints, living, strict=True)]
    kinds, counts = np.unique(np.concatenate(alive), return_counts=True)
    repeated = kinds[(counts > 1) & (kinds != NOT_FOLDED)]
    return tuple(_numbers(print_, repeated) for print_ in prints)


def _numbers(prints: Array, repeated: Array) -> Ints:
    if not len(repeated):
        return np.full(len(prints), ALONE)
    at = np.minimum(np.searchsorted(repeated, prints), len(repeated) - 1)
    return np.where(repeated[at] == prints, at, ALONE)
