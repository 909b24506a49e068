from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError

from brokerage.suggestions.refusals import by_field, in_plain_words
from brokerage.suggestions.schemas import SearchSchema


def refusal(data: dict[str, Any]) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as problem:
        SearchSchema().load(data)
    return {n: in_plain_words(n, texts) for n, texts in by_field(problem.value).items()}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"age": "old"}, "“Your age” must be a whole number, such as 20."),
        ({"age": "200"}, "“Your age” must be between 0 and 120."),
        ({"near": "x" * 101}, "“Where are you?” can have at most 100 characters."),
        ({"when": ["any"] * 61}, "“When are you free?” can have at most 60 answers."),
        (
            {"cause": ["x" * 256]},
            "“Cause” must have between 1 and 255 characters.",
        ),
        (
            {"remote": "maybe"},
            "“Would you like to help from home?” must be one of these: welcome, no, only.",
        ),
        ({"expenses": "perhaps"}, "“Expenses paid” must be true or false."),
        (
            {"within_km": "far"},
            "“How far can you travel, in kilometres?” must be a number, such as 20.",
        ),
        ({"height": "2"}, "“height” is not something we know."),
    ],
)
def test_every_refusal_names_the_question_in_plain_words(
    data: dict[str, Any], sentence: str
) -> None:
    (name,) = data
    assert refusal(data) == {name: [sentence]}


def test_a_message_of_our_own_stays_as_it_is_and_is_said_once() -> None:
    assert in_plain_words("near", ["Not a place.", "Not a place."]) == ["Not a place."]


def test_the_question_may_have_another_name() -> None:
    assert in_plain_words("age", ["Not a valid integer."], "--age") == [
        "--age must be a whole number, such as 20."
    ]
