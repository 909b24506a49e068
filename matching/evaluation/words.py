"""``python -m matching.evaluation.words FOLDER``: words measured on the real data.

Skills: one synonym of each ESCO skill is left out, the rest indexed, and the skill sought by the
synonym among all. Skills fall into halves by a hash of their uri: settings were chosen on the first
half, with pick 0; the second is the one to report, and other picks leave out other synonyms.

Roles: each of New York's roles is sought by its title among all summaries with organisations.

Beside ours stand scikit-learn's TF-IDF cosines. Equals share the mean of the ranks they take up.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from matching.catalogue import Catalogue
from matching.columns import Array, Bools, Doubles, Ints, stable_hashes
from matching.factors import text
from matching.pairing import meetings, person_pool
from matching.pairs import Pairs
from matching.statistics import Statistics
from matching.suggesting import SkillFinder
from matching.tokens import words
from matching.types import Opportunity, Volunteer

SKILLS = Path("skills", "esco_skills_realigned_en.csv")
ROLES = Path("opportunities", "nyc_service_historical_20250626.csv")
LETTERS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (3, 5)}
STEMS: dict[str, Any] = {"analyzer": words}
Labels = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Sought:
    """``questions``, and for each the number of the document it should find."""

    questions: Sequence[str]
    own: Ints

    def only(self, which: Bools | Ints) -> Sought:
        """Some of the questions."""
        chosen = np.arange(len(self.own))[which]
        return Sought([self.questions[at] for at in chosen], self.own[chosen])


def read_skills(folder: Path) -> dict[str, list[str]]:
    """Labels of each ESCO skill, the preferred one first."""
    return {
        row["conceptUri"]: [row["preferredLabel"], *row["altLabels"].splitlines()]
        for row in _rows(folder / SKILLS)
    }


def read_roles(folder: Path) -> tuple[list[str], list[str]]:
    """Titles, and summaries with organisations, of New York's roles."""
    rows = _rows(folder / ROLES)
    return [one["title"] for one in rows], [f"{one['summary']} {one['org_title']}" for one in rows]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def leave_one_out(labels: Labels, pick: int = 0) -> tuple[dict[str, list[str]], Sought]:
    """Labels without one synonym of each skill that has any, chosen by hash; and the synonyms."""
    index, questions, own = dict[str, list[str]](), list[str](), list[int]()
    for number, (uri, (preferred, *others)) in enumerate(labels.items()):
        synonyms = sorted({one.strip() for one in others} - {"", preferred})
        if synonyms:
            hashes = stable_hashes(f"{uri}\n{one}{pick or ''}" for one in synonyms).byteswap()
            left_out = synonyms.pop(int(hashes.argmin()))
            questions.append(left_out)
            own.append(number)
        index[uri] = [preferred, *synonyms]
    return index, Sought(questions, np.array(own, np.int64))


def to_report(uris: Sequence[str]) -> Bools:
    """The half of the skills that nothing was chosen on, bool (n,)."""
    odd: Bools = stable_hashes(f"report {uri}" for uri in uris).byteswap() % np.uint64(2) == 1
    return odd


def reciprocal_ranks(score: Callable[[str], Array], sought: Sought) -> Doubles:
    """1 / rank of the document each question should find, (questions,)."""
    found = np.zeros(len(sought.own))
    for at, (question, own) in enumerate(zip(sought.questions, sought.own, strict=True)):
        scores = score(question)
        above = np.count_nonzero(scores > scores[own] + 1e-9)
        equal = np.count_nonzero(np.abs(scores - scores[own]) <= 1e-9)
        found[at] = 1 / (above + (equal + 1) / 2)
    return found


def cosine(documents: Sequence[str], **settings: Any) -> Callable[[str], Array]:
    """scikit-learn's TF-IDF: similarity of a question to every document."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(**settings)
    turned = vectorizer.fit_transform(documents).T.tocsr()

    def score(question: str) -> Array:
        found: Array = (vectorizer.transform([question]) @ turned).toarray().ravel()
        return found

    return score


def of_best_label(labels: Labels, **settings: Any) -> Callable[[str], Array]:
    """The same with each label a document, and a skill as good as its best label."""
    starts = np.cumsum([0, *(len(some) for some in labels.values())])[:-1]
    score = cosine([label for some in labels.values() for label in some], **settings)
    return lambda question: np.maximum.reduceat(score(question), starts)


def text_factor(texts: Sequence[str]) -> Callable[[str], Array]:
    """This library's factor: what each role's words answer of a question."""
    roles = [Opportunity(str(number), str(number), text=one) for number, one in enumerate(texts)]
    catalogue = Catalogue.build(roles, Statistics.fit(roles), today=date(2026, 11, 20))
    rows = np.arange(len(roles))

    def score(question: str) -> Array:
        (meeting,) = meetings(person_pool(Volunteer("", text=question), catalogue), catalogue)
        return np.nan_to_num(text.score(Pairs(meeting, np.zeros(len(roles), np.int64), rows)))

    return score


def skill_methods(index: Labels) -> dict[str, Callable[[str], Array]]:
    """What seeks skills, by name."""
    joined = [" ".join(some) for some in index.values()]
    finder = SkillFinder.fit(index)
    return {
        "letters 3 to 5, labels joined": cosine(joined, **LETTERS),
        "letters 3 to 5, best label": of_best_label(index, **LETTERS),
        "letters 3 to 5, joined, log counts": cosine(joined, sublinear_tf=True, **LETTERS),
        "stems, labels joined": cosine(joined, **STEMS),
        "matching": lambda question: finder.scores(question)[0],
    }


def role_methods(texts: Sequence[str]) -> dict[str, Callable[[str], Array]]:
    """What seeks roles, by name."""
    return {
        "words": cosine(texts),
        "letters 3 to 5": cosine(texts, **LETTERS),
        "stems": cosine(texts, **STEMS),
        "stems, log counts": cosine(texts, sublinear_tf=True, **STEMS),
        "matching": text_factor(texts),
    }


def main() -> None:
    """Measure and print Markdown tables."""
    parser = argparse.ArgumentParser(prog="python -m matching.evaluation.words")
    parser.add_argument("folder", type=Path, help="the real data")
    parser.add_argument("--pick", type=int, default=0, help="another synonym to leave out")
    given = parser.parse_args()
    labels = read_skills(given.folder)
    index, sought = leave_one_out(labels, given.pick)
    report = to_report(list(index))[sought.own]
    print(f"{len(index):,} skills, {len(report):,} questions, {report.sum():,} to report\n")
    print("| skills by synonym, pick", given.pick, "| half chosen on | half to report | in 5 |")
    print("| --- | ---: | ---: | ---: |")
    for name, score in skill_methods(index).items():
        found = reciprocal_ranks(score, sought)
        halves = f"{found[~report].mean():.3f} | {found[report].mean():.3f}"
        print(f"| {name} | {halves} | {(found[report] >= 1 / 5).mean():.3f} |")
    titles, texts = read_roles(given.folder)
    print(f"\n| {len(titles)} roles by title | mean reciprocal rank | in 10 |")
    print("| --- | ---: | ---: |")
    for name, score in role_methods(texts).items():
        found = reciprocal_ranks(score, Sought(titles, np.arange(len(titles))))
        print(f"| {name} | {found.mean():.3f} | {(found >= 1 / 10).mean():.3f} |")


if __name__ == "__main__":
    main()
