"""From words and URIs to terms. What no taxonomy has is kept, and told."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.interchange.content import TermContent
from brokerage.interchange.drafts import DraftTerm
from brokerage.taxonomies.service import keep_unknown, read_vocabulary


class Terms:
    """Looks terms up; counts what was not known."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._vocabulary = read_vocabulary(session)
        self.kinds = {uri: term.kind for uri, term in self._vocabulary.by_uri.items()}
        self.unknown: Counter[str] = Counter()

    def read(self, drafts: tuple[DraftTerm, ...]) -> tuple[tuple[TermContent, ...], list[str]]:
        """The terms in a fixed order, and the words that mean none.

        Raises Invalid, with suggestions, for a word that must mean one.
        """
        found: dict[str, TermContent] = {}
        words: list[str] = []
        for draft in drafts:
            uri = self._uri(draft)
            if uri is None:
                words.append(draft.text)
            else:
                found.setdefault(uri, TermContent(uri, draft.importance))
        return tuple(sorted(found.values(), key=lambda term: term.uri)), words

    def _uri(self, draft: DraftTerm) -> str | None:
        known = self._vocabulary.find(draft.text, draft.kind)
        if known:
            return known.uri
        if draft.text in self.kinds:
            return draft.text
        if draft.text.startswith(("http://", "https://", "urn:")):
            return self._keep(draft)
        if draft.strict:
            raise Invalid(self._complaint(draft))
        self.unknown[draft.text] += 1
        return None

    def _keep(self, draft: DraftTerm) -> str:
        keep_unknown(self._session, draft.text, draft.kind)
        self.kinds[draft.text] = draft.kind
        self.unknown[draft.text] += 1
        return draft.text

    def _complaint(self, draft: DraftTerm) -> str:
        try:
            self._vocabulary.get(draft.text, draft.kind, draft.kind)
        except Invalid as problem:
            return problem.message
        return ""
