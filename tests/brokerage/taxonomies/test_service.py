from __future__ import annotations

import csv

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import SHIPPED, keep_unknown, load_terms, read_vocabulary
from tests.making import DRIVING


def test_terms_are_found_by_uri_short_name_label_and_synonym(session: Session) -> None:
    load_terms(session)
    vocabulary = read_vocabulary(session)
    for text in (DRIVING, "driving", "Driving", "driver", "MINIBUS"):
        found = vocabulary.find(text, Kind.SKILL)
        assert found is not None
        assert found.uri == DRIVING, text
    assert vocabulary.find("Driving", Kind.CAUSE) is None


def test_loading_twice_adds_nothing_and_an_edit_is_taken_up(session: Session, tmp_path) -> None:  # type: ignore[no-untyped-def]
    first = load_terms(session)
    text = SHIPPED.read_text().replace(",Driving,", ",Driving a car,", 1)
    edited = tmp_path / "terms.csv"
    edited.write_text(text)
    assert load_terms(session, edited) == first
    vocabulary = read_vocabulary(session)
    assert len(vocabulary.by_uri) == first
    assert vocabulary.label(DRIVING) == "Driving a car"


def test_a_uri_from_a_feed_that_nobody_knows_is_kept_and_marked(session: Session) -> None:
    load_terms(session)
    term = keep_unknown(
        session, "https://ns.volunteeringdata.io/ExpensesReimbursed", Kind.REQUIREMENT
    )
    assert (term.label, term.known, term.offered) == ("Expenses reimbursed", False, False)
    assert keep_unknown(session, term.uri, Kind.REQUIREMENT) is term


def test_an_unknown_word_is_refused_with_what_was_perhaps_meant(session: Session) -> None:
    load_terms(session)
    with pytest.raises(Invalid, match="Gardening") as refusal:
        read_vocabulary(session).get("gardenning", Kind.SKILL, "skills")
    assert refusal.value.field == "skills"


def test_the_shipped_terms_are_whole(session: Session) -> None:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    uris, slugs = [row["uri"] for row in rows], [row["slug"] for row in rows]
    assert len(set(uris)) == len(uris)
    assert len(set(slugs)) == len(slugs)
    assert {row["broader_uri"] for row in rows if row["broader_uri"]} <= set(uris)


def test_the_command_says_how_many_terms_there_are(cli: FlaskCliRunner) -> None:
    result = cli.invoke(args=["taxonomies", "load"])
    assert result.exit_code == 0
    assert "terms are loaded" in result.output
