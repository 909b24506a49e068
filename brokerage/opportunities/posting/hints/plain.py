"""Plain English: long sentences, words of the office, shouting, and about what age can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from brokerage.opportunities.posting.hints.hint import Hint, word_data

LONG_SENTENCE = 25  # words; GOV.UK asks for no more
MOST_OF_A_KIND = 3
ENOUGH_WORDS = 40  # for a reading age to mean anything
OLDEST = 14
YEARS_BEFORE_SCHOOL = 5
SHOUTED = 3  # capitals words in a row
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SHOUTING = re.compile(rf"\b[A-Z]{{2,}}(?:[ ,!'’-]+[A-Z]{{2,}}){{{SHOUTED - 1},}}")
_VOWELS = re.compile(r"[aeiouy]+")


def plain_hints(field: str, text: str) -> list[Hint]:
    """What could be plainer in a text."""
    return [*_long(field, text), *_jargon(field, text), *_shouting(field, text), *_age(field, text)]


def reading_age(text: str) -> float | None:
    """About how old somebody is who reads it with ease; None for a text too short to say.

    Flesch-Kincaid grade (Kincaid and others, 1975) and five years: an estimate, from the lengths of
    sentences and words alone.
    """
    words = _WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return None
    sentences = [s for s in _SENTENCE.findall(text) if _WORD.search(s)]
    syllables = sum(map(_syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return max(5.0, grade + YEARS_BEFORE_SCHOOL)


def _long(field: str, text: str) -> Iterator[Hint]:
    long = [s.strip() for s in _SENTENCE.findall(text) if len(_WORD.findall(s)) > LONG_SENTENCE]
    for sentence in long[:MOST_OF_A_KIND]:
        count = len(_WORD.findall(sentence))
        yield Hint(field, f"This sentence has {count} words. Could it be two?", _short(sentence))


def _jargon(field: str, text: str) -> Iterator[Hint]:
    found: dict[str, str] = {}
    for match in _plainer().finditer(text):
        found.setdefault(match[0].lower(), match[0])
    for word, quote in list(found.items())[: 2 * MOST_OF_A_KIND]:
        yield Hint(field, f"Plainer: {word_data()['plain'][word]}.", quote)


def _shouting(field: str, text: str) -> Iterator[Hint]:
    found = _SHOUTING.search(text)
    if found:
        yield Hint(field, "Capitals are hard to read, and sound like shouting.", _short(found[0]))


def _age(field: str, text: str) -> Iterator[Hint]:
    age = reading_age(text)
    if age is not None and age > OLDEST:
        yield Hint(
            field,
            f"This reads as if for age {round(age)} and over. Shorter sentences and words let "
            "more people read it: age 9 to 11 suits everybody.",
        )


@cache
def _plainer() -> re.Pattern[str]:
    words = sorted(word_data()["plain"], key=len, reverse=True)
    either = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.I)


def _syllables(word: str) -> int:
    """By groups of vowels; a last e that is not spoken does not count."""
    folded = word.lower()
    if folded.endswith("e") and not folded.endswith("le"):
        folded = folded[:-1]
    return max(1, len(_VOWELS.findall(folded)))


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 80 else f"{joined[:77].rstrip()}…"
