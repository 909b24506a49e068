"""The terms a catalogue uses, as small integers, with their broader terms.

The vocabulary is closed upwards (a term's broader terms are in it) and only ever grows, so that
columns compiled earlier stay valid when new terms arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from matching.errors import UnknownTerm
from matching.types import Taxonomy

BROADER_HELD = 0.5  # holding "driving" where "minibus driving" is asked: half, per step down


@dataclass
class Terms:
    """URIs in order of arrival; ``narrower`` lists each term's direct children by number."""

    taxonomy: Taxonomy
    uris: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    narrower: list[list[int]] = field(default_factory=list)
    links: dict[tuple[str, float, float, int], list[tuple[int, float]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, uris: Iterable[str], taxonomy: Taxonomy) -> Terms:
        """A vocabulary holding these terms and all above them."""
        terms = cls(taxonomy)
        for uri in uris:
            terms.add(uri)
        return terms

    def add(self, uri: str) -> int:
        """The number of a term, added with everything above it when new."""
        if uri in self.numbers:
            return self.numbers[uri]
        for step in reversed(chain(uri, self.taxonomy)):
            if step not in self.numbers:
                self._append(step)
        return self.numbers[uri]

    def _append(self, uri: str) -> None:
        number = self.numbers[uri] = len(self.uris)
        self.uris.append(uri)
        self.narrower.append([])
        parent = self.taxonomy.broader.get(uri)
        if parent is not None and parent in self.numbers and parent != uri:
            self.narrower[self.numbers[parent]].append(number)

    def copy(self) -> Terms:
        """A vocabulary that can grow without this one growing."""
        narrower = [list(children) for children in self.narrower]
        return Terms(self.taxonomy, list(self.uris), dict(self.numbers), narrower)

    def label(self, number: int) -> str:
        """Words for a sentence."""
        return label(self.uris[number], self.taxonomy)

    def above(self, uri: str) -> list[tuple[int, int]]:
        """(number, steps up) of the term itself and of every broader term in the vocabulary."""
        steps = enumerate(chain(uri, self.taxonomy))
        return [(self.numbers[term], up) for up, term in steps if term in self.numbers]

    def synonyms(self, uri: str) -> list[int]:
        """Numbers of the other terms that mean much the same, stated on either side."""
        meant = {*self.taxonomy.synonyms.get(uri, ()), *self._meaning.get(uri, ())} - {uri}
        return sorted(self.numbers[term] for term in meant if term in self.numbers)

    @cached_property
    def _meaning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for uri, others in self.taxonomy.synonyms.items():
            for other in others:
                found.setdefault(other, []).append(uri)
        return found

    def below(self, uri: str) -> Iterator[tuple[int, int]]:
        """(number, steps down) of every narrower term in the vocabulary, itself left out."""
        layer = [self.numbers[uri]] if uri in self.numbers else []
        seen, steps = set(layer), 0
        while layer:
            steps += 1
            layer = [child for term in layer for child in self.narrower[term] if child not in seen]
            seen.update(layer)
            yield from ((term, steps) for term in layer)


def chain(uri: str, taxonomy: Taxonomy) -> list[str]:
    """The term, its broader term, and so on to the top; a circle in the data is cut."""
    found = [uri]
    while (parent := taxonomy.broader.get(found[-1])) is not None and parent not in found:
        found.append(parent)
    return found


def label(uri: str, taxonomy: Taxonomy) -> str:
    """The taxonomy's label, else the last part of the URI made readable."""
    if uri in taxonomy.labels:
        return taxonomy.labels[uri]
    return uri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1].replace("-", " ").replace("_", " ")


def check_known(uris: Iterable[str], taxonomy: Taxonomy) -> None:
    """Refuse terms the taxonomy does not hold; a taxonomy without labels accepts all.

    Raises:
        UnknownTerm: naming the term.
    """
    if not taxonomy.labels:
        return
    for uri in uris:
        if uri not in taxonomy.labels:
            raise UnknownTerm(f"{uri!r} is not in the taxonomy; add it there or map it first")
