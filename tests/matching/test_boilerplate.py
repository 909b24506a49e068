import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.boilerplate import REPEATED, own_words, repeated, stretches
from matching.tokens import tokens

SAID = "We welcome volunteers from every background and pay travel expenses promptly."
WORDS = ["garden", "kitchen", "driver", "letters", "bees", "paint", "choir", "maps"]


def own(text: str, texts: list[str]) -> list[str]:
    found = tokens([text])
    kept = found.only(own_words(found, repeated(tokens(texts))))
    return [kept.stems.names[number] for number in kept.number]


def adverts(count: int) -> list[str]:
    return [f"Help with {word}. {SAID}" for word in WORDS[:count]]


def test_a_sentence_of_five_different_texts_carries_no_weight() -> None:
    assert own(f"Sail boats. {SAID}", adverts(REPEATED)) == ["sail", "boat"]


def test_a_sentence_of_four_texts_does() -> None:
    assert len(own(f"Sail boats. {SAID}", adverts(REPEATED - 1))) > 6


def test_a_stretch_within_another_sentence_is_known_too() -> None:
    text = "At Rowing Club we welcome volunteers from every background and pay travel expenses"
    assert own(text, adverts(6)) == ["row", "club"]


def test_short_sentences_that_many_share_stay() -> None:
    assert own("Customer service", [f"{word}. Customer service" for word in WORDS]) == [
        "custom",
        "servic",
    ]


def test_repeating_oneself_is_not_boilerplate() -> None:
    assert len(repeated(tokens([f"{SAID} " * 9]))) == 0


def test_a_stretch_is_six_words_or_a_whole_sentence_of_four_or_five() -> None:
    texts = tokens(["Garden bees paint choir. Maps letters driver kitchen knit. Sail bees knit."])
    begins, width, hashes = stretches(texts)
    assert begins.tolist() == [0, 4]
    assert width.tolist() == [4, 5]
    assert len(set(hashes.tolist())) == 2
    assert stretches(tokens(["one garden bees paint choir maps sail kitchen"]))[1].tolist() == [
        6,
        6,
    ]


def test_nothing_comes_of_nothing() -> None:
    empty = tokens([])
    assert len(repeated(empty)) == 0
    assert own_words(empty, np.array([1], np.uint64)).tolist() == []


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(WORDS), min_size=6, max_size=14),
    st.lists(st.lists(st.sampled_from(WORDS), max_size=5), max_size=8),
)
def test_what_five_texts_hold_is_found_wherever_it_stands(
    said: list[str], others: list[list[str]]
) -> None:
    sentence = " ".join(said)
    texts = [f"{' '.join(other)}. {sentence}" for other in others]
    texts += [f"Alpha {end}. {sentence}." for end in ("be", "ce", "de", "ef", "ge")]
    assert own(sentence, texts) == []
