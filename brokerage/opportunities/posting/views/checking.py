"""All answers with hints and a preview; and sending the role."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.audit import record
from brokerage.db import db, unit_of_work
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.moderation.changes import is_looked_at_first
from brokerage.opportunities.moderation.deciding import DECLINED
from brokerage.opportunities.moderation.wording import label_of
from brokerage.opportunities.parts_shown import groups_shown
from brokerage.opportunities.posting.asked_back import sent_back
from brokerage.opportunities.posting.filling import settle
from brokerage.opportunities.posting.hints import missing_hints, opening_hints, word_hints
from brokerage.opportunities.posting.minding import wanted_of
from brokerage.opportunities.posting.pages import PAGES, Page, asked_of, first
from brokerage.opportunities.posting.private import PUBLIC_TEXTS, private_in
from brokerage.opportunities.posting.putting import take_private_out
from brokerage.opportunities.posting.reading import read_pages
from brokerage.opportunities.posting.submitting import (
    CAN_BE_SENT,
    centre_of,
    phone_for,
    still_to_write,
    submit,
    where_to,
)
from brokerage.opportunities.posting.views.blueprint import (
    address,
    answers_for,
    posting,
    the_role,
    vocabulary_of,
)
from brokerage.opportunities.posting.views.summary import summary
from brokerage.organisations.models import Standing
from brokerage.organisations.requirements import why_not_live
from brokerage.suggestions import service as suggestions
from brokerage.suggestions.asking import Allowance, allowance
from brokerage.suggestions.reach import Reach, question_of, reach
from brokerage.suggestions.unpublished import card_of_draft
from brokerage.weeks import local_today

QUESTIONS_AN_HOUR = 60


@posting.get("/<opportunity_id>/check-answers")
@needs("roles.post")
def check(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Everything that was answered, with a link to change each, and what could be better."""
    session, today = db.session(), local_today()
    role = the_role(session, organisation_id, opportunity_id)
    answers = answers_for(session, role)
    pages = asked_of(answers)
    texts = {name: first(answers, name) for name in PUBLIC_TEXTS}
    return render_template(
        "posting/check.html",
        role=role,
        organisation=role.organisation,
        said=summary(session, role, pages, answers),
        wrong=_pages_with(_errors(session, role, pages, answers)),
        gaps=still_to_write(role),
        hints=word_hints(texts),
        missing=missing_hints(answers),
        openings=opening_hints(answers),
        page_of={name: page.name for page in PAGES for name in page.fields},
        private=private_in(texts),
        reach=reach_of(session, role),
        centre=centre_of(session, role, today),
        goes_live=where_to(role, today) is State.LIVE,
        can_be_sent=role.state in CAN_BE_SENT,
        barred=why_not_live(role.organisation, role, today),
        back=sent_back(session, role, pages),
        declined=_declined(role),
        waits=[label_of(name) for name in wanted_of(session, role) if name != "check_reason"],
        looked_at_first=is_looked_at_first(role, current_actor()),
    )


@posting.post("/<opportunity_id>/check-answers")
@needs("roles.post", keeps=True)
def send(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """Send the role to the volunteer centre, or publish it."""
    ids, actor = (organisation_id, opportunity_id), current_actor()
    taken: list[str] = []
    with unit_of_work() as unit:
        role = the_role(unit, organisation_id, opportunity_id)
        wrong = settle(unit, role, vocabulary_of(unit), local_today())
        if not wrong.errors:
            taken = submit(unit, role, actor, local_today())
            record(unit, actor, "role.sent", "opportunity", role.public_id, (), role.version)
    if wrong.errors:
        return redirect(address("page", ids, name=_pages_with(wrong.errors)[0].name))
    if taken:
        flash(f"We took out {', '.join(taken)}: the volunteer centre stands instead.")
    return redirect(address("sent", ids))


@posting.get("/<opportunity_id>/sent")
@needs("roles.post")
def sent(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """What happens next."""
    session = db.session()
    role = the_role(session, organisation_id, opportunity_id)
    centre = centre_of(session, role, local_today())
    return render_template(
        "posting/sent.html", role=role, organisation=role.organisation, centre=centre
    )


@posting.get("/<opportunity_id>/preview")
@needs("roles.post")
def preview(organisation_id: str, opportunity_id: str) -> ResponseReturnValue:
    """The card and the page as everybody will see them, and about how many people fit."""
    session = db.session()
    role = the_role(session, organisation_id, opportunity_id)
    counted = reach_of(session, role)
    with session.no_autoflush:  # as it will be published, which is not what is stored yet
        take_private_out(role, phone_for(session, role, local_today()))
        page = render_template(
            "posting/preview.html",
            opportunity=role,
            organisation=role.organisation,
            card=card_of_draft(session, role),
            groups=groups_shown(role),
            terms=suggestions.terms_in_words(session, role),
            today=local_today(),
            reach=counted,
            closed=None,
            from_search=False,
            like=[],
            elsewhere="",
        )
        session.expire(role)
    return page


def reach_of(session: Session, role: Opportunity) -> Reach | None:
    """About how many people fit; None beyond what one account may ask in an hour.

    An organisation that is not verified learns nothing about volunteers; its centre may look.
    """
    if role.organisation.state != Standing.VERIFIED and not current_actor().centre_ids:
        return None
    allowed: Allowance[Reach | None] = allowance("reach", QUESTIONS_AN_HOUR)
    question = question_of(session, role)
    return allowed.answer(current_actor().name, question, lambda: reach(session, role))


def _declined(role: Opportunity) -> str:
    """Why the centre said no, in kind words; empty where it did not."""
    if role.state != State.DECLINED or not role.moves:
        return ""
    return DECLINED[role.moves[-1].reason or "other"].words


def _errors(
    session: Session, role: Opportunity, pages: list[Page], answers: dict[str, list[str]]
) -> set[str]:
    """Fields that still have to be answered."""
    others = [page for page in pages if page.name != "times"]
    found = set(read_pages(others, answers, vocabulary_of(session), local_today()).errors)
    if len(others) < len(pages) and not role.sessions:
        found.add("session_on")
    return found


def _pages_with(fields: object) -> list[Page]:
    names = set(fields) if isinstance(fields, set | dict) else set()
    return [page for page in PAGES if set(page.fields) & names]
