"""Words about skills and causes as terms; those that mean none are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy.orm import Session

from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import read_vocabulary


class Words:
    """Looks words up in the taxonomies."""

    def __init__(self, session: Session) -> None:
        self._vocabulary = read_vocabulary(session)
        self.unknown: Counter[str] = Counter()

    def read(self, terms: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
        """The URIs, each once, and the words that mean none."""
        uris, odd = [], []
        for kind, word in terms:
            found = self._vocabulary.find(word, Kind(kind))
            if found is None:
                self.unknown[word] += 1
                odd.append(word)
            else:
                uris.append(found.uri)
        return list(dict.fromkeys(uris)), odd
