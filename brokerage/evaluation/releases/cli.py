"""Writing an approved release into a folder, without a browser."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.db import unit_of_work
from brokerage.errors import Conflict
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.evaluations import get_by_name
from brokerage.evaluation.releases.keeping import pieces
from brokerage.evaluation.releases.letting_go import find_numbered, note_taken, require_open
from brokerage.evaluation.releases.models import Release
from brokerage.templating import plural

COMMAND = Actor("command:evaluation.export", "command")


def export_records(period: Period, to: Path, name: str, number: int | None) -> None:
    """Write its files, with progress. Raises NotFound, and Conflict for one not let go.

    Raises Conflict too where another file than the same would be written over.
    """
    with unit_of_work() as session:
        release = find_numbered(session, get_by_name(session, name), period, number)
        require_open(release)
        _check(release, to)
        note_taken(session, release, COMMAND, "folder")
        to.mkdir(parents=True, exist_ok=True)
        _write(session, release, to)
        count, which = len(release.files), release.number
    click.echo(f"{plural(count, 'file')} of release {which} of {period} written to {to}.")


def _check(release: Release, to: Path) -> None:
    """A folder that holds something else stays as it is: two packages would be mixed up."""
    if to.exists() and not to.is_dir():
        raise Conflict(f"{to} is a file, not a folder.", "to")
    strange = {one.name for one in to.iterdir()} if to.exists() else set()
    if strange - {one.name for one in release.files}:
        raise Conflict(f"{to} holds other files. Name an empty folder.", "to")


def _write(session: Session, release: Release, to: Path) -> None:
    length = sum(one.size for one in release.files)
    with click.progressbar(length=length, label=f"Release {release.number}") as bar:
        for file in release.files:
            with (to / file.name).open("wb") as out:
                for piece in pieces(session, file):
                    out.write(piece)
                    bar.update(len(piece))
