"""The messages of what is under way, as they were sent; a few letters still wait for the printer.

The words are those of introductions/wording.py: what a visitor reads here is what would go out.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from brokerage.demo.chance import public_id
from brokerage.demo.desk.cast import Cast
from brokerage.demo.desk.introductions import Written
from brokerage.demo.ledger import Ledger, Row
from brokerage.introductions.messages import PURPOSE, TO_VOLUNTEER, Way, way_to
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import State
from brokerage.introductions.wording import in_a_text, of_person, to_volunteer
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.messages.rendering import Rendered

WITHIN_DAYS = 21
MOST = 400
TO_PRINT = 5  # days for which letters lie in the tray
IN_PERSON = ("phone", "desk")
DOMAIN = "example.org"


def add_mail(ledger: Ledger, cast: Cast, written: Sequence[Written], rng: random.Random) -> None:
    """For the newest moves; older messages would only make the loading long."""
    since = cast.today - timedelta(days=WITHIN_DAYS)
    lately = [one for one in written if one.row["state_since"].date() >= since]
    for one in lately[:MOST]:
        for row in _messages(ledger.session, cast, one, rng):
            ledger.add(OutboxMessage, row)


def _messages(session: Session, cast: Cast, one: Written, rng: random.Random) -> Iterator[Row]:
    introduction = session.get_one(Introduction, one.id)
    if one.state is State.REFERRED and introduction.opportunity.organisation.email:
        host = introduction.opportunity.organisation
        made = of_person(session, introduction)
        way = Way("email", host.email or "", host.name)
        yield _row(cast, one, way, made, made.text, f"organisation-{one.state.value}", rng)
    way_there = way_to(introduction.volunteer)
    template = TO_VOLUNTEER.get(one.state)
    last = one.history[-1]
    told_in_person = last["through"] in IN_PERSON and last["on_behalf_of"] == "volunteer"
    if way_there is None or template is None or told_in_person:
        return
    made = to_volunteer(session, introduction, template)
    said = made.text
    if way_there.channel == "text":
        said = in_a_text(session, introduction, made.subject)
    yield _row(cast, one, way_there, made, said, template, rng)


def _row(
    cast: Cast,
    one: Written,
    way: Way,
    made: Rendered,
    text: str,
    template: str,
    rng: random.Random,
) -> Row:
    queued = one.row["state_since"]
    in_the_tray = way.channel == "letter" and (cast.today - queued.date()).days <= TO_PRINT
    reference = public_id(rng)
    return {
        "public_id": reference,
        "key": f"{template}:{one.public_id}:{len(one.history)}",
        "channel": way.channel,
        "address": way.address,
        "name": way.name,
        "reply_to": None,
        "purpose": PURPOSE,
        "transactional": True,
        "subject": made.subject,
        "text": text,
        "html": made.html if way.channel == "email" else None,
        "about_kind": "introduction",
        "about_id": one.public_id,
        "volunteer_id": one.person.id,
        "centre_id": one.person.centre_id,
        "internet_id": f"<{reference}@{DOMAIN}>",
        "state": MessageState.QUEUED if in_the_tray else MessageState.SENT,
        "queued_at": queued,
        "due_at": queued,
        "claim": None,
        "handed_over": False,
        "attempts": 0 if in_the_tray else 1,
        "doubts": 0,
        "ended_at": None if in_the_tray else queued + timedelta(minutes=1),
        "problem": "",
    }
