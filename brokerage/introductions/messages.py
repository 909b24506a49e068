"""What is said at each move: to the volunteer, and to the organisation. Nobody is left in silence.

Messages go to the outbox in the same transaction. Whoever cannot be written to is rung: that is a
task for the home centre. Somebody at the desk or on the telephone has just been told, so a move
made on the volunteer's own behalf sends them nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.concerns.holds import is_held
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import CLOSED, IN_WORDS, State
from brokerage.introductions.tasks import add_task
from brokerage.introductions.wording import (
    in_a_text,
    of_late,
    of_person,
    of_stopping,
    to_volunteer,
)
from brokerage.messages.rendering import Rendered
from brokerage.messages.service import Message, queue
from brokerage.organisations.models import Organisation
from brokerage.organisations.reached import reached
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

PURPOSE = "introductions"
STOPPING = "introduction_stopped"  # said also where the consent has just been withdrawn
GONE = frozenset({VolunteerState.LEFT, VolunteerState.ANONYMISED})
IN_PERSON = frozenset({"desk", "phone"})

TO_VOLUNTEER = {
    State.OFFERED: "introduction_offered",
    State.REFERRED: "introduction_sent",
    State.ACKNOWLEDGED: "introduction_acknowledged",
    State.INTERVIEWING: "introduction_meeting",
    State.CHECKS: "introduction_checks",
    State.ACCEPTED: "introduction_accepted",
    State.STARTED: "introduction_started",
    State.WAITING: "introduction_waiting",
    State.POSTPONED: "introduction_postponed",
    **dict.fromkeys(CLOSED, "introduction_closed"),
}

TOLD_WHEN_IT_STOPS = frozenset({State.WITHDRAWN, State.POSTPONED, State.RE_REFERRED})
"""An organisation that has somebody's first name learns that they are not coming."""


@dataclass(frozen=True)
class Way:
    """How somebody is written to."""

    channel: str
    address: str
    name: str


def tell(session: Session, introduction: Introduction, actor: Actor) -> None:
    """Queue what the move just made calls for."""
    state = State(introduction.state)
    if state != State.WAITING and _is_held(session, introduction):
        return
    if not _told_in_person(introduction, actor):
        _tell_volunteer(session, introduction, TO_VOLUNTEER.get(state))
    if state == State.REFERRED:
        _tell_organisation(session, introduction, of_person, PURPOSE)
    elif state in TOLD_WHEN_IT_STOPS and introduction.referred_at is not None:
        _tell_organisation(session, introduction, of_stopping, STOPPING)


def tell_no_answer_yet(session: Session, introduction: Introduction) -> None:
    """The organisation has been silent after a reminder; the broker has it now."""
    if _is_held(session, introduction):
        return
    _tell_volunteer(session, introduction, "introduction_no_answer_yet")


def remind_volunteer(session: Session, introduction: Introduction) -> None:
    """One reminder that a yes or no is waited for."""
    _tell_volunteer(session, introduction, "introduction_reminder")


def remind_organisation(
    session: Session, organisation: Organisation, introductions: Sequence[Introduction]
) -> None:
    """One message about all that are late, so that one answer settles several."""
    occasion = " ".join(f"{one.public_id}.{one.version}" for one in introductions)
    key = f"late:{sha256(occasion.encode()).hexdigest()}"
    _to_organisation(
        session,
        organisation,
        introductions[0],
        lambda to: of_late(session, organisation.name, introductions, to),
        key,
    )


def _is_held(session: Session, introduction: Introduction) -> bool:
    """Whether somebody designated for safeguarding has paused it: then no news goes out."""
    organisation_id = introduction.opportunity.organisation_id
    return is_held(session, introduction.volunteer_id, organisation_id)


def way_to(volunteer: Volunteer) -> Way | None:
    """How a person is written to: as they prefer, else by e-mail; None where one has to ring."""
    channel = volunteer.preferred_channel
    if channel == "text" and volunteer.phone_e164:
        return Way("text", volunteer.phone_e164, volunteer.first_name)
    if channel == "letter" and volunteer.address:
        name = f"{volunteer.first_name} {volunteer.last_name}".strip()
        return Way("letter", volunteer.address, name)
    if channel == "carer" and volunteer.carers and (carer := volunteer.carers[-1]).email:
        return Way("email", carer.email, carer.name)
    if channel == "email" and volunteer.email:
        return Way("email", volunteer.email, volunteer.first_name)
    return None


def _told_in_person(introduction: Introduction, actor: Actor) -> bool:
    public_id = introduction.volunteer.public_id
    theirs = {"volunteer", public_id, f"volunteer:{public_id}"}  # as accounts name them
    return actor.through in IN_PERSON and actor.on_behalf_of in theirs


def _tell_volunteer(session: Session, introduction: Introduction, template: str | None) -> None:
    volunteer = introduction.volunteer
    gone = volunteer.state in GONE or volunteer.preferred_channel == "none"
    if template is None or gone:
        return
    way = way_to(volunteer)
    if way is None:
        _ask_to_ring(session, introduction)
        return
    made = to_volunteer(session, introduction, template)
    text = made.text
    if way.channel == "text":
        text = in_a_text(session, introduction, made.subject)
    message = Message(
        channel=way.channel,
        address=way.address,
        name=way.name,
        purpose=PURPOSE,
        subject=made.subject,
        text=text,
        html=made.html if way.channel == "email" else None,
        about=("introduction", introduction.public_id),
        volunteer_id=volunteer.id,
        centre_id=introduction.home_centre_id,
        key=_key(introduction, template),
    )
    queue(session, message)


def _tell_organisation(
    session: Session,
    introduction: Introduction,
    saying: Callable[[Session, Introduction, str], Rendered],
    purpose: str,
) -> None:
    organisation = introduction.opportunity.organisation
    key = _key(introduction, f"organisation-{introduction.state}")

    def words(to: str) -> Rendered:
        return saying(session, introduction, to)

    _to_organisation(session, organisation, introduction, words, key, purpose)


def _to_organisation(
    session: Session,
    organisation: Organisation,
    introduction: Introduction,
    words: Callable[[str], Rendered],
    key: str,
    purpose: str = PURPOSE,
) -> None:
    """To each who looks after it, with links of their own; else the centre rings."""
    everybody = reached(session, organisation)
    if not everybody:
        add_task(
            session,
            Actor("job:messages", "job"),
            introduction.home_centre_id,
            f"Ring {organisation.name}: {words('').subject}",
            add_working_days(local_today(), 1),
            kind="unreached",
            organisation_id=organisation.id,
            made_for=key[:80],
        )
    for one in everybody:
        made = words(one.mark)
        message = Message(
            channel="email",
            address=one.email,
            name=organisation.name,
            purpose=purpose,
            subject=made.subject,
            text=made.text,
            html=made.html,
            about=("introduction", introduction.public_id),
            volunteer_id=introduction.volunteer_id,  # whose consent is asked again at sending
            centre_id=introduction.home_centre_id,
            key=f"{key}{one.ending}",
        )
        queue(session, message)


def _ask_to_ring(session: Session, introduction: Introduction) -> None:
    words = IN_WORDS[State(introduction.state)].lower()
    add_task(
        session,
        Actor("job:messages", "job"),
        introduction.home_centre_id,
        f"Ring with news of “{introduction.opportunity.title[:200]}”: {words}",
        add_working_days(local_today(), 1),
        kind="unreached",
        introduction=introduction,
        made_for=_key(introduction, "ring"),
    )


def _key(introduction: Introduction, template: str) -> str:
    """The same version of a record says a thing once."""
    return f"{template}:{introduction.public_id}:{introduction.version or 1}"
