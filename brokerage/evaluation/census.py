"""Who lives here: the Census of 2021 and the Indices of Deprivation of 2025, by district.

The numbers were worked out by derive.py. Some groups are wider than ours, as the tables that we
have do not divide them further; each says which of our groups it holds.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "residents.csv"
WORKING_AGE, YOUNGER_OLD = "16-64", "65-74"
CENSUS = (
    "Office for National Statistics, Census 2021 (England and Wales), of 21 March 2021. Contains "
    "National Statistics data © Crown copyright and database right 2025. Open Government Licence "
    "v3.0."
)
DEPRIVATION = (
    "Ministry of Housing, Communities and Local Government, English Indices of Deprivation 2025. "
    "Contains National Statistics data © Crown copyright and database right 2025. Open Government "
    "Licence v3.0."
)


@dataclass(frozen=True, slots=True)
class Wide:
    """A group of residents that holds several of ours."""

    label: str
    ours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a measure is set beside: of whom the shares are, and where that comes from.

    ``wide``: groups that are not one of ours each, in their order; none where all are.
    """

    of_whom: str
    source: str
    wide: Mapping[str, Wide]
    left_out: str = ""


BASELINES: Mapping[str, Baseline] = {
    "reach_district": Baseline("residents of all ages", CENSUS, {}),
    "reach_age": Baseline(
        "residents aged 16 to 74",
        CENSUS,
        {
            WORKING_AGE: Wide("16 to 64", ("16-24", "25-34", "35-49", "50-64")),
            YOUNGER_OLD: Wide("65 to 74", ("65-74",)),
        },
        "People under 16, and of 75 and more, are left out: the table that we have does not count "
        "them apart.",
    ),
    "reach_deprivation": Baseline(
        "neighbourhoods (areas of about 1,500 people each), not of people",
        DEPRIVATION,
        {},
    ),
    "reach_disability": Baseline(
        "residents of all ages",
        CENSUS,
        {
            "disabled": Wide(
                "Disabled, as the Equality Act has it", ("limited_a_lot", "limited_a_little")
            ),
            "not_disabled": Wide("Not disabled", ("not_limited", "no_condition")),
        },
        "Children are among the residents, and few of them volunteer.",
    ),
    "reach_ethnic_group": Baseline(
        "residents of all ages",
        CENSUS,
        {},
        "Children are among the residents, and few of them volunteer.",
    ),
}


def residents(measure: str, districts: Collection[str]) -> Counter[str]:
    """How many of each group live in these districts; empty where nobody has counted them."""
    found: Counter[str] = Counter()
    for district in districts:
        found.update(_by_district().get((measure, district), {}))
    return found


@cache
def _by_district() -> dict[tuple[str, str], dict[str, int]]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            of = found.setdefault((row["measure"], row["district_code"]), {})
            of[row["group"]] = int(row["number"])
    return found
