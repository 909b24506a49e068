"""A saved search in words, and as it is kept."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.errors import Invalid
from brokerage.suggestions.alerts.saved import answers_in, kept, search_in, written
from brokerage.suggestions.alerts.wording import NOTHING_ASKED, in_words
from brokerage.suggestions.queries import from_address
from brokerage.taxonomies.service import read_vocabulary
from tests.making import make_county

SATURDAY = [("when", f"sat-{part}") for part in ("morning", "afternoon", "evening")]
ASKED = [("near", "TN23"), ("within", "5"), ("skills", "gardening"), *SATURDAY]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (ASKED, "Gardening, within 5 miles of TN23, Saturdays"),
        ([("q", "lunch club")], "“lunch club”"),
        ([("near", "Dover")], "Near Dover"),
        ([("when", "tue-evening"), ("remote", "only")], "From home, Tuesday evening"),
        ([("kind", "one_off"), ("expenses", "true")], "One-off, Expenses paid"),
        ([("within", "30min"), ("near", "Dover"), ("travel_mode", "bus")],
         "Within 30 minutes by bus of Dover"),
        ([], NOTHING_ASKED),
        # what a stranger at the same address should not read
        ([("age", "17"), ("needs", "step_free"), ("text", "I am often ill")], NOTHING_ASKED),
    ],
)  # fmt: skip
def test_as_its_owner_would_say_it(session: Session, asked: list, words: str) -> None:
    make_county(session)
    args = MultiDict(asked)
    when = args.getlist("when")
    assert in_words(from_address(args), when, read_vocabulary(session)) == words


def test_what_belongs_to_one_visit_is_not_kept_and_the_rest_comes_back() -> None:
    args = MultiDict([*ASKED, ("page", "3"), ("since", "7"), ("limit", "50"), ("utm", "x")])
    query = written(kept(args))
    assert query == written(kept(MultiDict(list(args.items(multi=True))[::-1])))
    assert sorted(answers_in(query).pairs()) == sorted(ASKED)
    assert search_in(query).profile == from_address(MultiDict(ASKED)).profile


def test_a_search_of_any_length_is_not_kept() -> None:
    with pytest.raises(Invalid, match="too long"):
        written(kept(MultiDict([("skills", "x" * 250) for _ in range(60)])))


def test_odd_characters_survive() -> None:
    odd = "\0<b>&=+ 👩🏽‍💻\ud800\r\n' \" %"
    query = written(kept(MultiDict([("q", odd)])))
    assert answers_in(query).lists["q"] == ["<b>&=+ 👩🏽‍💻?\r\n' \" %"]
