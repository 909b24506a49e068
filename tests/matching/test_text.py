import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.boilerplate import repeated
from matching.text import (
    TERM,
    Vocabulary,
    build_postings,
    query_terms,
    role_terms,
    role_words,
    words,
)
from matching.tokens import tokens

PLAIN = ["garden", "kitchen", "driver", "letters", "bees", "paint", "choir", "maps", "knit", "sail"]


def test_a_title_counts_twice_and_weights_stay_below_one() -> None:
    vocabulary = Vocabulary.of(["garden", "read"])
    terms = dict(role_terms("Garden", "read", vocabulary, 2))
    assert 0 < terms[1] < terms[0] < 1


def test_shares_of_a_question_sum_to_one_and_unknown_words_are_left_out() -> None:
    idf = np.array([1.0, 3.0], np.float32)
    vocabulary = Vocabulary.of(["garden", "read"])
    assert query_terms("gardening reading zebra", vocabulary, idf) == [(0, 0.25), (1, 0.75)]
    assert query_terms("zebra", vocabulary, idf) == []


def test_words_that_begin_alike_come_on_top_with_less_weight() -> None:
    vocabulary = Vocabulary.of(["baker", "bakeri", "garden", "gardenia"])
    idf = np.array([2.0, 1.0, 2.0, 5.0], np.float32)
    assert dict(query_terms("bakers", vocabulary, idf)) == pytest.approx({0: 1.0, 1: 0.2})


def test_a_word_that_no_role_uses_is_answered_by_its_kin() -> None:
    vocabulary = Vocabulary.of(["bakeri"])
    idf = np.array([2.0], np.float32)
    assert dict(query_terms("baker", vocabulary, idf)) == pytest.approx({0: 0.4})


@pytest.mark.parametrize("other", ["gardnerish", "gate", "gargoylishness", "den"])
def test_words_that_share_too_little_are_not_kin(other: str) -> None:
    assert Vocabulary.of([other]).kin("garden") == []


def test_kin_are_few_and_the_nearest_first() -> None:
    vocabulary = Vocabulary.of(["garden"] + [f"garden{one}" for one in "abcdefghij"] + ["gardenxy"])
    kin = vocabulary.kin("gardena")
    assert len(kin) == 8
    assert list(vocabulary)[kin[0]] == "garden"


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from(PLAIN), max_size=12), max_size=6))
def test_many_roles_together_are_the_roles_one_by_one(bodies: list[list[str]]) -> None:
    vocabulary = Vocabulary.of(word for one in PLAIN[:7] for word in words(one))
    texts = [" ".join(body) for body in bodies]
    titles = [text[:9] for text in texts]
    table = role_words(tokens(titles), tokens(texts), vocabulary, 4)
    assert len(table) == len(texts)
    for row, (title, text) in enumerate(zip(titles, texts, strict=True)):
        assert table.row(row).tolist() == role_terms(title, text, vocabulary, 4)


@settings(max_examples=50)
@given(st.permutations(PLAIN), st.integers(0, 3))
def test_boilerplate_in_a_role_changes_none_of_its_weights(own: list[str], sentences: int) -> None:
    said = "All travel expenses paid promptly. Our friendly charity supports older people daily"
    boilerplate = repeated(tokens([said + ". Extra" + end for end in "abcde"]))
    vocabulary = Vocabulary.of(words(" ".join(PLAIN) + said))
    text = ". ".join([" ".join(own), *[said] * sentences])
    plain = role_terms("Garden", " ".join(own), vocabulary, 8, boilerplate)
    assert role_terms("Garden", text, vocabulary, 8, boilerplate) == plain


def test_postings_are_the_roles_words_turned_round() -> None:
    vocabulary = Vocabulary.of(["bee", "garden"])
    table = role_words(tokens(["Garden", "Bees", ""]), tokens(["bees", "", ""]), vocabulary, 2)
    postings = build_postings(table, 2)
    assert postings.row(0)["role"].tolist() == [0, 1]
    assert postings.row(1)["role"].tolist() == [0]
    assert table.values.dtype == TERM
    assert postings.row(1)["weight"][0] == table.row(0)["weight"][1]
