"""What the invented organiser is posting: a draft, a trustee role, and a day for a group."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account, Hat
from brokerage.actors import Actor
from brokerage.demo.chance import public_id, stream
from brokerage.demo.organisations import SOURCE
from brokerage.opportunities.models import Kind, Opportunity, State
from brokerage.opportunities.posting.drafts import begin, draft_of
from brokerage.opportunities.posting.filling import fill
from brokerage.opportunities.posting.pages import BY_NAME
from brokerage.opportunities.posting.putting import put_session
from brokerage.opportunities.posting.reading import read_pages
from brokerage.opportunities.posting.starters import starters
from brokerage.opportunities.service import current_version, note_move
from brokerage.organisations.models import Organisation
from brokerage.taxonomies.service import read_vocabulary

ORGANISER = Actor("import:demonstration", "import")
BEGUN = timedelta(days=9)
SHOWN_FOR = timedelta(days=82)  # of three months
WANTED: tuple[tuple[str, State, Mapping[str, str]], ...] = (
    ("minute-taker", State.DRAFT, {}),
    (
        "treasurer",
        State.LIVE,
        {"description": "You would keep our books and tell each meeting what there is. Our year is "
         "about £5,000. The last treasurer goes through it all with you first."},
    ),
    (
        "team-day",
        State.LIVE,
        {"title": "Team day at the allotments", "description": "Your group would clear paths, "
         "plant and paint with us. We begin with a short talk and stop for lunch together.",
         "session_repeats": "monthly", "session_start": "10:00", "session_end": "15:30",
         "session_places": "20"},
    ),
)  # fmt: skip


def add_posting(session: Session, today: date, seed: int) -> Counter[str]:
    """Add them to the organiser's own organisation; the number of rows by table."""
    organisation, written = _organisation(session), Counter[str]()
    if organisation is None:
        return written
    rng = stream(seed, "posting")
    for slug, state, own in WANTED:
        role = _add(session, organisation, slug, state, own, today, rng)
        written.update(["opportunities", "role_drafts"])
        for part in (role.sessions, role.windows, role.places, role.terms, role.moves):
            written.update(row.__tablename__ for row in part)
    return written


def _add(
    session: Session,
    organisation: Organisation,
    slug: str,
    state: State,
    own: Mapping[str, str],
    today: date,
    rng: random.Random,
) -> Opportunity:
    starter, vocabulary = starters()[slug], read_vocabulary(session)
    role = begin(session, organisation, ORGANISER, Kind(starter.kind))
    role.public_id, role.source, role.source_id = public_id(rng), SOURCE, f"posted-{slug}"
    where = {"near": [organisation.postcode or "Ashford"], "place_name": ["Our hall"]}
    more = {"session_on": [f"{today + timedelta(21):%d %m %Y}"]} if own else {}
    said = {**starter.answers, **where, **more, **{name: [text] for name, text in own.items()}}
    fill(session, role, said, vocabulary, today)
    if "session_start" in said:
        found = read_pages([BY_NAME["times"]], said, vocabulary, today).session
        if found is not None:
            put_session(session, role, found)
    if state is not State.DRAFT:
        note_move(role, state, ORGANISER)
        role.expires_on = today + SHOWN_FOR
    _long_ago(session, role, today)
    role.changed_version = current_version(session)  # the county appears all at once
    return role


def _long_ago(session: Session, role: Opportunity, today: date) -> None:
    """The same day gives the same rows, whatever the clock says."""
    begun = datetime.combine(today - BEGUN, time(19, 30), UTC)
    role.created_at = begun
    role.published_at = begun + timedelta(days=1) if role.published_at else None
    for number, move in enumerate(role.moves):
        move.moved_at = begun + timedelta(days=number)
    draft = draft_of(session, role)
    draft.made_at = draft.changed_at = begun


def _organisation(session: Session) -> Organisation | None:
    named = select(Hat.organisation_id).join(Account)
    mine = named.where(Account.demonstration, Hat.organisation_id.is_not(None))
    return session.scalar(
        select(Organisation).where(Organisation.id.in_(mine)).order_by(Organisation.id)
    )
