"""The words of messages about introductions, from their templates in templates/emails/."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.introductions.answering.links import token_for_all, token_for_one
from brokerage.introductions.models import Introduction
from brokerage.introductions.reasons import kind_words
from brokerage.introductions.states import State
from brokerage.links import link
from brokerage.messages.rendering import Rendered, rendered
from brokerage.schema import day_in_words


def to_volunteer(session: Session, introduction: Introduction, template: str) -> Rendered:
    """Where it stands, who acts next and by when."""
    role = introduction.opportunity
    fields: dict[str, Any] = {
        "name": introduction.volunteer.first_name,
        "role": role.title,
        "organisation": role.organisation.name,
        "due": day_in_words(introduction.due_on) if introduction.due_on else "",
        "on": day_in_words(introduction.agreed_on) if introduction.agreed_on else "",
        **_centre(session, introduction),
    }
    if template == "introduction_closed":
        fields["words"] = kind_words(State(introduction.state), introduction.reason)
    return rendered(template, **fields)


def of_person(session: Session, introduction: Introduction, to: str = "") -> Rendered:
    """What the volunteer agreed to send, and nothing else. ``to``: whose links, by their mark."""
    shared = introduction.shared or {}
    return rendered(
        "introduction_for_organisation",
        organisation=introduction.opportunity.organisation.name,
        role=introduction.opportunity.title,
        first_name=str(shared.get("first_name", "")),
        reasons=list(shared.get("reasons", ())),
        note=str(shared.get("note", "")),
        due=day_in_words(introduction.due_on) if introduction.due_on else "",
        **_links(introduction, to),
        **_centre(session, introduction),
    )


def _links(introduction: Introduction, to: str) -> dict[str, str]:
    """Where the organisation answers by one tap; empty for what is only shown beforehand."""
    if not introduction.state_since:  # a preview, never stored
        return dict.fromkeys(("talk", "not_now", "filled"), "")
    token = token_for_one(introduction, to)
    return {
        "talk": link("answering.one", token=token),
        "not_now": link("answering.not_this_time", token=token),
        "filled": link("answering.filled", token=token),
    }


def of_stopping(session: Session, introduction: Introduction, _to: str = "") -> Rendered:
    """Somebody is not coming, or not yet; never why. Without a link: the same for everybody."""
    return rendered(
        "introduction_stopped",
        organisation=introduction.opportunity.organisation.name,
        role=introduction.opportunity.title,
        first_name=str((introduction.shared or {}).get("first_name", "")),
        for_now=introduction.state == State.POSTPONED,
        **_centre(session, introduction),
    )


def of_late(
    session: Session, organisation: str, late: Sequence[Introduction], to: str = ""
) -> Rendered:
    """Everybody who waits for one organisation's answer."""
    people = [
        f"{(one.shared or {}).get('first_name', 'A volunteer')}, for “{one.opportunity.title}”"
        for one in late
    ]
    token = token_for_all(late[0].opportunity.organisation, late[0].reminded_at, to)
    return rendered(
        "introductions_reminder",
        organisation=organisation,
        people=people,
        link=link("answering.everybody", token=token),
        **_centre(session, late[0]),
    )


def in_a_text(session: Session, introduction: Introduction, subject: str) -> str:
    """The same in a text message: the subject, and where to ring."""
    centre = _centre(session, introduction)
    return f"{subject}. Questions? Ring {centre['centre']}, {centre['phone']}."


def _centre(session: Session, introduction: Introduction) -> dict[str, str]:
    centre = session.get_one(Centre, introduction.home_centre_id)
    return {"centre": centre.name, "phone": centre.phone}
