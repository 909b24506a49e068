"""Make residents.csv again: ``python -m brokerage.evaluation.derive SOURCE_FOLDER``.

SOURCE_FOLDER holds ``kent_medway_census2021_age_sex.csv`` (from ONS table TS009),
``kent_medway_census2021_equality_baseline.csv`` (ethnic group and disability, all ages) and
``kent_medway_lsoa21_imd2025.csv`` (Indices of Deprivation 2025). Only sums by district are written.

Of the ages, two are taken: 16 to 64 and 65 to 74. The others of that table are not what their
names say: its "younger" counts the babies twice (they stand in "4 years and under" too), and its
"older" ends at 74, so that what is left over is not the people of 75 and more either.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from brokerage.equality.categories import questions
from brokerage.evaluation.census import DATA, WORKING_AGE, YOUNGER_OLD

Line = tuple[str, str, str, int]  # measure, district, group, number
DISABLED = {
    "Disabled under the Equality Act": "disabled",
    "Not disabled under the Equality Act": "not_disabled",
}


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), default=DATA)
def derive(source: Path, into: Path) -> None:
    """Write residents.csv from the tables in SOURCE."""
    lines = sorted(
        [
            *_ages(_read(source / "kent_medway_census2021_age_sex.csv")),
            *_answers(_read(source / "kent_medway_census2021_equality_baseline.csv")),
            *_tenths(_read(source / "kent_medway_lsoa21_imd2025.csv")),
        ]
    )
    with into.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("measure", "district_code", "group", "number"))
        writer.writerows(lines)
    click.echo(f"{into.name}: {len(lines)} rows")


def _ages(rows: Iterable[dict[str, str]]) -> Iterator[Line]:
    for row in rows:
        code = row["ltla21_code"]
        yield "reach_district", code, code, int(float(row["total_population"]))
        for group, ages in ((WORKING_AGE, "working_age"), (YOUNGER_OLD, "older")):
            number = sum(float(row[f"{ages}_{sex}"]) for sex in ("females", "males"))
            yield "reach_age", code, group, int(number)


def _answers(rows: Iterable[dict[str, str]]) -> Iterator[Line]:
    ethnic = {label: code for code, label in questions()["ethnic_group"].choices.items()}
    for row in rows:
        if row["characteristic"] == "disability":
            measure, group = "reach_disability", DISABLED[row["category"]]
        else:
            measure, group = "reach_ethnic_group", ethnic[row["category"]]
        yield measure, row["district_code"], group, int(row["n"])


def _tenths(rows: Iterable[dict[str, str]]) -> Iterator[Line]:
    found = Counter((row["district_code"], str(int(float(row["IMD_decile"])))) for row in rows)
    for (district, tenth), number in found.items():
        yield "reach_deprivation", district, tenth, number


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    derive()
