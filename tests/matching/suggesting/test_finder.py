import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.errors import UnreadableSnapshot
from matching.suggesting import SkillFinder

LABELS = {
    "driving": ["Driving", "drive a vehicle", "driver"],
    "minibus": ["Minibus driving", "drive a minibus", "D1 licence"],
    "cooking": ["Cooking", "preparing meals", "catering"],
    "first-aid": ["First aid", "emergency care"],
    "bookkeeping": ["Bookkeeping", "keeping accounts", "treasurer"],
}
FINDER = SkillFinder.fit(LABELS)


def found(text: str, finder: SkillFinder = FINDER, **given: float) -> list[str]:
    return [one.uri for one in finder.suggest(text, **given)]


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("drove a minibus", "minibus"),
        ("prepare a meal", "cooking"),
        ("I kept the accounts", "bookkeeping"),
        ("frist aid", "first-aid"),
        ("DRIVERS", "driving"),
    ],
)
def test_the_skill_that_the_words_mean_comes_first(text: str, uri: str) -> None:
    assert found(text)[0] == uri


def test_a_suggestion_says_which_label_it_comes_from() -> None:
    best = FINDER.suggest("prepare a meal")[0]
    assert best.because == "preparing meals"
    assert 0.3 < best.score <= 1


def test_every_label_finds_its_own_skill() -> None:
    for uri, labels in LABELS.items():
        for label in labels:
            best = FINDER.suggest(label, limit=1)[0]
            assert (best.uri, best.because) == (uri, label)
            assert best.score > 0.5


def test_a_long_text_is_also_taken_clause_by_clause() -> None:
    text = "For thirty years I was a treasurer at my church hall, and on Sundays I do the catering."
    assert set(found(text, limit=2)) == {"bookkeeping", "cooking"}


def test_nothing_is_suggested_for_words_that_mean_no_skill() -> None:
    assert found("") == found("?!") == found("xyzzy") == []


def test_only_as_many_as_asked_and_only_good_enough() -> None:
    everything = FINDER.suggest("drive", limit=99, least=0)
    assert FINDER.suggest("drive", limit=1) == everything[:1]
    assert FINDER.suggest("drive", limit=0) == []
    edge = everything[0].score
    assert 0 < len(FINDER.suggest("drive", limit=99, least=0.5)) < len(everything)
    assert all(one.score > edge / 2 for one in FINDER.suggest("drive", least=edge / 2))
    assert FINDER.suggest("drive", least=edge) == []


def test_equals_come_in_the_order_of_their_uris() -> None:
    finder = SkillFinder.fit({"b": ["sailing"], "c": ["sailing"], "a": ["sailing"]})
    assert found("sailing", finder) == ["a", "b", "c"]
    assert found("sailing", finder, limit=2) == ["a", "b"]


def test_words_that_share_skills_stand_in_for_one_another() -> None:
    machines = ["loom", "press", "kiln", "lathe"]
    labels = {one: [f"tend {one}", f"operate {one}"] for one in machines}
    labels |= {"ship": ["operate ship"], "band": ["lead band"], "shop": ["sell things"]}
    labels |= {f"other {turn}": [f"thing {turn}"] for turn in range(20)}
    assert "ship" in found("tend", SkillFinder.fit(labels), limit=99, least=0)


def test_a_skill_without_labels_is_never_suggested() -> None:
    finder = SkillFinder.fit({"none": [], "sailing": ["sailing"], "nothing": []})
    assert found("sailing", finder, limit=9) == ["sailing"]


def test_no_skills_at_all() -> None:
    assert found("sailing", SkillFinder.fit({})) == []


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_scores_between_nothing_and_everything(text: str) -> None:
    scores, nearest = FINDER.scores(text)
    assert ((scores >= 0) & (scores <= 1 + 1e-6)).all()
    assert [FINDER.columns.owner[label] for label in nearest[scores > 0]] == [
        at for at in range(5) if scores[at] > 0
    ]


@settings(max_examples=50)
@given(st.permutations(list(LABELS)))
def test_the_order_of_the_taxonomy_changes_no_suggestion(order: list[str]) -> None:
    finder = SkillFinder.fit({uri: LABELS[uri] for uri in order})
    for text in ("drive", "meals for an emergency"):
        mine, theirs = finder.suggest(text), FINDER.suggest(text)
        assert [one.uri for one in mine] == [one.uri for one in theirs]
        assert [one.score for one in mine] == pytest.approx([one.score for one in theirs])


def test_a_saved_finder_suggests_the_same_without_scikit_learn_or_scipy(tmp_path: Path) -> None:
    FINDER.save(tmp_path)
    assert SkillFinder.load(tmp_path).suggest("meals") == FINDER.suggest("meals")
    program = (
        "import sys; from pathlib import Path\n"
        "from matching.suggesting import SkillFinder\n"
        f"finder = SkillFinder.load(Path({str(tmp_path)!r}))\n"
        "assert finder.suggest('meals')[0].uri == 'cooking'\n"
        "assert not [name for name in sys.modules if name.startswith(('sklearn', 'scipy'))]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert not [file for file in tmp_path.iterdir() if file.suffix not in {".npy", ".json"}]


def test_a_folder_without_a_finder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSnapshot):
        SkillFinder.load(tmp_path)
