"""How fast: the library against a loop, scikit-learn and PostgreSQL, on the same data in one run.

``python -m matching.benchmark [--roles 5000,50000,200000,1000000] [--people 50000] [--json FILE]
[--markdown FILE]`` prints a table; each line is the median, least and greatest of several runs. The
loop and long digests are run over part of the data and multiplied up, and their lines say so.
PostgreSQL is asked at BROKERAGE_TEST_POSTGRES_URL, or on this machine, where one answers.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from matching import synthetic
from matching.baseline import prepare, rank_in_a_loop
from matching.catalogue import Catalogue, Pool
from matching.digesting import digest_arrays
from matching.kernels import COMPILED
from matching.measuring import bytes_a_role, own_megabytes
from matching.ranker import Ranker
from matching.rivals.neighbours import Neighbours
from matching.statistics import Statistics
from matching.synthetic import TODAY
from matching.table import RoleTable
from matching.timing import Line, Run, Work, line, table, timed
from matching.types import Volunteer

RUNS, LONG_RUNS, PEOPLE, LIMIT = 25, 3, 25, 20
SAMPLE = 5_000  # roles that the loop, and statistics, are taken over
DIGESTED = 20_000  # people of a digest that are really ranked, of those asked for
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"


class Data:
    """One size's roles, as columns and in part as objects, and the catalogue of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        rows = np.arange(min(count, SAMPLE))
        self.some = synthetic.objects(synthetic.table(count), rows)
        self.statistics = Statistics.fit(self.some)
        self.table: RoleTable = synthetic.table(count, self.statistics)
        self.catalogue = Catalogue.from_columns(self.table, self.statistics, today=TODAY)
        self.crowd = synthetic.people(PEOPLE, over=synthetic.counties(count))


def ranking(data: Data, url: str | None) -> list[Line]:
    """One person's best roles."""
    ranker, crowd, catalogue = Ranker(), data.crowd, data.catalogue
    anywhere = [replace(person, within_km=None) for person in crowd]

    def rank(people: Sequence[Volunteer], explained: bool) -> Work:
        return lambda number: ranker.rank(
            people[number % PEOPLE], catalogue, LIMIT, explained=explained
        )

    def add(
        case: str, work: Work, method: str = "matching", runs: int = RUNS, elsewhere: bool = False
    ) -> None:
        times = timed(work, runs, warm=3)
        lines.append(line(case, data.count, 1, method, times, elsewhere=elsewhere))

    lines: list[Line] = []
    add("rank near", rank(crowd, False))
    add("rank near, explained", rank(crowd, True))
    add("rank anywhere", rank(anywhere, False), runs=9)
    prepared = [prepare(role, data.statistics, TODAY) for role in data.some]
    times = timed(lambda n: rank_in_a_loop(crowd[n], prepared, data.statistics, LIMIT), LONG_RUNS)
    lines.append(
        line(
            "rank near",
            data.count,
            1,
            _loop(len(prepared), data.count),
            times,
            data.count / len(prepared),
        )
    )
    if url is not None:
        from matching.rivals import postgres

        with postgres.filled(url, catalogue) as connection:
            add(
                "rank near",
                lambda n: postgres.ask(connection, crowd[n % PEOPLE], catalogue),
                "PostgreSQL, without words",
                runs=9,
                elsewhere=True,
            )
    return lines


def _loop(looped: int, whole: int) -> str:
    return "loop" if looped == whole else f"loop (of {looped:,}, multiplied up)"


def crowds(data: Data, people: int, loop: Run) -> list[Line]:
    """Many people: a role's best among all of them, and everybody's best roles."""
    everybody = synthetic.people(people)
    pool = Pool.build(everybody, data.statistics)
    ranker, adverts = Ranker(), data.some
    lines = [
        line(
            "pool from objects",
            0,
            people,
            "matching",
            timed(lambda _: Pool.build(everybody[:5_000], data.statistics), 1, 0),
            people / 5_000,
        )
    ]

    def shortlist(explained: bool) -> Work:
        return lambda n: ranker.shortlist(adverts[n], pool, 50, today=TODAY, explained=explained)

    times = timed(shortlist(False), RUNS, warm=3)
    lines.append(line("shortlist of 50", 1, people, "matching", times))
    lines.append(
        line("shortlist of 50, explained", 1, people, "matching", timed(shortlist(True), 9))
    )
    pace = people / data.count
    lines.append(line("shortlist of 50", 1, people, "loop (by its pace for a role)", [loop], pace))
    return lines + digests(data, everybody, loop)


def digests(data: Data, everybody: Sequence[Volunteer], loop: Run) -> list[Line]:
    """Everybody's best roles."""
    people, lines, weights = len(everybody), list[Line](), Ranker().weights
    digested = min(people, DIGESTED)
    scale = people / digested
    part = Pool.build(everybody[:digested], data.statistics)

    def digest(method: str, work: Work, runs: int, elsewhere: bool = False) -> None:
        told = method if scale == 1 else f"{method} (of {digested:,}, multiplied up)"
        times = timed(work, runs)
        lines.append(line("digest", data.count, people, told, times, scale, elsewhere))

    def arrays(workers: int, compiled: bool) -> Work:
        return lambda _: digest_arrays(
            part, data.catalogue, 10, weights, workers=workers, compiled=compiled
        )

    digest("matching, NumPy", arrays(1, False), LONG_RUNS)
    digest("matching, NumPy, 2 processes", arrays(2, False), LONG_RUNS, elsewhere=True)
    if COMPILED:
        digest("matching, Numba", arrays(1, True), LONG_RUNS)
        digest("matching, Numba, 2 threads", arrays(2, True), LONG_RUNS, elsewhere=True)
    rival = Neighbours(data.some)
    digest("scikit-learn, own score", lambda _: rival.digest(everybody[:digested], 10), LONG_RUNS)
    lines.append(
        line("digest", data.count, people, "loop (by its pace for a person)", [loop], people)
    )
    return lines


def storing(data: Data) -> tuple[list[Line], list[str]]:
    """Building, saving, mapping; and bytes, as sentences."""
    columns = timed(
        lambda _: Catalogue.from_columns(data.table, data.statistics, today=TODAY), LONG_RUNS, 0
    )
    lines = [line("catalogue from columns", data.count, 0, "matching", columns)]
    if data.count <= SAMPLE:
        objects = timed(
            lambda _: Catalogue.build(data.some, data.statistics, today=TODAY), LONG_RUNS
        )
        lines.append(line("catalogue from objects", data.count, 0, "matching", objects))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines.append(
            line(
                "save",
                data.count,
                0,
                "matching",
                timed(lambda _: data.catalogue.save(folder), 1, 0),
            )
        )
        lines.append(
            line(
                "load",
                data.count,
                0,
                "matching",
                timed(lambda _: Catalogue.load(folder), LONG_RUNS),
            )
        )
        own = own_megabytes(folder, data.crowd[0])
    role, words = bytes_a_role(data.catalogue)
    return lines, [
        f"At {data.count:,} roles: {role:.0f} bytes a role and {words:.0f} for its words; "
        f"a further worker that maps the files and ranks once holds {own:.1f} MB more of its own."
    ]


def postgres_url() -> str | None:
    """Where a PostgreSQL answers, or None."""
    url = os.environ.get("BROKERAGE_TEST_POSTGRES_URL", POSTGRES).replace("+psycopg", "")
    try:
        import psycopg
    except ImportError:
        return None
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.Error:
        return None
    return url


def main() -> None:
    """Read the options, measure, print, and write the files asked for."""
    parser = argparse.ArgumentParser(prog="python -m matching.benchmark", description=__doc__)
    parser.add_argument("--roles", default="5000,50000,200000,1000000", help="sizes, with commas")
    parser.add_argument("--people", type=int, default=50_000, help="of the pool, at the first size")
    parser.add_argument("--json", type=Path, help="also write the lines to this file")
    parser.add_argument("--markdown", type=Path, help="also write the table to this file")
    given = parser.parse_args()
    lines: list[Line] = []
    notes: list[str] = []
    url = postgres_url()
    for turn, size in enumerate(map(int, given.roles.split(","))):
        print(f"{size:,} roles", file=sys.stderr, flush=True)
        data = Data(size)
        lines += ranking(data, url)
        if turn == 0:
            (loop,) = (one for one in lines if one["method"].startswith("loop"))
            lines += crowds(data, given.people, (loop["median_ms"], loop["processor_ms"]))
        stored, told = storing(data)
        lines, notes = lines + stored, notes + told
    shown = "\n".join([*table(lines), "", *(f"- {note}" for note in notes)])
    print(shown)
    if given.json:
        given.json.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")
    if given.markdown:
        given.markdown.write_text(shown + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
