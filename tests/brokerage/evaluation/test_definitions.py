"""The list of what is counted, and the code that counts, are one list."""

from __future__ import annotations

from brokerage.db import db
from brokerage.evaluation.definitions import Kind, definitions_version, measures
from brokerage.evaluation.measures import COUNTED, TIMED


def test_everything_defined_is_counted_and_nothing_else() -> None:
    by_kind = {name: measure.kind for name, measure in measures().items()}
    assert set(by_kind) == {*COUNTED, *TIMED}
    assert {name for name, kind in by_kind.items() if kind is Kind.SPREAD} == set(TIMED)


def test_every_measure_says_all_of_itself() -> None:
    for measure in measures().values():
        assert measure.version >= 1
        for words in (measure.definition, measure.numerator, measure.exclusions, measure.owner):
            assert words.endswith(".") or words == measure.owner, measure.id
        assert bool(measure.denominator) == (measure.kind is Kind.SHARE), measure.id


def test_the_fields_named_are_columns_of_the_database() -> None:
    columns = {f"{table.name}.{c.name}" for table in db.metadata.tables.values() for c in table.c}
    for measure in measures().values():
        assert set(measure.fields) <= columns, measure.id
        assert measure.fields, measure.id


def test_the_version_is_of_the_words() -> None:
    assert len(definitions_version()) == 12
