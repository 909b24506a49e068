"""How long a large package takes, and how much memory: `python benchmarks/packages.py`.

As many rows as the hours of a county's evaluation, or as many as are named. Nothing here is a test.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.packaging.tables import Field, Table, Type, Value
from brokerage.evaluation.packaging.writing import write_package

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000
NAMES = (
    *("entry", "person", "organisation", "centre", "district", "kind", "month"),
    *("given_on", "minutes", "hours", "verified", "decile"),
)
TYPES = dict.fromkeys(NAMES, Type.STRING) | {
    "month": Type.YEARMONTH,
    "given_on": Type.DATE,
    "minutes": Type.INTEGER,
    "hours": Type.NUMBER,
    "verified": Type.BOOLEAN,
    "decile": Type.INTEGER,
}


def main() -> None:
    """Write the package once, and say what it took."""
    fields = tuple(Field(name, TYPES[name], name.capitalize(), "Made up") for name in NAMES)
    table = Table("hours", "Hours", "Made up", fields, ("entry",), rows)
    about = About("benchmark", "Benchmark", "Made up", "2026-Q3", "abc", "benchmarks/packages.py")
    begun = time.perf_counter()

    def tell(name: str) -> None:
        print(f"{time.perf_counter() - begun:6.1f} s  {name}", file=sys.stderr)

    with TemporaryDirectory() as folder:
        manifest = write_package(Path(folder), about, [table], tell)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sizes = ", ".join(f"{one.path} {one.bytes / 1e6:.1f} MB" for one in manifest.files)
    print(f"{ROWS:,} rows x {len(NAMES)}: {time.perf_counter() - begun:.1f} s, {megabytes:.0f} MB")
    print(sizes)


def rows() -> Iterator[tuple[Value, ...]]:
    """Like hours of many people, in order."""
    for number in range(ROWS):
        day = date(2026, 7, 1) + timedelta(number % 92)
        minutes = 30 + 15 * (number % 20)
        yield (
            *(f"h{number:08}", f"p{number * 7919 % 50_000:012x}", f"o{number % 900:08x}"),
            *("centre:ashford", "district:ashford", "verified", f"{day:%Y-%m}", day),
            *(minutes, Decimal(minutes) / 60, number % 3 == 0, 1 + number % 10),
        )


if __name__ == "__main__":
    main()
