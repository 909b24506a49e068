from __future__ import annotations

from werkzeug.datastructures import MultiDict

from brokerage.suggestions.addresses import Answers

ASKED = Answers.of(
    MultiDict(
        [("near", "TN23"), ("skills", "driving"), ("skills", "cooking"), ("q", " "), ("utm", "x")]
    )
)


def test_empty_and_unknown_parameters_are_dropped() -> None:
    assert ASKED.lists == {"near": ["TN23"], "skills": ["driving", "cooking"]}


def test_one_of_several_values_can_go() -> None:
    assert ASKED.less("skills", "driving").lists["skills"] == ["cooking"]
    assert "near" not in ASKED.less("near", "TN23").lists


def test_the_first_page_needs_no_number() -> None:
    assert ASKED.with_page(2).lists["page"] == ["2"]
    assert "page" not in ASKED.with_page(2).with_page(1).lists


def test_hidden_fields_carry_every_value() -> None:
    assert list(ASKED.pairs()) == [("near", "TN23"), ("skills", "driving"), ("skills", "cooking")]
