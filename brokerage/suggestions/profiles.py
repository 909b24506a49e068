"""What a person offers and needs, in words; and what would have to change for more to fit."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import is_open, list_by_public_id
from brokerage.suggestions import people
from brokerage.suggestions.index import live_index
from brokerage.suggestions.ordering import ranker
from brokerage.taxonomies.models import Kind
from brokerage.volunteers.models import Volunteer
from matching.types import Relaxation

HEADINGS = {
    Kind.SKILL: "Can offer",
    Kind.CAUSE: "Cares about",
    Kind.ACCESSIBILITY: "Needs",
    Kind.REQUIREMENT: "Has",
}
MOST_CHANGES = 5
SPARE = 10  # beyond what is asked for: some may have closed since


def terms_held(session: Session, volunteer: Volunteer) -> dict[str, list[str]]:
    """The labels of somebody's skills, causes and practical needs, by heading."""
    vocabulary = live_index().current(session).vocabulary
    found: dict[str, list[str]] = {}
    for term in volunteer.terms:
        known = vocabulary.by_uri.get(term.uri)
        if known:
            found.setdefault(HEADINGS[known.kind], []).append(known.label)
    return found


def nearly_for(session: Session, volunteer: Volunteer) -> list[Relaxation]:
    """Which single change of what somebody said would open most roles, most first."""
    snapshot = live_index().current(session)
    person = people.volunteer(volunteer, snapshot.vocabulary)
    found = ranker.nearly(person, snapshot.catalogue)
    return [change for change in found if not change.settles][:MOST_CHANGES]


def nearly_fitting(
    session: Session, volunteer: Volunteer, limit: int
) -> list[tuple[Opportunity, str]]:
    """Open roles that a rule keeps out, the best first, each with what is in the way."""
    snapshot = live_index().current(session)
    person = people.volunteer(volunteer, snapshot.vocabulary)
    found = ranker.excluded(person, snapshot.catalogue, limit + SPARE)
    rows = list_by_public_id(session, [one.opportunity_id for one in found])
    live = [
        (rows[one.opportunity_id], one.text)
        for one in found
        if one.opportunity_id in rows and is_open(rows[one.opportunity_id], snapshot.today)
    ]
    return live[:limit]
