"""How an organisation reaches somebody: as they agreed, once it has said that it will talk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage import audit
from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.introductions.models import Introduction
from brokerage.introductions.sharing import CONTACT_CHANNELS, THROUGH_US
from brokerage.introductions.states import State
from brokerage.volunteers.models import Volunteer

WRITE_OR_CALL = {
    "email": "Write to {name}",
    "phone": "Ring {name}",
    "text": "Send {name} a text message",
    "letter": "Write {name} a letter",
    "carer": "Talk to {name}’s carer or supporter",
    THROUGH_US: "Ring the volunteer centre about {name}",
}


@dataclass(frozen=True)
class Reach:
    """``what`` to do; ``name`` of whom to ask for, and the ways: any of them may be empty."""

    what: str
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def is_released(introduction: Introduction) -> bool:
    """Whether the organisation has answered, and it is still under way."""
    answered = any(move.to_state == State.ACKNOWLEDGED for move in introduction.moves)
    return answered and introduction.is_open and introduction.state != State.POSTPONED


def how_to_reach(session: Session, introduction: Introduction) -> Reach | None:
    """The agreed way alone; None before it is released. Whoever shows it calls note_reading."""
    shared = introduction.shared or {}
    channel = str(shared.get("contact_channel", ""))
    if not is_released(introduction) or channel not in CONTACT_CHANNELS:
        return None
    found = _reach(session, introduction, channel)
    name = str(shared.get("first_name") or "the volunteer")
    return Reach(WRITE_OR_CALL.get(channel, "Reach {name}").format(name=name), **found)


def note_reading(session: Session, introduction_id: str, actor: Actor) -> None:
    """Write down that somebody has read how to reach a volunteer."""
    audit.record(session, actor, "read", "introduction", introduction_id, ("contact",))


def _reach(session: Session, introduction: Introduction, channel: str) -> dict[str, str]:
    person: Volunteer = introduction.volunteer
    if channel == "carer" and person.carers:
        carer = person.carers[-1]
        return {"name": carer.name, "phone": carer.phone or "", "email": carer.email or ""}
    if channel in ("phone", "text"):
        return {"phone": person.phone or ""}
    if channel == "email":
        return {"email": person.email or ""}
    if channel == "letter":
        whole = f"{person.first_name} {person.last_name}".strip()
        return {"name": whole, "address": person.address or ""}
    centre = session.get_one(Centre, introduction.home_centre_id)
    return {"name": centre.name, "phone": centre.phone}
