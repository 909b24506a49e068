"""A role as the desk sees it: who could do it, how full it is, and who is on the way."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.db import db
from brokerage.introductions.answering.recent import record_of
from brokerage.introductions.forroles import list_of_role, shortlist_for
from brokerage.introductions.service import list_waiting
from brokerage.introductions.views.blueprint import desk
from brokerage.introductions.views.naming import district_names
from brokerage.opportunities.alive.asking import find_open
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.models import State as RoleState
from brokerage.opportunities.service import get_shown, places_left
from brokerage.opportunities.words import why_closed
from brokerage.organisations.models import Organisation
from brokerage.tenancy import may_see_organisation
from brokerage.volunteers.finding import LONGEST
from brokerage.weeks import local_today

MOST_ROLES = 50
PEOPLE = 15


@desk.get("/roles")
@needs("introductions.read")
def roles() -> ResponseReturnValue:
    """Find a role by a fragment of its title, its organisation or its reference."""
    text = request.args.get("q", "").replace("\0", "").strip()[:LONGEST]
    query = (
        select(Opportunity)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(Opportunity.state.in_((RoleState.LIVE, RoleState.FILLED, RoleState.PAUSED)))
        .options(joinedload(Opportunity.organisation))
    )
    for word in text.split()[:6]:
        query = query.where(
            or_(
                Opportunity.title.icontains(word, autoescape=True),
                Organisation.name.icontains(word, autoescape=True),
                Opportunity.public_id == word,
            )
        )
    newest = query.order_by(Opportunity.published_at.desc(), Opportunity.id.desc())
    found = db.session.scalars(newest.limit(MOST_ROLES + 1)).unique().all()
    return render_template(
        "desk/roles.html", roles=found[:MOST_ROLES], more=len(found) > MOST_ROLES, text=text
    )


@desk.get("/roles/<opportunity_id>")
@needs("introductions.read")
def role(opportunity_id: str) -> ResponseReturnValue:
    """People for a role, its places, and everybody on the way to it."""
    session, actor = db.session(), current_actor()
    found = get_shown(session, opportunity_id)
    ours, shared = shortlist_for(session, found, actor, PEOPLE)
    waiting = list_waiting(session, found)
    return render_template(
        "desk/role.html",
        role=found,
        closed=why_closed(found, local_today()),
        places=places_left(found),
        ours=ours,
        shared=shared,
        under_way=list_of_role(session, found, actor),
        line={one.id: place for place, one in enumerate(waiting, 1)},
        waiting=len(waiting),
        districts=district_names(),
        answers=record_of(session, found.organisation),
        asking=find_open(session, found),
        may_answer=may_see_organisation(session, actor, found.organisation),
    )
