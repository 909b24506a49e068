from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from brokerage.interchange.drafts import Rejected
from brokerage.interchange.own_csv import COLUMNS
from brokerage.opportunities.models import State
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import declared
from brokerage.taxonomies.models import Kind


def test_every_field_of_a_role_has_a_column():
    instead = {"organisation", "terms"}
    assert set(declared(OpportunitySchema)) - instead <= set(COLUMNS)


def test_words_become_sessions_places_and_terms(own):
    (draft,) = own({"skills": "driving (must) | cooking", "windows": "Tue 18:00-21:00"})
    assert draft.sessions[0].until == date(2027, 3, 30)
    assert draft.places[0].point == (51.15, 0.87)
    assert [(t.kind, t.text, t.importance) for t in draft.terms] == [
        (Kind.CAUSE, "older-people", None),
        (Kind.SKILL, "driving", "must"),
        (Kind.SKILL, "cooking", None),
    ]
    assert str(draft.windows[0]) == "Tue 18:00-21:00"


def test_what_a_file_has_no_column_for_is_left_alone(own):
    (draft,) = own()
    assert draft.windows is None
    assert draft.term_kinds == {Kind.CAUSE}
    assert "expenses_paid" not in draft.facts


def test_dates_and_answers_may_be_written_as_people_do(own):
    (draft,) = own({"starts_on": "24/11/2026", "micro": "Yes", "parking": "no", "state": "Live"})
    assert draft.facts["starts_on"] == date(2026, 11, 24)
    assert (draft.facts["micro"], draft.facts["parking"]) == (True, False)
    assert draft.status is State.LIVE


def test_a_moment_is_read_as_it_was_written(own):
    (draft,) = own({"published_at": "2026-11-01T10:00:00.123456+00:00"})
    assert draft.published_at == datetime(2026, 11, 1, 10, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("organisation", ""),
        ("sessions", "Tuesdays"),
        ("windows", "whenever"),
        ("windows", "any"),
        ("places", "a; b; c; d"),
        ("state", "open"),
        ("minimum_age", "young"),
        ("minimum_age", "130"),
        ("parking", "perhaps"),
        ("starts_on", "soon"),
        ("attendance", "somewhere"),
        ("apply_url", "javascript:alert(1)"),
        ("id", "../../x"),
        ("published_at", "yesterday"),
        ("published_at", "0001-01-01T00:00:00+14:00"),
        ("published_at", "9999-12-31T23:00:00-14:00"),
        ("sessions", "9999-12-31 10:00-11:00"),
        ("check_level", "some"),
    ],
)
def test_a_bad_value_is_refused_by_its_column(own, column, value):
    (found,) = own({column: value})
    assert isinstance(found, Rejected)
    assert found.faults[0].column == column
    assert found.faults[0].line == 2
    assert found.faults[0].reason


def test_a_row_without_a_source_id_is_known_by_what_it_says(own):
    same, again, other = own(
        {"source_id": "", "commitment": "an hour"},
        {"source_id": ""},
        {"source_id": "", "places": "Other Hall; 1 Example Lane"},
    )
    assert same.key == again.key
    assert same.key != other.key


def test_a_word_with_very_many_spaces_is_read(own):
    (draft,) = own({"causes": "a" + " " * 500_000 + "b", "skills": "driving" + " " * 9 + "(must)"})
    assert [term.importance for term in draft.terms] == [None, "must"]
    assert [term.text for term in draft.terms][1] == "driving"
