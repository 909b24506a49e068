"""The one list of formats that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from brokerage.interchange import doit_csv, nyc_csv, own_csv, volunteeringdata
from brokerage.interchange.drafts import Item, Rejected, Remark
from brokerage.interchange.rejects import write_csv, write_jsonld
from brokerage.interchange.shifting import first_end, newest_touch


@dataclass(frozen=True)
class Format:
    """How to read a kind of file, how to write its rejects, and which day it shows."""

    open: Callable[[Path], Any]
    read: Callable[[Any, date], Iterator[Item]]
    write_rejects: Callable[[Path, Any, Iterable[Rejected]], None]
    seen_on: Callable[[Iterable[Item]], date | None]


@dataclass(frozen=True)
class Opened:
    """A file that is what its format says; its items can be read more than once."""

    format: Format
    source: Any
    today: date

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is odd about the file as a whole."""
        found: tuple[Remark, ...] = getattr(self.source, "remarks", ())
        return found

    def items(self) -> Iterator[Item]:
        """Every role and organisation, or row that was refused."""
        return self.format.read(self.source, self.today)

    def seen_on(self) -> date | None:
        """The day that is to fall on the date asked for when dates are shifted."""
        return self.format.seen_on(self.items())

    def write_rejects(self, path: Path, rejected: Iterable[Rejected]) -> None:
        """Write refused rows in the file's own format, each with its line and reasons."""
        self.format.write_rejects(path, self.source, rejected)


FORMATS = {
    "doit-csv": Format(doit_csv.open_file, doit_csv.read, write_csv, newest_touch),
    "nyc-csv": Format(nyc_csv.open_file, nyc_csv.read, write_csv, first_end),
    "volunteeringdata": Format(
        volunteeringdata.open_file, volunteeringdata.read, write_jsonld, first_end
    ),
    "csv": Format(own_csv.open_file, own_csv.read, write_csv, first_end),
}


def open_file(name: str, path: Path, today: date) -> Opened:
    """Raises Invalid, with a sentence, for a file that is not what its format says."""
    chosen = FORMATS[name]
    return Opened(chosen, chosen.open(path), today)
