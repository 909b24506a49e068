import numpy as np
import pytest

from matching.text import query_terms, role_terms, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        ["garden", "gardens", "gardening", "gardened"],
        ["story", "stories"],
        ["drive", "drives", "driving"],
        ["shop", "shops", "shopping", "shopped"],
        ["dish", "dishes"],
        ["help", "helps", "helping", "helped"],
        ["church", "churches"],
    ],
)
def test_forms_of_one_word_meet(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "kept"), [("bus", "bus"), ("class", "class"), ("king", "king"), ("bed", "bed")]
)
def test_endings_that_belong_to_the_word_stay(word: str, kept: str) -> None:
    assert stem(word) == kept


def test_words_leave_out_what_carries_no_meaning() -> None:
    assert words("Help in the garden, and with READING?") == ["help", "garden", "read"]


def test_a_title_counts_twice_and_weights_stay_below_one() -> None:
    vocabulary = {"garden": 0, "read": 1}
    terms = dict(role_terms("Garden", "read", vocabulary, 2))
    assert 0 < terms[1] < terms[0] < 1


def test_shares_of_a_question_sum_to_one_and_unknown_words_are_left_out() -> None:
    idf = np.array([1.0, 3.0], np.float32)
    terms = query_terms("gardening reading zebra", {"garden": 0, "read": 1}, idf)
    assert terms == [(0, 0.25), (1, 0.75)]
    assert query_terms("zebra", {"garden": 0}, idf) == []
