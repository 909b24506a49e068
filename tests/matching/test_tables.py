"""Roles as columns make the catalogue that the same roles as objects make."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from matching.catalogue import Catalogue
from matching.errors import (
    DuplicateId,
    InvalidDates,
    InvalidPoint,
    InvalidSession,
    InvalidWindow,
    MisalignedInput,
    UnknownTerm,
)
from matching.ranker import Ranker
from matching.statistics import Statistics
from matching.synthetic import TODAY, objects, people, table
from matching.table import RoleTable


@pytest.fixture(scope="module")
def fitted() -> Statistics:
    return Statistics.fit(objects(table(600), np.arange(600)))


@pytest.fixture(scope="module")
def drawn(fitted: Statistics) -> RoleTable:
    made = table(600, fitted)
    sessions = made.sessions.values.copy()
    sessions["start"][:40] = 23 * 60  # past midnight
    sessions["until"][40:60] = TODAY.toordinal() + 30
    sessions["frequency"][60:80], sessions["weekdays"][60:80] = 1, 0b1010101
    made.ends_on[:100] = TODAY.toordinal() + np.arange(100)
    return replace(made, sessions=replace(made.sessions, values=sessions))


def columns(table: object, name: str = "") -> dict[str, np.ndarray]:
    if is_dataclass(table):
        found = {}
        for item in fields(table):
            found |= columns(getattr(table, item.name), f"{name}.{item.name}")
        return found
    return {name: table}


def test_times_needs_and_places_are_the_same(drawn: RoleTable, fitted: Statistics) -> None:
    quick = Catalogue.from_columns(drawn, fitted, today=TODAY)
    plain = Catalogue.build(objects(drawn, np.arange(600)), fitted, today=TODAY)
    ours, theirs = (columns(one.parts[0].columns.times) for one in (quick, plain))
    for name, column in theirs.items():
        assert np.array_equal(ours[name], column), name
    for person in people(8):
        found = [(one.opportunity_id, one.score) for one in Ranker().rank(person, quick, 40)]
        assert found == [
            (one.opportunity_id, one.score) for one in Ranker().rank(person, plain, 40)
        ]


def spoilt(table: RoleTable, name: str, field: str, value: float) -> RoleTable:
    column = getattr(table, name)
    values = column.values.copy()
    values[field][3] = value
    return replace(table, **{name: replace(column, values=values)})


@pytest.mark.parametrize(
    ("name", "field", "value", "error"),
    [
        ("places", "latitude", np.nan, InvalidPoint),
        ("sessions", "length", 0, InvalidSession),
        ("sessions", "interval", 0, InvalidSession),
        ("windows", "end", 3, InvalidWindow),
        ("skills", "term", 9999, UnknownTerm),
    ],
)
def test_wrong_columns_are_refused(
    drawn: RoleTable, fitted: Statistics, name: str, field: str, value: float, error: type
) -> None:
    with pytest.raises(error):
        Catalogue.from_columns(spoilt(drawn, name, field, value), fitted, today=TODAY)


def test_rows_that_do_not_line_up_are_refused(drawn: RoleTable, fitted: Statistics) -> None:
    with pytest.raises(MisalignedInput, match="closed"):
        Catalogue.from_columns(replace(drawn, closed=drawn.closed[:5]), fitted, today=TODAY)
    late = drawn.starts_on.copy()
    late[0] = drawn.ends_on[0] + 1
    with pytest.raises(InvalidDates, match="role 0"):
        Catalogue.from_columns(replace(drawn, starts_on=late), fitted, today=TODAY)
    same = replace(drawn, id=drawn.id.take(np.zeros(600, np.int64)))
    with pytest.raises(DuplicateId):
        Catalogue.from_columns(same, fitted, today=TODAY)
