"""The same score without words, asked of PostgreSQL with the indexes a competent engineer makes.

Bounding box on (latitude, longitude), partial index on roles from home, GIN on skills, sessions and
needs clustered by role; overlap, skills and interests counted in SQL. All of it lives in
one schema that is dropped at the end.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from matching.catalogue import Catalogue
from matching.factors import FACTORS
from matching.types import Volunteer

SCHEMA = "matching_benchmark"
TABLES = f"""
DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA};
SET search_path TO {SCHEMA}; SET jit = off;
CREATE UNLOGGED TABLE roles (id int, remote smallint, asked int, skills int[], causes int[]);
CREATE UNLOGGED TABLE places (role int, latitude float8, longitude float8);
CREATE UNLOGGED TABLE sessions (role int, weekday smallint, starts int, ends int, times int);
CREATE UNLOGGED TABLE needs (role int, term int, weight float8, must bool);
"""
INDEXES = """
ALTER TABLE roles ADD PRIMARY KEY (id);
CREATE INDEX ON roles (id) WHERE remote = 2;
CREATE INDEX ON roles USING gin (skills);
CREATE INDEX ON places (latitude, longitude) INCLUDE (role);
CREATE INDEX ON places (role);
CREATE INDEX ON sessions (role) INCLUDE (weekday, starts, ends, times);
CREATE INDEX ON needs (role) INCLUDE (term, weight, must);
ANALYZE;
"""
KM = """2 * 6371.0088 * asin(sqrt(sin(radians(p.latitude - %(lat)s) / 2) ^ 2 + cos(radians(%(lat)s))
  * cos(radians(p.latitude)) * sin(radians(p.longitude - %(lon)s) / 2) ^ 2))"""
QUERY = f"""
WITH mine(weekday, starts, ends) AS (SELECT * FROM unnest(
  %(days)s::smallint[], %(starts)s::int[], %(ends)s::int[])),
near AS (
  SELECT p.role, min({KM}) AS km FROM places p
  WHERE p.latitude BETWEEN %(lat)s - %(tall)s AND %(lat)s + %(tall)s
    AND p.longitude BETWEEN %(lon)s - %(wide)s AND %(lon)s + %(wide)s GROUP BY p.role),
pool AS MATERIALIZED (
  SELECT r.*, n.km FROM near n JOIN roles r ON r.id = n.role
  WHERE n.km <= %(limit)s
  UNION ALL
  SELECT r.*, NULL::float8 FROM roles r WHERE r.remote = 2),
free AS (
  SELECT s.role, sum(CASE WHEN m.weekday IS NULL THEN 0 ELSE greatest(0,
    least(s.ends, m.ends) - greatest(s.starts, m.starts)) * s.times END)
    AS minutes
  FROM pool JOIN sessions s ON s.role = pool.id LEFT JOIN mine m ON m.weekday = s.weekday
  GROUP BY s.role),
skilled AS (
  SELECT n.role, sum(n.weight) AS whole,
    bool_or(n.must AND NOT n.term = ANY(%(held)s::int[])) AS lacks,
    coalesce(sum(n.weight) FILTER (WHERE n.term = ANY(%(held)s::int[])), 0) AS met,
    coalesce(max(n.weight) FILTER (WHERE n.term = ANY(%(held)s::int[])), 0) AS rarest
  FROM pool JOIN needs n ON n.role = pool.id GROUP BY n.role)
SELECT pool.id,
  %(w_availability)s * CASE WHEN free.minutes IS NULL THEN %(n_availability)s
      ELSE least(1, free.minutes / pool.asked::float8) END
  + %(w_skills)s * coalesce(((met > 0)::int * 0.6 + 0.4 * met / whole)
      * (0.75 + 0.25 * least(1, rarest)), %(n_skills)s)
  + %(w_distance)s * coalesce(2 ^ (-pool.km / %(half)s), %(n_distance)s)
  + %(w_interests)s * (CASE WHEN cardinality(pool.causes) = 0 THEN %(n_interests)s
      ELSE 0.75 * (pool.causes && %(cares)s::int[])::int + 0.25 * (SELECT count(*) FROM
        unnest(%(cares)s::int[]) AS c
        WHERE c = ANY(pool.causes))::float8 / cardinality(%(cares)s::int[]) END) AS score
FROM pool LEFT JOIN free ON free.role = pool.id LEFT JOIN skilled ON skilled.role = pool.id
WHERE NOT coalesce(lacks, false) ORDER BY score DESC LIMIT 20
"""  # noqa: S608 - only KM, above, is put in


@contextmanager
def filled(url: str, catalogue: Catalogue) -> Iterator[Any]:
    """A connection whose schema holds the catalogue; the schema is dropped afterwards."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)
        try:
            _fill(connection, catalogue)
            connection.execute(INDEXES)
            yield connection
        finally:
            connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def _fill(connection: Any, catalogue: Catalogue) -> None:
    roles = catalogue.parts[0].columns
    owner = np.arange(len(roles.id))
    causes, needs, times = roles.causes, roles.needs, roles.times
    asked = np.maximum(times.asked, 1)
    _copy(
        connection,
        "roles",
        (
            (row, remote, most, _array(needs.row(row)["term"]), _array(causes.row(row)))
            for row, remote, most in zip(
                owner.tolist(), roles.remote.tolist(), asked.tolist(), strict=True
            )
        ),
    )
    places = np.repeat(owner, roles.places.counts)
    _columns(
        connection,
        "places",
        places,
        roles.places.values["latitude"],
        roles.places.values["longitude"],
    )
    rows, lane = times.rows.values, np.repeat(owner, times.rows.counts)
    weeks = np.bitwise_count(rows["weeks"])
    weeks = np.where(times.kind[lane] == 3, np.minimum(times.span[lane], 12), weeks)
    _columns(connection, "sessions", lane, rows["weekday"], rows["start"], rows["end"], weeks)
    asking = np.repeat(owner, needs.counts)
    values = needs.values
    _columns(connection, "needs", asking, values["term"], values["weight"], values["must"])


def _array(terms: Any) -> str:
    return "{" + ",".join(map(str, terms.tolist())) + "}"


def _columns(connection: Any, table: str, *columns: Any) -> None:
    _copy(connection, table, zip(*(column.tolist() for column in columns), strict=True))


def _copy(connection: Any, table: str, rows: Any) -> None:
    with connection.cursor().copy(f"COPY {SCHEMA}.{table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def ask(connection: Any, person: Volunteer, catalogue: Catalogue) -> list[tuple[int, float]]:
    """The best (row, score times the weights' sum) for one person."""
    point, limit = person.places[0].point, person.within_km or 0.0
    numbers = catalogue.terms.numbers
    windows = person.availability.windows if person.availability else ()
    given: dict[str, Any] = {
        "lat": point.latitude,
        "lon": point.longitude,
        "limit": limit,
        "half": limit / 2,
        "tall": limit / 110.57,
        "wide": limit / 110.57 / math.cos(math.radians(point.latitude)),
        "days": [window.weekday for window in windows],
        "starts": [window.start for window in windows],
        "ends": [window.end for window in windows],
        "held": [numbers[skill.uri] for skill in person.skills if skill.uri in numbers],
        "cares": [numbers[uri] for uri in person.interests if uri in numbers],
    }
    for factor in FACTORS:
        given[f"w_{factor.name}"], given[f"n_{factor.name}"] = factor.weight, factor.neutral
    found: list[tuple[int, float]] = connection.execute(QUERY, given).fetchall()
    return found
