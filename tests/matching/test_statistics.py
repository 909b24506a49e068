import subprocess
import sys
from pathlib import Path

import pytest

from matching.errors import UnreadableSnapshot
from matching.statistics import Statistics
from matching.types import NeededSkill, Opportunity, Taxonomy

ROLES = [
    Opportunity(
        str(n),
        str(n),
        title="Volunteer gardener" if n else "Volunteer beekeeper",
        text="Come and join our friendly team",
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
    assert idf["friendly"] < 0.1 < idf["gardener"] < idf["beekeeper"]


def test_saved_statistics_come_back_equal(tmp_path: Path) -> None:
    statistics = Statistics.fit(ROLES)
    statistics.save(tmp_path)
    again = Statistics.load(tmp_path)
    assert again.vocabulary == statistics.vocabulary
    assert again.rarity("minibus") == statistics.rarity("minibus")
    assert again.typical_length == statistics.typical_length


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
