from pathlib import Path

import numpy as np
import pytest

from matching.evaluation.words import (
    LETTERS,
    STEMS,
    Sought,
    cosine,
    leave_one_out,
    of_best_label,
    read_roles,
    read_skills,
    reciprocal_ranks,
    text_factor,
    to_report,
)
from matching.suggesting import SkillFinder

LABELS = {"a": ["sail", "yachting", "boating"], "b": ["cook"], "c": ["knit", "knit", "crochet"]}


def test_one_synonym_of_each_skill_that_has_any_is_left_out() -> None:
    index, sought = leave_one_out(LABELS)
    assert sought.own.tolist() == [0, 2]
    assert sought.questions[1] == "crochet"
    assert index["b"] == ["cook"]
    assert index["c"] == ["knit"]
    assert sorted([*index["a"], sought.questions[0]]) == ["boating", "sail", "yachting"]


def test_equals_share_the_mean_of_their_ranks() -> None:
    sought = Sought(["x", "x"], np.array([0, 3]))
    found = reciprocal_ranks(lambda _: np.array([1.0, 2.0, 1.0, 0.0]), sought)
    assert found.tolist() == [1 / 2.5, 1 / 4]


def test_a_skill_is_as_good_as_its_best_label() -> None:
    score = of_best_label({"a": ["sail", "cook"], "b": ["sail boat"]}, **STEMS)
    assert score("sail")[0] > score("sail")[1] > 0


def test_halves_depend_on_the_uri_alone() -> None:
    uris = [f"skill {number}" for number in range(400)]
    halves = to_report(uris)
    assert 150 < halves.sum() < 250
    assert (to_report(uris[::-1])[::-1] == halves).all()


@pytest.mark.real_data
def test_suggestions_beat_runs_of_letters_on_skills_nothing_was_chosen_on(real_data: Path) -> None:
    index, sought = leave_one_out(read_skills(real_data))
    assert (len(index), len(sought.own)) == (3704, 3640)
    report = np.flatnonzero(to_report(list(index))[sought.own])
    some = sought.only(np.random.default_rng(3).choice(report, 600, replace=False))
    finder = SkillFinder.fit(index)
    letters = cosine([" ".join(labels) for labels in index.values()], **LETTERS)
    ours = reciprocal_ranks(lambda question: finder.scores(question)[0], some).mean()
    theirs = reciprocal_ranks(letters, some).mean()
    assert ours > theirs + 0.01


@pytest.mark.real_data
def test_on_real_roles_a_title_finds_its_own_summary_better_than_stemmed_tfidf(
    real_data: Path,
) -> None:
    titles, texts = read_roles(real_data)
    sought = Sought(titles, np.arange(len(titles)))
    ours = reciprocal_ranks(text_factor(texts), sought).mean()
    plain = reciprocal_ranks(cosine(texts, **STEMS), sought).mean()
    milder = reciprocal_ranks(cosine(texts, sublinear_tf=True, **STEMS), sought).mean()
    assert ours > max(plain, milder) + 0.01
