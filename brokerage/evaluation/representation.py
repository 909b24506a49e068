"""Whether the volunteers are like the people who live here: shares, and an index of the two.

The index is the share of a group among the volunteers who answered, divided by its share among the
residents: 1 is alike, 0.5 half as many as one would expect. Whatever is held back in the table of
groups is held back here, and every share with it where the shares would give it away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from brokerage.evaluation.census import Baseline, Wide


@dataclass(frozen=True, slots=True)
class Compared:
    """One group. None where it is not told, or cannot be said."""

    label: str
    number: int | None
    share: float | None
    of_residents: float
    index: float | None


def compare(
    baseline: Baseline,
    residents: Mapping[str, int],
    volunteers: Mapping[str, int],
    held: Collection[str],
    labels: Mapping[str, str],
) -> list[Compared]:
    """The groups of the residents, in the order of ``labels``, each beside its volunteers.

    ``volunteers`` and ``held`` are by our own groups, of all that were counted, the total left
    out. Nothing where there are fewer than two groups: a share of all is always 1.
    """
    groups = _groups(baseline, residents, labels)
    everybody = sum(residents[code] for code in groups)
    if len(groups) < 2 or not everybody:
        return []
    compared = {one for wide in groups.values() for one in wide.ours}
    counts = {code: _count(wide, volunteers, held) for code, wide in groups.items()}
    answered = sum(volunteers.get(one, 0) for one in compared)
    tells = answered > 0 and not _would_tell(compared, held)
    found = []
    for code, wide in groups.items():
        number, of_residents = counts[code], residents[code] / everybody
        share = number / answered if tells and number is not None else None
        index = share / of_residents if share is not None and of_residents else None
        found.append(Compared(wide.label, number, share, of_residents, index))
    return found


def _groups(
    baseline: Baseline, residents: Mapping[str, int], labels: Mapping[str, str]
) -> dict[str, Wide]:
    if baseline.wide:
        return {code: wide for code, wide in baseline.wide.items() if code in residents}
    known = {code: Wide(label, (code,)) for code, label in labels.items() if code in residents}
    return known if known.keys() == set(residents) else {}


def _count(wide: Wide, volunteers: Mapping[str, int], held: Collection[str]) -> int | None:
    """None where a part of it is held back: what is left would tell the part."""
    if any(one in held for one in wide.ours):
        return None
    return sum(volunteers.get(one, 0) for one in wide.ours)


def _would_tell(compared: Collection[str], held: Collection[str]) -> bool:
    """Whether shares would tell how many of the hidden ones answered, where both kinds are hidden.

    A share beside its number tells how many answered. Where only groups that are compared are
    hidden, or only others, that is known from the total and the groups that are shown.
    """
    inside = {one for one in held if one in compared}
    return bool(inside) and len(inside) < len(set(held))
