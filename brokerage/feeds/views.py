"""Pages and files that other places link to, embed, subscribe to or print."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.access import needs, public
from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.errors import NotFound
from brokerage.feeds import live
from brokerage.feeds.calendar import in_calendar
from brokerage.headers import csp_nonce, policy
from brokerage.links import link
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.organisations.schemas import OrganisationSchema
from brokerage.records.paging import Paging, page_of
from brokerage.schema import Audience, Fact, facts
from brokerage.suggestions.cards import card
from brokerage.suggestions.queries import Search
from brokerage.suggestions.results import Card
from brokerage.suggestions.understanding import understand
from brokerage.suggestions.words import when_lines
from brokerage.tenancy import get_organisation
from brokerage.weeks import local_today

feeds = Blueprint("feeds", __name__)
sharing = Blueprint("sharing", __name__, url_prefix="/share")
feeds.add_app_template_filter(when_lines, "when_lines")

MOST_EMBEDDED = 30
SAID_ABOVE = ("id", "name", "description", "website")
# Anybody may frame it, so it can do nothing: no script, no form, no image, no cookie.
EMBEDDED = (
    "default-src 'none'; style-src 'self' 'nonce-{}'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors *"
)


@feeds.get("/by/<organisation_id>")
@public
def organisation(organisation_id: str) -> ResponseReturnValue:
    """Roles by one organisation, and what it does."""
    unit, today = db.session(), local_today()
    found = live.get_checked(unit, organisation_id)
    roles = live.list_shown(unit, found, today)
    paging = Paging(len(roles), page_of(request.args))
    shown = roles[paging.offset : paging.offset + paging.size]
    return render_template(
        "feeds/organisation.html",
        organisation=found,
        facts=_facts(found),
        cards=_cards(unit, shown),
        paging=paging,
        today=today,
    )


@feeds.get("/by/<organisation_id>.ics")
@public
def organisation_calendar(organisation_id: str) -> ResponseReturnValue:
    """All its sessions."""
    unit, today = db.session(), local_today()
    found = live.get_checked(unit, organisation_id)
    roles = live.list_shown(unit, found, today)
    return _calendar(in_calendar(unit, roles, f"Volunteering with {found.name}", today))


@feeds.get("/embed/<organisation_id>")
@public
def embed(organisation_id: str) -> ResponseReturnValue:
    """The list for another site's page. What is no longer shown there is an empty list."""
    unit, today = db.session(), local_today()
    try:
        found = live.get_checked(unit, organisation_id)
    except NotFound:
        return _embedded(render_template("feeds/embed_nothing.html"), 404)
    roles = live.list_shown(unit, found, today)
    page = render_template(
        "feeds/embed.html",
        organisation=found,
        cards=_cards(unit, roles[:MOST_EMBEDDED]),
        total=len(roles),
        place_in_words=live.place_in_words,
    )
    return _embedded(page)


@feeds.get("/opportunities/<role_id>/sessions.ics")
@public
def role_calendar(role_id: str) -> ResponseReturnValue:
    """One role's sessions."""
    unit, today = db.session(), local_today()
    role = live.get_shown_role(unit, role_id, today)
    return _calendar(in_calendar(unit, [role], role.title, today))


@feeds.get("/opportunities/<role_id>/poster")
@public
def poster(role_id: str) -> ResponseReturnValue:
    """One sheet of A4 for a noticeboard."""
    unit, today = db.session(), local_today()
    role = live.get_shown_role(unit, role_id, today)
    address = link("opportunities.show", public_id=role_id)
    return render_template(
        "feeds/poster.html",
        role=role,
        card=_cards(unit, [role])[0],
        place=live.place_in_words(role),
        centre=live.centre_of(unit, role, today),
        address=address,
        code=_square(address),
    )


@sharing.get("")
@needs("organisation.own")
def index() -> ResponseReturnValue:
    """To the page of one's organisation; a choice where there are several."""
    ids = current_actor().organisation_ids
    mine = select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.name)
    found = db.session().scalars(mine).all()
    if len(found) == 1:
        return redirect(url_for("sharing.show", organisation_id=found[0].public_id))
    return render_template("feeds/choose.html", found=found)


@sharing.get("/<organisation_id>")
@needs("organisation.own")
def show(organisation_id: str) -> ResponseReturnValue:
    """What an organisation can put on its own site, in calendars and on noticeboards."""
    unit, today = db.session(), local_today()
    found = get_organisation(unit, current_actor(), organisation_id)
    shown = live.list_shown(unit, found, today)
    everything = live.list_open(unit, found, today)
    answer = make_response(
        render_template(
            "feeds/share.html",
            organisation=found,
            shown=shown,
            left_out=[role for role in everything if role not in shown],
            page=link("feeds.organisation", organisation_id=organisation_id),
            calendar=link("feeds.organisation_calendar", organisation_id=organisation_id),
            snippet=_snippet(found),
        )
    )
    # the preview is a frame of our own
    answer.headers["Content-Security-Policy"] = f"{policy()}; frame-src 'self'"
    return answer


def _snippet(organisation: Organisation) -> str:
    """What somebody copies into a page of their own."""
    address = link("feeds.embed", organisation_id=organisation.public_id)
    name = escape(f"Volunteer with {organisation.name}")
    return (
        f'<iframe src="{escape(address)}" title="{name}" width="100%" height="600" '
        'loading="lazy"></iframe>'
    )


def _facts(organisation: Organisation) -> list[Fact]:
    groups = facts(OrganisationSchema, organisation, Audience.PUBLIC)
    return [fact for group in groups for fact in group.facts if fact.name not in SAID_ABOVE]


def _cards(unit: Session, roles: Sequence[Opportunity]) -> list[Card]:
    """As in a list of results where nothing was asked."""
    question = understand(unit, Search(), local_today())
    return [card(rank, role, None, question) for rank, role in enumerate(roles, 1)]


def _square(address: str) -> Markup:
    """The address as a QR code, drawn in the page itself."""
    drawn = segno.make(address, error="m", micro=False)
    made = drawn.svg_inline(border=2, omitsize=True, svgclass="poster__square", lineclass=None)
    return Markup(made)  # noqa: S704 - our own drawing of our own address


def _embedded(page: str, status: int = 200) -> Response:
    answer = make_response(page, status)
    answer.headers["Content-Security-Policy"] = EMBEDDED.format(csp_nonce())
    answer.headers["Cache-Control"] = "no-cache"  # a role that closes is gone at once
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _calendar(text: bytes) -> Response:
    headers = {"Cache-Control": "no-cache"}
    return Response(text, mimetype="text/calendar", headers=headers)
