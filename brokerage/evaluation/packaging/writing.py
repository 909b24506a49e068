"""A package: each table as CSV, all of them as one workbook, and what they are for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any

from brokerage.archives import write_zip
from brokerage.errors import Conflict
from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.checking import checked_rows
from brokerage.evaluation.packaging.describing import File, described
from brokerage.evaluation.packaging.tables import Table
from brokerage.evaluation.packaging.texts import write_csv
from brokerage.workbooks import Sheet, write_workbook

DESCRIPTION, MANIFEST, README = "datapackage.json", "SHA256SUMS", "README.txt"

Tell = Callable[[str], None]
"""Called with the name of each file before it is written."""
Readme = Callable[[Mapping[str, Any]], bytes]
"""The description in words, for whoever opens the package first."""


@dataclass(frozen=True)
class Manifest:
    """Every file with its size and SHA-256, in the order of their names."""

    files: tuple[File, ...]

    @property
    def text(self) -> str:
        """As `sha256sum --check` reads it."""
        return "".join(f"{file.sha256}  {file.path}\n" for file in self.files)

    @property
    def sha256(self) -> str:
        """One number for the whole package: two with the same are the same, byte by byte."""
        return sha256(self.text.encode()).hexdigest()


def write_package(
    folder: Path,
    about: About,
    tables: Sequence[Table],
    tell: Tell = lambda _name: None,
    readme: Readme | None = None,
) -> Manifest:
    """Write everything into an empty folder, which is made if need be.

    The same tables give the same bytes. Raises Conflict for a folder that holds something, and
    NotAsDeclared for a table that is not in order.
    """
    empty_folder(folder)
    files = [(table, _write_csv(folder, table, tell)) for table in tables]
    book = folder / f"{about.name}.xlsx"
    tell(book.name)
    write_workbook(book, [_about_sheet(about, files), *map(_sheet, tables)])
    tell(DESCRIPTION)
    description = described(about, files)
    (folder / DESCRIPTION).write_bytes(_json(description))
    if readme:
        (folder / README).write_bytes(readme(description))
    return _sealed(folder, {file.path: file for _, file in files})


def zip_package(to: Path | IO[bytes], folder: Path, about: About) -> None:
    """The same as one file to be taken away; it unpacks into a folder of the package's name."""
    write_zip(to, folder.iterdir(), about.name)


def empty_folder(folder: Path) -> None:
    """Make it. Raises Conflict where there is something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Conflict(f"{folder} is not an empty folder. Name a new one: nothing is overwritten.")
    folder.mkdir(parents=True, exist_ok=True)


def file_of(path: Path, rows: int | None = None) -> File:
    """What the manifest says of a file."""
    with path.open("rb") as file:
        return File(path.name, path.stat().st_size, file_digest(file, "sha256").hexdigest(), rows)


def _write_csv(folder: Path, table: Table, tell: Tell) -> File:
    path = folder / f"{table.name}.csv"
    tell(path.name)
    return file_of(path, write_csv(path, table))


def _sheet(table: Table) -> Sheet:
    heads = [field.title or field.name for field in table.fields]
    return Sheet(table.title, heads, checked_rows(table))


def _about_sheet(about: About, files: Sequence[tuple[Table, File]]) -> Sheet:
    said = about.in_words()
    said += [(table.title, f"{file.rows:,} rows. {table.description}") for table, file in files]
    return Sheet("About", ("About", "In words"), said, (32, 100))


def _sealed(folder: Path, known: Mapping[str, File]) -> Manifest:
    """The sums of all that stands there, written beside it."""
    paths = sorted(folder.iterdir(), key=lambda one: one.name)
    manifest = Manifest(tuple(known.get(path.name) or file_of(path) for path in paths))
    (folder / MANIFEST).write_bytes(manifest.text.encode())
    return manifest


def _json(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, default=str)
    return f"{text}\n".encode()
