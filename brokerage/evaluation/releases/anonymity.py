"""How many people of a release could be told apart by where they live and how old they are."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

from brokerage.evaluation.packaging.tables import Table

TOLD_APART_BY = ("district", "age_band", "decile")
FEW = 5


def alone_in(people: Table) -> dict[str, object]:
    """Of the table of people: who stands alone in their group, and who in a group of few."""
    names = [one.name for one in people.fields]
    group_of = itemgetter(*map(names.index, TOLD_APART_BY))
    sizes = Counter(map(group_of, people.rows())).values()
    return {
        "people": sum(sizes),
        "told_apart_by": list(TOLD_APART_BY),
        "alone": sum(size == 1 for size in sizes),
        "in_groups_under_5": sum(size for size in sizes if size < FEW),
        "smallest_group": min(sizes, default=0),
    }
