"""From a draft to what will be stored: words become terms, addresses become places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from brokerage.errors import Invalid
from brokerage.interchange.content import Content, PlaceContent
from brokerage.interchange.drafts import Draft, Rejected, Remark
from brokerage.interchange.naming import Terms
from brokerage.interchange.placing import Atlas
from brokerage.opportunities.models import Attendance
from brokerage.weeks import merge

WORD_KEPT = "No taxonomy has this word: it is kept in the description."
PLACE_UNKNOWN = "The place is not known: the role is kept, and never ranked by distance."

Facts = Mapping[str, Any]


class Resolver:
    """Looks up what drafts name, each name once."""

    def __init__(self, session: Session) -> None:
        self.terms = Terms(session)
        self.atlas = Atlas()

    def prepare(self, drafts: Iterable[Draft]) -> None:
        """Fetch what a batch needs with few queries."""
        self.atlas.prepare(place for draft in drafts for place in draft.places or ())

    def resolve(self, draft: Draft) -> tuple[Content, tuple[Remark, ...]] | Rejected:
        """What will be stored and what to tell about it; or the draft as refused."""
        try:
            terms, words = self.terms.read(draft.terms)
        except Invalid as problem:
            fault = Remark(draft.line, "terms", "", problem.message)
            return Rejected(draft.line, draft.record, (fault,))
        remarks = [Remark(draft.line, "terms", word, WORD_KEPT) for word in words]
        places = self._places(draft, remarks)
        content = Content(
            facts=_with_words(draft.facts, words),
            sessions=draft.sessions,
            windows=merge(draft.windows) if draft.windows is not None else None,
            places=places,
            terms=terms,
            term_kinds=draft.term_kinds,
        )
        return content, tuple(remarks)

    def _places(self, draft: Draft, remarks: list[Remark]) -> tuple[PlaceContent, ...] | None:
        if draft.places is None:
            return None
        found = []
        for text in draft.places:
            place, said = self.atlas.place(text)
            found.append(place)
            if said:
                remarks.append(Remark(draft.line, "place", text.postcode or "", said))
        if place_is_unknown(draft.facts, found):
            remarks.append(Remark(draft.line, "place", "", PLACE_UNKNOWN))
        return tuple(found)


def place_is_unknown(facts: Facts, places: Iterable[PlaceContent]) -> bool:
    """Whether a role that is somewhere cannot be ranked by distance."""
    is_remote = facts.get("attendance") == Attendance.REMOTE
    return not is_remote and not any(place.is_known for place in places)


def _with_words(facts: Facts, words: list[str]) -> Facts:
    """Words without a term stay where the text search finds them."""
    if not words:
        return facts
    description = f"{facts.get('description', '')}\n\nAlso about: {', '.join(words)}.".strip()
    return {**facts, "description": description}
