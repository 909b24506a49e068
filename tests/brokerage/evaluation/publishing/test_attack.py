"""Done when: over all tables of two quarters nobody derives a number under the threshold."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping

import pytest

from brokerage.evaluation.areas import Area, Areas
from brokerage.evaluation.cells import TOTAL, Sum
from brokerage.evaluation.publishing.disclosure import rounded
from brokerage.evaluation.publishing.drawing import Source, drawn
from brokerage.evaluation.publishing.lines import Drawn
from brokerage.evaluation.publishing.protecting import protect_tables
from brokerage.evaluation.publishing.stated import published_tables
from tests.brokerage.evaluation.publishing.printing import printed

THRESHOLD = 10
DISTRICTS = [f"D{number:02}" for number in range(12)]
AGES = ["16-24", "25-34", "35-49", "50-64", "65-74", "75+", "not_stated"]
ANSWERS = ["limited_a_lot", "no_condition", "not_stated"]
ETHNIC = ["white_british", "asian_indian", "black_african", "not_stated"]


def county(seed: int, size: int) -> Source:
    """People drawn by chance, one by one, so that every table counts the same ones."""
    chance = random.Random(seed)
    areas = {"all": Area("all", "The whole pilot", "all")}
    areas |= {one: Area(one, one.title(), "county") for one in ("kent", "medway")}
    areas |= {f"centre:{n}": Area(f"centre:{n}", f"Centre {n}", "centre") for n in range(6)}
    of_district = {code: ("kent", f"district:{code}") for code in DISTRICTS}
    of_district["M01"] = ("medway", "district:M01")
    areas |= {names[1]: Area(names[1], code, "district") for code, names in of_district.items()}
    numbers: dict[tuple[str, tuple[int | None, str | None, str]], Sum] = {}
    weights = [chance.random() ** 2 for _ in of_district]

    def count(measure: str, centre: int, district: str | None, group: str, sum_: Sum) -> None:
        place = (measure, (centre, district, group))
        numbers[place] = numbers.get(place, Sum()).plus(sum_)

    givers: dict[str | None, int] = {}
    for _ in range(size):
        centre = chance.randrange(6)
        district = chance.choices([*of_district, None], [*weights, 0.02])[0]
        for measure in ("registrations", "roles_live", "placements"):
            if chance.random() < 0.4:
                count(measure, centre, district, TOTAL, Sum(1))
                if measure == "registrations":
                    said = chance.choice([Sum(1, 1), Sum(0, 1), Sum(0, 1), Sum(0, 0, 1)])
                    count("first_time", centre, district, TOTAL, said)
        if chance.random() < 0.6:
            for measure, groups in (
                ("active", [TOTAL]),
                ("reach_age", [TOTAL, chance.choice(AGES)]),
                ("reach_deprivation", [TOTAL, str(chance.randint(1, 10))]),
                ("reach_disability", [TOTAL, chance.choices(ANSWERS, [1, 8, 3])[0]]),
                ("reach_ethnic_group", [TOTAL, chance.choices(ETHNIC, [20, 2, 1, 5])[0]]),
            ):
                for group in groups:
                    count(measure, centre, district, group, Sum(1))
            if chance.random() < 0.7:
                givers[district] = givers.get(district, 0) + 1
                count("hours", centre, district, TOTAL, Sum(60 * chance.randint(1, 90)))
        if chance.random() < 0.3:
            count("unmet_people", centre, district, TOTAL, Sum(1))
            for cause in chance.sample(["animals", "sport", "health"], chance.randint(0, 3)):
                count("unmet_people", centre, district, cause, Sum(1))

    def words(_measure: str, groups: Collection[str]) -> Mapping[str, str]:
        return {group: group for group in sorted(groups)}

    of_centre = {number: f"centre:{number}" for number in range(6)}
    return Source(Areas(areas, of_centre, of_district), numbers, givers, words)


def tables_of(source: Source) -> list[Drawn]:
    return [drawn(stated, source) for stated in published_tables().values()]


def only_rounded(tables: list[Drawn]) -> dict[str, int | None]:
    """As if nothing was hidden for others' sake."""
    lines = [line for table in tables for line in table.lines if line.told]
    return {line.name: rounded(line.amount) if line.people >= THRESHOLD else None for line in lines}


@pytest.mark.parametrize(("seed", "size"), [(1, 150), (2, 600), (3, 2500)])
def test_nobody_derives_a_small_number_from_two_quarters(seed: int, size: int) -> None:
    quarters = {"2026-Q2": county(seed, size), "2026-Q3": county(1000 + seed, size + 40)}
    told_of, naive = {}, {}
    for quarter, source in quarters.items():
        tables = tables_of(source)
        found = protect_tables(tables, THRESHOLD)
        assert found.exposed == ()
        told_of[quarter] = (tables, found.told)
        naive[quarter] = (tables, only_rounded(tables))
    attacker, truth = printed(source, told_of)
    assert attacker.finds(truth, THRESHOLD) == []
    assert any(amount is not None for _, told in told_of.values() for amount in told.values())
    attacker, truth = printed(source, naive)
    assert attacker.finds(truth, THRESHOLD), "the attacker is too weak to prove anything"
