from __future__ import annotations

import subprocess
import sys

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from brokerage.db import db, unit_of_work
from brokerage.suggestions.index import live_index, refresh_statistics
from brokerage.suggestions.skills import SuggestedSkill, read_finder, suggest_skills
from brokerage.taxonomies.models import Term
from tests.making import COOKING, DRIVING, make_county, make_role


@pytest.fixture
def county(app: Flask, session: Session) -> Session:
    with unit_of_work() as writing:
        make_county(writing)
    refresh_statistics(app)
    return session


def offered(session: Session, text: str, limit: int = 6) -> list[str]:
    return [skill.label for skill in suggest_skills(session, text, limit)]


def test_a_sentence_offers_every_skill_it_speaks_of(county: Session) -> None:
    found = suggest_skills(county, "I used to drive a minibus and I can cook")
    assert {COOKING, DRIVING} <= {skill.uri for skill in found}
    (driving,) = [skill for skill in found if skill.uri == DRIVING]
    assert driving == SuggestedSkill(DRIVING, "driving", "Driving", "minibus")
    assert driving.such_as == "minibus"


def test_a_name_that_says_no_more_than_the_label_is_not_said_again() -> None:
    assert SuggestedSkill(COOKING, "cooking", "Cooking", "cook").such_as == ""
    assert SuggestedSkill(COOKING, "cooking", "Cooking", "meals").such_as == "meals"


@pytest.mark.parametrize("text", ["I like it", "I was in the army", "with and to", "", "  ", "?!"])
def test_words_that_every_sentence_has_offer_nothing(county: Session, text: str) -> None:
    assert offered(county, text) == []


def test_an_abbreviation_counts_where_it_is_written_as_one(county: Session) -> None:
    assert "Computers" in offered(county, "I worked in IT")


def test_the_likeliest_come_first_and_no_more_than_asked_for(county: Session) -> None:
    text = "I like gardening, baking and chatting to people, and I can drive a van"
    assert offered(county, text, 2) == offered(county, text)[:2]
    assert len(offered(county, text)) > 2


def test_groups_of_skills_and_terms_not_offered_are_never_suggested(
    app: Flask, county: Session
) -> None:
    assert "Communication" not in offered(county, "communication")
    with unit_of_work() as writing:
        writing.execute(update(Term).where(Term.uri == COOKING).values(offered=False))
    refresh_statistics(app)
    assert "Cooking" not in offered(county, "cooking")


def test_before_the_first_fit_nothing_is_offered(session: Session) -> None:
    make_county(session)
    assert suggest_skills(session, "cooking") == []


def test_a_worker_takes_up_a_new_fit(app: Flask, county: Session) -> None:
    before = read_finder(app)
    assert read_finder(app) is before
    with unit_of_work() as writing:
        writing.add(
            Term(
                uri="urn:brokerage:term:Juggling",
                kind="skill",
                slug="juggling",
                label="Juggling",
                synonyms=[],
                definition="",
                offered=True,
                known=True,
                source="local",
                broader_uri="https://ns.volunteeringdata.io/PracticalAndOperational",
            )
        )
    refresh_statistics(app)
    live_index()._snapshot = None
    assert read_finder(app) is not before
    assert offered(db.session(), "I juggle") == ["Juggling"]


def test_a_web_worker_suggests_without_scikit_learn_or_sparse_matrices(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_role(session)
    refresh_statistics(app)
    program = (
        "import sys; from brokerage import create_app;"
        f"app = create_app({{'INSTANCE_DIR': {str(app.instance_path)!r}}});"
        "found = app.test_client().get('/api/v1/suggestions/skills?text=cooking').get_json();"
        "assert found['skills'][0]['label'] == 'Cooking', found;"
        "assert 'sklearn' not in sys.modules;"
        "assert 'matching.suggesting.fitting' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
