"""What can be done with an alert. Services never commit and never see the request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.consents import get_purpose, has_consent, record_consent
from brokerage.db import now
from brokerage.errors import Conflict, Invalid
from brokerage.messages.agreeing import ALERT
from brokerage.messages.models import OutboxMessage
from brokerage.suggestions.alerts import owning, posting
from brokerage.suggestions.alerts.models import Alert, AlertState, Kind
from brokerage.suggestions.alerts.times import next_due
from brokerage.suggestions.alerts.wishes import Wish, check_way
from brokerage.versions import check_version, note_change
from brokerage.volunteers.models import Volunteer

PURPOSE = "digests"
FULL = f"You have {owning.MOST} alerts. Stop one of them first."
RECORD_WORDS = "Roles that fit your record"


def ask(
    session: Session, address: str, query: str, words: str, wish: Wish, actor: Actor
) -> Alert | None:
    """Of the public: write to the address, so that its owner says whether they want this.

    Whoever asked learns nothing about the address: what it has already is said there only. The
    new alert; None where the address has this one, or enough.
    """
    mine = owning.list_of_address(session, address)
    same = next((one for one in mine if one.query == query), None)
    if same is None and len(mine) < owning.MOST:
        same = _new(session, actor, query=query, words=words, wish=wish)
        same.address = owning.address_of(address)
        session.flush()
    elif same is None or same.state != AlertState.ASKED:
        posting.queue_already(session, owning.address_of(address), mine)
        return None
    _wish(same, wish)
    posting.queue_confirm(session, same)
    return same


def confirm(session: Session, alert: Alert, actor: Actor) -> None:
    """The owner of the address wants it; from now on new roles are news. Again: nothing happens."""
    session.refresh(alert, with_for_update=True)
    if alert.state == AlertState.ASKED:
        alert.confirmed_at = now()
        _begin(alert)
        _note(session, alert, actor, "confirm")


def add_for(
    session: Session, volunteer: Volunteer, query: str | None, words: str, wish: Wish, actor: Actor
) -> Alert:
    """For a registered person, who agrees by asking; without a query, by what their record says.

    The same again changes how often it comes. Raises Invalid for one too many, or for a way in
    which this person cannot be reached.
    """
    check_way(volunteer, wish)
    kind = Kind.RECORD if query is None else Kind.SEARCH
    mine = owning.list_of_volunteer(session, volunteer)
    alert = next((one for one in mine if (one.kind, one.query) == (kind, query or "")), None)
    if alert is None and len(mine) >= owning.MOST:
        raise Invalid(FULL, "how_often")
    if alert is None:
        alert = _new(session, actor, query=query or "", words=words or RECORD_WORDS, wish=wish)
        alert.kind, alert.volunteer_id, alert.confirmed_at = kind, volunteer.id, now()
    _wish(alert, wish)
    _begin(alert)
    _agree(session, volunteer, actor)
    session.flush()
    _note(session, alert, actor, "add")
    return alert


def change(
    session: Session, alert: Alert, wish: Wish, actor: Actor, seen: int | None = None
) -> None:
    """How often, on which day, and in which way. Raises ChangedMeanwhile, Conflict, Invalid."""
    check_version(session, alert, seen, vars(wish))
    _check_confirmed(alert)
    if alert.volunteer_id is not None:
        volunteer = session.get_one(Volunteer, alert.volunteer_id)
        check_way(volunteer, wish)
        _agree_again(session, alert, volunteer, actor)
    elif wish.channel != "email":
        raise Invalid("We can only send e-mail to this address.", "channel")
    _wish(alert, wish)
    note_change(alert)
    _note(session, alert, actor, "change")


def pause(session: Session, alert: Alert, actor: Actor) -> None:
    """Nothing is sent until its owner wants it again."""
    session.refresh(alert, with_for_update=True)
    _check_confirmed(alert)
    if alert.state == AlertState.ACTIVE:
        rest(alert)
        note_change(alert)
        _note(session, alert, actor, "pause")


def rest(alert: Alert) -> None:
    """Pause it, whoever does so."""
    alert.state, alert.paused_at, alert.next_due_at = AlertState.PAUSED, now(), None


def go_on(session: Session, alert: Alert, actor: Actor) -> None:
    """Its owner wants it, still or again; what opened while it was paused is not made up for."""
    session.refresh(alert, with_for_update=True)
    _check_confirmed(alert)
    if alert.state == AlertState.PAUSED:
        _begin(alert)
    alert.wanted_at, alert.asked_at = now(), None
    if alert.volunteer_id is not None:
        _agree_again(session, alert, session.get_one(Volunteer, alert.volunteer_id), actor)
    note_change(alert)
    _note(session, alert, actor, "go_on")


def stop(session: Session, alert: Alert, actor: Actor) -> None:
    """Delete it, with all it remembers; what is queued of it is held when its turn comes."""
    _note(session, alert, actor, "stop")
    session.execute(delete(Alert).where(Alert.id == alert.id))
    session.expunge(alert)


def stop_by_message(session: Session, message: OutboxMessage, actor: Actor) -> None:
    """Stop the alert that a message came from, where its reader has no record: a registered
    person's consent is what they withdraw. Again: nothing happens."""
    if message.about_kind != ALERT or message.volunteer_id is not None:
        return
    found = session.scalar(select(Alert).where(Alert.public_id == message.about_id))
    if found is not None:
        stop(session, found, actor)


def forget_unconfirmed(session: Session) -> int:
    """Addresses whose owners did not answer in a week. How many."""
    over = now() - owning.TO_CONFIRM - timedelta(hours=1)
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(Alert).where(Alert.state == AlertState.ASKED, Alert.made_at < over)
    )
    return gone.rowcount


def _new(session: Session, actor: Actor, *, query: str, words: str, wish: Wish) -> Alert:
    made = Alert(
        query=query,
        words=words,
        state=AlertState.ASKED,
        wording_version=get_purpose(PURPOSE).wording.version,
        actor=actor.name,
        through=actor.through,
        announced=[],
    )
    _wish(made, wish)
    session.add(made)
    return made


def _wish(alert: Alert, wish: Wish) -> None:
    alert.how_often, alert.weekday, alert.channel = wish.how_often, wish.weekday, wish.channel
    if alert.state == AlertState.ACTIVE:
        alert.next_due_at = next_due(wish.how_often, wish.weekday, now())


def _begin(alert: Alert) -> None:
    moment = now()
    alert.state, alert.paused_at, alert.asked_at = AlertState.ACTIVE, None, None
    alert.wanted_at = moment
    alert.seen_to = moment
    alert.next_due_at = next_due(alert.how_often, alert.weekday, moment)


def _agree(session: Session, volunteer: Volunteer, actor: Actor) -> bool:
    """Whether they had not agreed before."""
    had = has_consent(session, volunteer.id, PURPOSE)
    if not had:
        record_consent(session, volunteer.id, PURPOSE, True, actor)
    return not had


def _agree_again(session: Session, alert: Alert, volunteer: Volunteer, actor: Actor) -> None:
    """Whoever wants an alert after a withdrawal agrees anew, and begins from today."""
    if _agree(session, volunteer, actor) and alert.state == AlertState.ACTIVE:
        _begin(alert)


def _check_confirmed(alert: Alert) -> None:
    if alert.state == AlertState.ASKED:
        raise Conflict("First open the link in the message that we sent to this address.")


def _note(session: Session, alert: Alert, actor: Actor, act: str) -> None:
    """Under the person where there is one, so that their trail is whole."""
    kind, public_id = "alert", alert.public_id
    if alert.volunteer_id is not None:
        volunteer = session.get_one(Volunteer, alert.volunteer_id)
        kind, public_id = "volunteer", volunteer.public_id
    audit.record(session, actor, f"alert.{act}", kind, public_id, ("alerts",))
