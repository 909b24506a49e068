"""One list: the tables of a release, in the order in which they stand in the package."""

from __future__ import annotations

from dataclasses import replace

from brokerage.evaluation.packaging.tables import Table
from brokerage.evaluation.releases.records import (
    follow_ups,
    hours,
    introductions,
    moves,
    organisations,
    outcomes,
    people,
    placements,
    roles,
    support,
)
from brokerage.evaluation.releases.records.source import Source

MADE_BY = (
    people.table,
    introductions.table,
    moves.table,
    placements.table,
    follow_ups.table,
    hours.table,
    roles.table,
    organisations.table,
    support.table,
    outcomes.table,
)
PEOPLE = "people"
ABOUT_PEOPLE = "person"  # the column that says whose row it is, in every table about people

LINKS = {
    "person": PEOPLE,
    "introduction": "introductions",
    "role": "roles",
    "organisation": "organisations",
}
"""Columns that name a row of another table, wherever they stand."""


def tables(source: Source) -> list[Table]:
    """All of them; nothing is read until their rows are asked for."""
    return [_linked(make(source)) for make in MADE_BY]


def _linked(table: Table) -> Table:
    names = {field.name for field in table.fields}
    links = {column: to for column, to in LINKS.items() if column in names and to != table.name}
    return replace(table, links=links)
