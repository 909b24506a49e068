from hypothesis import given, settings
from hypothesis import strategies as st

from matching.tokens import tokens, words


def test_words_leave_out_what_carries_no_meaning() -> None:
    assert words("Help in the garden, and with READING?") == ["help", "garden", "read"]


def test_numbers_and_postcodes_are_not_words() -> None:
    assert words("18+ only, 2 shifts at TN23 1PP or ha11bn, 07700 900000") == ["shift"]


def test_an_apostrophe_of_either_kind_splits_no_word() -> None:
    assert words("Women's and women’s") == words("womens womens")


def test_each_text_begins_a_sentence_of_its_own() -> None:
    found = tokens(["Grow food. Feed people", "", "Drive"])
    assert found.owner.tolist() == [0, 0, 0, 0, 2]
    assert found.sentence[1] != found.sentence[2]
    assert found.sentence[3] != found.sentence[4]
    assert found.counts().tolist() == [4, 0, 1]


@settings(max_examples=50)
@given(st.lists(st.text(), max_size=5))
def test_texts_taken_together_are_the_texts_taken_one_by_one(texts: list[str]) -> None:
    found = tokens(texts).without_numbers()
    names = found.stems.names
    for owner, text in enumerate(texts):
        assert [names[number] for number in found.number[found.owner == owner]] == words(text)
