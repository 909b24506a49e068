"""A file, zip or folder opened as text streams; nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from brokerage.errors import Invalid

BLOCK = 1 << 20


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """A file that is damaged, or not what its name says, becomes a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as problem:
        raise Invalid(f"{path.name} cannot be read: {problem}", field="file") from problem


def open_parts(path: Path) -> Iterator[tuple[str, TextIO]]:
    """Every CSV that ``path`` holds, by name, one after the other; each closed before the next."""
    for name, raw in _binaries(path):
        with io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="") as text:
            yield name, text


def count_lines(path: Path) -> int:
    """How many lines there are to read: for a progress bar."""
    total = 0
    with readable(path):
        for _name, raw in _binaries(path):
            with raw:
                while block := raw.read(BLOCK):
                    total += block.count(b"\n")
    return total


def _binaries(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    if path.is_dir():
        for child in sorted(path.rglob("*.csv")):
            yield child.name, child.open("rb")
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.lower().endswith(".csv"):
                    yield Path(name).name, cast(BinaryIO, archive.open(name))
    elif path.suffix == ".gz":
        yield path.name, cast(BinaryIO, gzip.open(path, "rb"))  # noqa: SIM115 - its reader closes it
    else:
        yield path.name, path.open("rb")
