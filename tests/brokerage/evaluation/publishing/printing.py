"""What is printed of a quarter, as an attacker reads it, and the truth to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brokerage.evaluation.publishing.drawing import Source
from brokerage.evaluation.publishing.lines import Drawn
from tests.brokerage.evaluation.publishing.attacking import WITHIN, Attacker, Print

Truth = dict[tuple[tuple[str, str], str], int]
Table = tuple[str, str]


def printed(
    source: Source,
    told_of: Mapping[str, tuple[Sequence[Drawn], Mapping[str, int | None]]],
    within: int = WITHIN,
) -> tuple[Attacker, Truth]:
    """All quarters together. ``told_of``: by quarter, the tables and what is told of each line."""
    prints: list[Print] = []
    truth: Truth = {}
    same: list[dict[Table, frozenset[str]]] = []
    inside: list[tuple[Table, Table, frozenset[str]]] = []
    for quarter, (tables, told) in told_of.items():
        by_people: dict[str, dict[Table, frozenset[str]]] = {}
        for table in tables:
            of = (quarter, table.stated.name)
            lines = [line for line in table.lines if line.told]
            single = [line.code for line in lines if not line.is_total]
            for line in lines:
                amount = told[line.name]
                if table.stated.unit == "hours" and amount is not None:
                    amount = line.people  # worse than printed: how many gave them is known too
                codes = frozenset(codes_of(source, line.code, single)) if line.is_total else None
                prints.append(Print(of, line.code, amount, codes))
                if not line.is_total:
                    truth[of, line.code] = line.people
            known = by_people.setdefault(table.stated.people, {})
            if table.stated.by == "several":
                first, whole = next(iter(known.items()))
                inside.append((of, first, whole))
            else:
                known[of] = frozenset(county_codes(source, table, single))
        same += [known for known in by_people.values() if len(known) > 1]
    return Attacker(prints, same, inside, within), truth


def codes_of(source: Source, total: str, single: Sequence[str]) -> Sequence[str]:
    """Which lines a total is of: a county's, or all."""
    area = source.areas.areas.get(total)
    if area is None or area.kind != "county":
        return single
    return [code for code in single if area.code in source.areas.of_district.get(code, ())]


def county_codes(source: Source, table: Drawn, single: Sequence[str]) -> Sequence[str]:
    if table.stated.by != "district":
        return single
    return codes_of(source, source.county().code, single)
