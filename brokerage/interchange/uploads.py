"""Files that were sent: looked at when they come, read again when they are brought in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from sqlalchemy.orm import Session
from werkzeug.utils import secure_filename

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.errors import Invalid
from brokerage.interchange.drafts import Rejected
from brokerage.interchange.parts import Part
from brokerage.interchange.people import teamkinetic as people_columns
from brokerage.interchange.people.formats import OpenedPeople
from brokerage.interchange.people.importing import import_people
from brokerage.interchange.people.mapping import ColumnMapping, check, guess, sensitive_kind
from brokerage.interchange.people.sheets import open_any
from brokerage.interchange.rejects import write_cells
from brokerage.interchange.runs import NamedFile
from brokerage.interchange.teamkinetic.exports import open_exports
from brokerage.interchange.teamkinetic.importing import import_exports, read_exports
from brokerage.progress import Progressing

FORMS = {
    "teamkinetic": "TeamKinetic's exports: volunteers, providers, opportunities, sessions",
    "mapped": "A table of your own people, as CSV or Excel",
}
NEVER_RETURNED = (people_columns.DROPPED.keys() | people_columns.FLAGS.keys()) - {"DOB"}
Progress = Callable[[int], None]


class ReadFiles(Protocol):
    """What was sent, read and ready to be brought in."""

    def bring_in(
        self, session: Session, centre: Centre, actor: Actor, today: date, written: Progressing
    ) -> list[Part]:
        """In the caller's one transaction; a part for each file."""


@contextmanager
def on_disk(files: Sequence[NamedFile]) -> Iterator[list[tuple[Path, str]]]:
    """The files in a folder that nobody else can read and that is gone afterwards."""
    with TemporaryDirectory() as folder:
        found = []
        for number, file in enumerate(files):
            place = Path(folder) / str(number)
            place.mkdir()
            path = place / (secure_filename(file.name) or "file.csv")
            path.write_bytes(file.content)
            found.append((path, file.name))
        yield found


def look_at(form: str, files: Sequence[NamedFile]) -> dict[str, Any] | None:
    """A first mapping for a table of one's own. Raises Invalid, naming the file, for others."""
    if not files:
        raise Invalid("Choose a file.", "files")
    with on_disk(files) as paths:
        try:
            if form == "teamkinetic":
                open_exports(paths)
                return None
            if len(files) > 1:
                raise Invalid("Send one table at a time.", "files")
            heading = [name for name in open_any(paths[0][0]).heading if name]
        except Invalid as problem:
            raise Invalid(problem.message, "files") from problem
    if not heading:
        raise Invalid(f"{files[0].name} has no headings in its first row.", "files")
    return {"heading": heading, "table": "people", "columns": guess(heading)}


def read(
    form: str,
    paths: list[tuple[Path, str]],
    mapping: Mapping[str, Any] | None,
    centre_id: int,
    today: date,
    progress: Progress,
) -> ReadFiles:
    """Read every row. Raises Invalid for a file or a mapping that cannot be used."""
    if form == "teamkinetic":
        return _Exports(read_exports(open_exports(paths), today, progress))
    columns = column_mapping(mapping or {}, centre_id)
    table = open_any(paths[0][0])
    check(columns, table.heading)
    opened = OpenedPeople(table, columns, today)
    items = []
    for number, item in enumerate(opened.items(), start=1):
        items.append(item)
        progress(number)
    return _Table(opened, items, paths[0][1])


def column_mapping(chosen: Mapping[str, Any], centre_id: int) -> ColumnMapping:
    """What was chosen on the page. Each centre's references are its own: two may count from 1."""
    return ColumnMapping(f"centre-{centre_id}-{chosen['table']}"[:40], chosen["columns"])


def rejects_of(parts: Sequence[Part]) -> list[NamedFile]:
    """Refused rows as they came, without what is never brought in anyhow."""
    found = []
    with TemporaryDirectory() as folder:
        for part in parts:
            if part.rejected:
                path = Path(folder) / "rejects.csv"
                write_cells(path, part.heading, part.delimiter, _without_sensitive(part))
                name = f"{Path(part.file).stem}.rejects.csv"
                found.append(NamedFile(name, path.read_bytes()))
    return found


def _without_sensitive(part: Part) -> Iterator[Rejected]:
    hidden = {
        number
        for number, name in enumerate(part.heading)
        if name in NEVER_RETURNED or sensitive_kind(name)
    }
    for row in part.rejected:
        cells = ["" if number in hidden else cell for number, cell in enumerate(row.record)]
        yield Rejected(row.line, cells, row.faults)


class _Exports:
    def __init__(self, exports: Any) -> None:
        self._exports = exports

    def bring_in(
        self, session: Session, centre: Centre, actor: Actor, today: date, written: Progressing
    ) -> list[Part]:
        return import_exports(session, self._exports, centre, actor, today, written)


class _Table:
    def __init__(self, opened: OpenedPeople, items: list[Any], name: str) -> None:
        self._opened, self._items, self._name = opened, items, name

    def bring_in(
        self, session: Session, centre: Centre, actor: Actor, today: date, written: Progressing
    ) -> list[Part]:
        table = self._opened.table
        report = import_people(session, self._items, centre.id, actor, written)
        report.remarks[:0] = table.remarks
        return [
            Part(
                "People",
                self._name,
                table.heading,
                table.delimiter,
                report.lines,
                list(report.notes()),
                report.rejected,
            )
        ]
