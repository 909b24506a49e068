import pytest

from matching.stemming import stem


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
        ["organise", "organised", "organising", "organisation", "organiser", "organizer"],
        ["exercise", "exercises", "exercising"],
        ["child", "children"],
        ["volunteer", "volunteers", "volunteering"],
    ],
)
def test_forms_of_one_word_meet(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "kept"), [("bus", "bus"), ("class", "class"), ("king", "king"), ("bed", "bed")]
)
def test_endings_that_belong_to_the_word_stay(word: str, kept: str) -> None:
    assert stem(word) == kept


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("caresses", "caress"),
        ("ponies", "poni"),
        ("agreed", "agre"),
        ("plastered", "plaster"),
        ("motoring", "motor"),
        ("conflated", "conflat"),
        ("hopping", "hop"),
        ("falling", "fall"),
        ("filing", "file"),
        ("happy", "happi"),
        ("sky", "sky"),
        ("relational", "relat"),
        ("rational", "ration"),
        ("vietnamization", "vietnam"),
        ("hopefulness", "hope"),
        ("electrical", "electr"),
        ("adjustment", "adjust"),
        ("adoption", "adopt"),
        ("controll", "control"),
        ("syzygy", "syzygi"),
    ],
)
def test_stems_are_those_that_porter_published(word: str, root: str) -> None:
    assert stem(word) == root


def test_words_of_other_alphabets_come_back_as_they_are() -> None:
    assert stem("помощь") == "помощь"
    assert stem("café") == "café"
