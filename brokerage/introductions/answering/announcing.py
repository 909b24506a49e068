"""What an organisation is told about its roles: one message for all of them, with a link for each.

Who has no e-mail address is rung by the volunteer centre.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.introductions.answering.links import token_for_role
from brokerage.introductions.tasks import add_task
from brokerage.links import link
from brokerage.messages.rendering import Rendered, fields_of, rendered
from brokerage.messages.service import Message, queue
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.organisations.reached import reached
from brokerage.schema import day_in_words
from brokerage.weeks import local_today
from brokerage.working_days import add_working_days

PURPOSE = "roles"
CLOCK = Actor("job:opportunities.still_needed", "job")


def announce(
    session: Session,
    organisation: Organisation,
    template: str,
    roles: Sequence[Opportunity],
    until: date | None = None,
    why: str = "",
    key: str = "",
) -> None:
    """Queue one message about these roles. ``key`` names the occasion, else template and day do."""
    centre = centre_of(session, organisation, roles[0])
    key = key or _key(template, roles)
    everybody = reached(session, organisation)
    if not everybody:
        made = written(organisation, centre, template, roles, until, why)
        _ask_to_ring(session, organisation, centre, made.subject, key)
    for one in everybody:
        made = written(organisation, centre, template, roles, until, why, to=one.mark)
        message = Message(
            channel="email",
            address=one.email,
            name=organisation.name,
            purpose=PURPOSE,
            subject=made.subject,
            text=made.text,
            html=made.html,
            about=("opportunity", roles[0].public_id),
            centre_id=centre.id,
            key=f"{key}{one.ending}",
        )
        queue(session, message)


def written(
    organisation: Organisation,
    centre: Centre,
    template: str,
    roles: Sequence[Opportunity],
    until: date | None = None,
    why: str = "",
    at: datetime | None = None,
    to: str = "",
) -> Rendered:
    """The words alone. ``at``: the moment from which the links last, where it is not this one.

    ``to``: whose links they are, by the mark of the address.
    """
    known = {
        "organisation": organisation.name,
        "roles": [f"{role.title}: {page_of(role, at, to)}" for role in roles],
        "until": day_in_words(until) if until else "",
        "why": why,
        "centre": centre.name,
        "phone": centre.phone,
    }
    return rendered(template, **{name: known[name] for name in fields_of(template)})


def page_of(role: Opportunity, at: datetime | None = None, to: str = "") -> str:
    """Where the organisation says whether it is still needed."""
    return link("answering.role", token=token_for_role(role, at, to))


def _key(template: str, roles: Sequence[Opportunity]) -> str:
    about = " ".join(role.public_id for role in roles)
    occasion = f"{template} {local_today()} {about}"
    return f"roles:{sha256(occasion.encode()).hexdigest()}"


def centre_of(session: Session, organisation: Organisation, role: Opportunity) -> Centre:
    """The centre that an organisation without an e-mail address is rung by."""
    known = role.centre_id or organisation.centre_id
    found = session.get(Centre, known) if known else find_lead(session)
    if found is None:
        raise LookupError("there is no centre that could be rung")
    return found


def _ask_to_ring(
    session: Session, organisation: Organisation, centre: Centre, subject: str, key: str
) -> None:
    add_task(
        session,
        CLOCK,
        centre.id,
        f"Ring {organisation.name[:120]}: {subject}"[:400],
        add_working_days(local_today(), 1),
        kind="unreached",
        organisation_id=organisation.id,
        made_for=key[:80],
    )
