"""Zip files that are the same bytes whenever they are made of the same content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can state
READABLE = 0o644 << 16
PIECE = 1 << 20

File = tuple[str, int, Iterable[bytes]]
"""Its name, its size and its content, a piece at a time."""


def member(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    """An entry that says nothing of when and on which machine it was made."""
    info = ZipInfo(name, BEGINNING)
    info.compress_type = compression
    info.create_system = 3  # the same wherever it runs
    info.external_attr = READABLE
    return info


def write_zip(to: Path | IO[bytes], paths: Iterable[Path], folder: str = "") -> None:
    """Put files into one, in the order of their names; ``folder``: where they unpack to."""
    in_order = sorted(paths, key=lambda one: one.name)
    files = ((path.name, path.stat().st_size, _pieces(path)) for path in in_order)
    _write(to, files, folder, ZIP_DEFLATED)


def write_stored_zip(to: Path | IO[bytes], files: Iterable[File], folder: str = "") -> None:
    """Files in the order given, not compressed: another zlib would give other bytes."""
    _write(to, files, folder, ZIP_STORED)


def _write(to: Path | IO[bytes], files: Iterable[File], folder: str, compression: int) -> None:
    before = f"{folder}/" if folder else ""
    with ZipFile(to, "w") as made:
        for name, size, pieces in files:
            entry = member(before + name, compression)
            entry.file_size = size
            with made.open(entry, "w") as target:
                for piece in pieces:
                    target.write(piece)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            yield piece
