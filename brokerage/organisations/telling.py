"""What an organisation is written, for the pages and jobs that change where it stands.

Whoever has no e-mail address is rung: that is a task for its centre.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.introductions.tasks import add_task
from brokerage.links import link
from brokerage.messages.rendering import Lines
from brokerage.messages.service import Message, queue, rendered
from brokerage.organisations.models import Organisation, Standing
from brokerage.organisations.reached import reached
from brokerage.organisations.reasons import DECLINED, HELP
from brokerage.organisations.requirements import WORDS
from brokerage.organisations.standing import last_answer
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

PURPOSE = "organisations"
WRITING = Actor("job:messages", "job")


def tell(
    session: Session, organisation: Organisation, template: str, key: str, **fields: Any
) -> None:
    """Write to each who looks after it, or ask the centre to ring. ``key`` names the occasion."""
    centre = centre_of(session, organisation)
    known = {"organisation": organisation.name, "centre": centre.name, "phone": centre.phone}
    occasion = f"{template}:{organisation.public_id}:{key}"
    everybody = reached(session, organisation)
    if not everybody:
        name = organisation.contact_name or organisation.name
        subject = rendered(template, name=name, **known, **fields).subject
        ask_centre(session, organisation, f"Ring {organisation.name}: {subject}", occasion)
    for one in everybody:
        made = rendered(template, name=one.name, **known, **fields)
        message = Message(
            channel="email",
            address=one.email,
            name=one.name,
            purpose=PURPOSE,
            subject=made.subject,
            text=made.text,
            html=made.html,
            about=("organisation", organisation.public_id),
            centre_id=centre.id,
            key=f"{occasion}{one.ending}",
        )
        queue(session, message)


def tell_answer(session: Session, organisation: Organisation) -> None:
    """Say what the centre has just answered."""
    answer = last_answer(organisation)
    assert answer is not None  # noqa: S101 - called right after the answer was given
    home = link("organisations.home", organisation_id=organisation.public_id)
    key = str(answer.id)
    if answer.to_state == Standing.VERIFIED:
        tell(session, organisation, "organisation_verified", key, link=home)
    elif answer.to_state == Standing.DECLINED:
        words = DECLINED[answer.reason or "other"].words
        tell(session, organisation, "organisation_declined", key, words=words, note=answer.note)
    else:
        lines = [f"{WORDS[code].label}. {WORDS[code].why}" for code in answer.missing]
        details = link("organisations.details", organisation_id=organisation.public_id)
        tell(
            session,
            organisation,
            "organisation_not_yet",
            key,
            missing=Lines("\n".join(f"- {line}" for line in lines)),
            help=Lines("\n".join(f"- {HELP[code]}" for code in answer.help)),
            note=answer.note,
            link=details,
        )


def write_to(
    session: Session,
    organisation: Organisation,
    name: str,
    email: str,
    template: str,
    **fields: Any,
) -> None:
    """Write to one person about an organisation: somebody who is asked to join."""
    made = rendered(template, name=name, organisation=organisation.name, **fields)
    message = Message(
        channel="email",
        address=email,
        name=name,
        purpose=PURPOSE,
        subject=made.subject,
        text=made.text,
        html=made.html,
        about=("organisation", organisation.public_id),
        centre_id=centre_of(session, organisation).id,
    )
    queue(session, message)


def ask_centre(session: Session, organisation: Organisation, what: str, occasion: str) -> None:
    """A task for the centre, due on the next working day."""
    add_task(
        session,
        WRITING,
        centre_of(session, organisation).id,
        what[:400],
        add_working_days(local_today(), 1),
        kind="unreached",
        organisation_id=organisation.id,
        made_for=occasion[-80:],
    )


def centre_of(session: Session, organisation: Organisation) -> Centre:
    """Its own centre, else the lead centre."""
    found = session.get(Centre, organisation.centre_id) if organisation.centre_id else None
    centre = found or find_lead(session)
    assert centre is not None  # noqa: S101 - an organisation joins through a centre
    return centre
