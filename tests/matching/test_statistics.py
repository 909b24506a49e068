import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.errors import UnreadableSnapshot
from matching.statistics import Statistics
from matching.types import NeededSkill, Opportunity, Place, Point, Taxonomy

ROLES = [
    Opportunity(
        str(n),
        str(n),
        title="Volunteer gardener" if n else "Volunteer beekeeper",
        text="Join our friendly team",
        skills=(NeededSkill("minibus" if n < 2 else "cooking"),),
    )
    for n in range(10)
]


def test_a_rare_skill_weighs_more_and_an_unknown_one_most() -> None:
    statistics = Statistics.fit(ROLES)
    assert statistics.rarity("cooking") < statistics.rarity("minibus") < statistics.rarity("x") == 1


def test_asking_for_a_narrow_skill_makes_the_broader_one_commoner() -> None:
    statistics = Statistics.fit(ROLES, Taxonomy(broader={"minibus": "driving"}))
    assert statistics.rarity("driving") == statistics.rarity("minibus")


def test_words_of_every_advert_weigh_next_to_nothing() -> None:
    statistics = Statistics.fit(ROLES)
    idf = dict(zip(statistics.vocabulary, statistics.columns.idf.tolist(), strict=True))
    assert idf["volunt"] < 0.1 < idf["garden"] < idf["beekeep"]


PAID = "All volunteers have their travel expenses paid promptly."
ADVERTS = [
    Opportunity(
        word, word, title=f"{word} helper", text=f"Help with {word}.", places=(Place(Point(51, 1)),)
    )
    for word in ("Garden", "Kitchen", "Choir", "Library", "Museum", "Minibus")
]


def arrays(statistics: Statistics) -> list[list[float] | float]:
    columns = statistics.columns
    kept = (columns.skills, columns.words)
    plain = (columns.rarity, columns.idf, columns.boilerplate, columns.places)
    texts = [list(one.texts()) for one in kept]
    return [*texts, *[one.tolist() for one in plain], statistics.typical_length]


@settings(max_examples=50)
@given(st.permutations(ROLES + ADVERTS))
def test_a_fit_does_not_depend_on_the_order_of_the_roles(shuffled: list[Opportunity]) -> None:
    assert arrays(Statistics.fit(shuffled)) == arrays(Statistics.fit(ROLES + ADVERTS))


def test_boilerplate_changes_no_weight_of_any_word() -> None:
    plain = Statistics.fit(ADVERTS)
    padded = Statistics.fit([replace(role, text=f"{role.text} {PAID}") for role in ADVERTS])
    assert len(plain.columns.boilerplate) == 0 < len(padded.columns.boilerplate)
    assert padded.vocabulary == plain.vocabulary
    assert padded.columns.idf.tolist() == plain.columns.idf.tolist()
    assert padded.typical_length == plain.typical_length


def test_an_advert_posted_in_many_towns_counts_once_among_words() -> None:
    text = "Visit older people in {}, listen to them, drink tea, carry their shopping upstairs"
    towns = ["Ashford", "Dover", "Hythe", "Margate", "Sandwich", "Deal", "Wye"]
    posted = [
        Opportunity(town, town, text=text.format(town), places=(Place(Point(51, 1), name=town),))
        for town in towns
    ]
    once, often = Statistics.fit(ADVERTS + posted[:1]), Statistics.fit(ADVERTS + posted)
    assert len(often.columns.boilerplate) == 0
    assert often.columns.idf[often.vocabulary["tea"]] == once.columns.idf[once.vocabulary["tea"]]


def test_a_vocabulary_that_is_full_keeps_the_commonest_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("matching.statistics.LARGEST_VOCABULARY", 3)
    assert set(Statistics.fit(ADVERTS).vocabulary) == {"help", "helper", "choir"}


def test_saved_statistics_come_back_equal(tmp_path: Path) -> None:
    statistics = Statistics.fit(ROLES)
    statistics.save(tmp_path)
    again = Statistics.load(tmp_path)
    assert again.rarity("minibus") == statistics.rarity("minibus")
    assert arrays(again) == arrays(statistics)


def test_a_folder_without_statistics_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSnapshot):
        Statistics.load(tmp_path)


def test_no_roles_give_statistics_that_rank_all_the_same() -> None:
    statistics = Statistics.fit([])
    assert statistics.vocabulary == {}
    assert statistics.rarity("anything") == 1


def test_a_process_that_only_loads_and_ranks_never_imports_scikit_learn(tmp_path: Path) -> None:
    from matching.catalogue import Catalogue

    Catalogue.build(ROLES, Statistics.fit(ROLES)).save(tmp_path)
    program = (
        "import sys; from pathlib import Path\n"
        "from matching.catalogue import Catalogue; from matching.ranker import Ranker\n"
        "from matching.types import Opportunity, Volunteer\n"
        f"catalogue = Catalogue.load(Path({str(tmp_path)!r}))\n"
        "catalogue = catalogue.replace([Opportunity('new', 'new', title='gardening')])\n"
        "assert Ranker().rank(Volunteer('v', text='gardening'), catalogue).total == 11\n"
        "assert not [name for name in sys.modules if name.startswith('sklearn')]\n"
        "assert not [name for name in sys.modules if name.startswith(('flask', 'sqlalchemy'))]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
