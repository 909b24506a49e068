"""Commands: bring in districts and postcodes, and look a text up as a page would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from brokerage.commands import Commands
from brokerage.db import unit_of_work
from brokerage.geography.deprivation import read_deciles
from brokerage.geography.gazetteer import SHIPPED, is_gazetteer, load_gazetteer
from brokerage.geography.loading import LoadReport, load_postcodes
from brokerage.geography.located import Located
from brokerage.geography.rejects import describe, write_rejects
from brokerage.geography.service import locate
from brokerage.geography.sources.files import count_lines

SHOWN = 5  # refused lines in the terminal; the rest are in the rejects file

geography = Commands("geography", help="Districts, postcodes and places.")

FILE = click.Path(exists=True, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@geography.command("load")
@click.argument("file", type=FILE, required=False)
@click.option("--deprivation", type=FILE, help="Deciles by LSOA (Indices of Deprivation).")
@click.option("--all", "everywhere", is_flag=True, help="Keep postcodes of unknown districts too.")
@click.option("--rejects", type=NEW_FILE, help="Write the lines that were refused to this CSV.")
def load(
    file: Path | None, deprivation: Path | None, everywhere: bool, rejects: Path | None
) -> None:
    """Load unit postcodes from FILE; without FILE the gazetteer that ships with the product.

    FILE is OS Code-Point Open (its zip, or a folder of its CSVs), the ONS Postcode Directory's
    CSV, the prepared extract, or a folder with a gazetteer of your own. Loading again brings
    everything up to date; an interrupted load changes nothing.
    """
    if file is None or (file.is_dir() and is_gazetteer(file)):
        _load_gazetteer(file or SHIPPED)
        return
    report = _load_postcodes(file, deprivation, everywhere)
    _show(report, deprivation, rejects)
    if not report.loaded:
        raise click.ClickException("Nothing was loaded.")


@geography.command("find", context_settings={"ignore_unknown_options": True})
@click.argument("text", nargs=-1, required=True)
def find(text: tuple[str, ...]) -> None:
    """Say where TEXT is: a postcode or part of one, a place, or "lat,lon"."""
    for line in _facts(locate(" ".join(text))):
        click.echo(line)


def _load_gazetteer(folder: Path) -> None:
    with unit_of_work() as session:
        counts = load_gazetteer(session, folder)
    click.echo("Loaded " + ", ".join(f"{count} {name}" for name, count in counts.items()) + ".")


def _load_postcodes(file: Path, deprivation: Path | None, everywhere: bool) -> LoadReport:
    deciles = read_deciles(deprivation) if deprivation else {}
    with (
        click.progressbar(length=count_lines(file), label=f"Loading {file.name}") as bar,
        unit_of_work() as session,
    ):
        report = load_postcodes(session, file, deciles, everywhere, bar.update)
        bar.update(bar.length or 0)
    return report


def _show(report: LoadReport, deprivation: Path | None, rejects: Path | None) -> None:
    click.echo(f"{report.source}: {report.loaded:,} postcodes loaded.")
    for reason, count in sorted(report.left_out.items()):
        click.echo(f"  {count:,} left out: {reason}.")
    if deprivation:
        click.echo(f"  {report.with_decile:,} with a deprivation decile.")
    if report.areas_added:
        click.echo(f"  {report.areas_added:,} sectors and outward codes added.")
    _show_refused(report, rejects)


def _show_refused(report: LoadReport, rejects: Path | None) -> None:
    if rejects:
        write_rejects(rejects, report.refused)
    if not report.refused:
        return
    click.echo(f"  {len(report.refused):,} lines refused:", err=True)
    for row in report.refused[:SHOWN]:
        click.echo(f"    {describe(row)}", err=True)
    where = f"All are in {rejects}." if rejects else "--rejects FILE writes them all."
    click.echo(f"    {where}", err=True)


def _facts(found: Located) -> Iterator[str]:
    yield found.label
    yield f"  {found.kind}, {'approximate' if found.approximate else 'exact'}"
    yield f"  {found.latitude:.5f}, {found.longitude:.5f}"
    if found.radius_km is not None:
        yield f"  most of it within {found.radius_km:g} km"
    district = found.district
    yield f"  {district.name} ({district.code})" if district else "  district not known"
    if found.deprivation_decile is not None:
        yield f"  deprivation decile {found.deprivation_decile} (1 is the most deprived)"
