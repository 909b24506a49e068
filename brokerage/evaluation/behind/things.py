"""Roles, organisations, funding and support, as rows behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from brokerage.accounts.hats import managed_by
from brokerage.accounts.permissions import allowed
from brokerage.actors import Role
from brokerage.evaluation.behind.naming import About, Asking, joined, on_day
from brokerage.evaluation.measures.organisations import line_of
from brokerage.evaluation.models import Funding
from brokerage.guidance.support import SupportGiven, support_given
from brokerage.guidance.words import KINDS, TOPICS
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import SHOWN_TO_THE_PUBLIC
from brokerage.organisations.models import Organisation
from brokerage.organisations.schemas import INCOME_BANDS
from brokerage.tenancy import organisations_seen_by


def roles(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """At the desk; for somebody without one, the public page while the role is live."""
    whole = joinedload(Opportunity.organisation)
    query = select(Opportunity).options(whole).where(Opportunity.id.in_(ids))
    return {
        one.id: About(
            one.title,
            joined(
                one.organisation.name,
                f"published {on_day(one.published_at)}",
                f"now: {one.state.replace('_', ' ')}",
            ),
            one.public_id,
            *_page_of_role(asking, one),
        )
        for one in asking.session.scalars(query)
    }


def organisations(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """Those that the reader works with lead to their page at the desk."""
    seen = organisations_seen_by(asking.actor).with_only_columns(Organisation.id)
    open_to = set(asking.session.scalars(seen.where(Organisation.id.in_(ids))))
    at_desk = allowed("organisations.verify", asking.actor.roles)
    query = select(Organisation).where(Organisation.id.in_(ids))
    return {
        one.id: About(
            one.name,
            f"Yearly income: {INCOME_BANDS.get(one.income_band or '', 'not stated').lower()}",
            one.public_id,
            "desk_organisations.show" if at_desk and one.id in open_to else "",
            {"organisation_id": one.public_id},
        )
        for one in asking.session.scalars(query)
    }


def funding(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """What was entered, and where it came from; whoever may correct it is led there."""
    enters = allowed("figures.enter", asking.actor.roles)
    everywhere = Role.LEAD in asking.actor.roles
    managed = managed_by(asking.session, asking.actor) if enters else frozenset()
    query = select(Funding).where(Funding.id.in_(ids))
    return {
        one.id: About(
            one.came_from,
            f"Received {on_day(one.received_on)}",
            one.public_id,
            "evaluation.show_funding"
            if enters and (everywhere or one.centre_id in managed)
            else "",
            {"funding_id": one.public_id},
        )
        for one in asking.session.scalars(query)
    }


def support(asking: Asking, lines: Sequence[str], centre_ids: Sequence[int]) -> dict[str, About]:
    """Lines of the log of support, and trainings that somebody's group came to."""
    period, found = asking.period, {}
    last_on = period.until - timedelta(days=1)
    for one in support_given(asking.session, period.first_on, last_on, centre_ids):
        said = joined(KINDS[one.kind], TOPICS[one.topic], on_day(one.given_on), one.note[:80])
        page = _page_of_support(asking, one)
        found[line_of(one)] = About(one.who, said, one.entry or one.event or "", *page)
    return {line: found[line] for line in lines if line in found}


def _page_of_role(asking: Asking, one: Opportunity) -> tuple[str, dict[str, str]]:
    shown = one.published_at is not None and one.state in SHOWN_TO_THE_PUBLIC
    if shown and allowed("introductions.read", asking.actor.roles):
        return "desk.role", {"opportunity_id": one.public_id}
    if one.state == State.LIVE:
        return "opportunities.show", {"public_id": one.public_id}
    return "", {}


def _page_of_support(asking: Asking, one: SupportGiven) -> tuple[str, dict[str, str]]:
    if one.centre_id not in asking.actor.centre_ids:
        return "", {}
    if one.entry is not None:
        return "support.show", {"entry_id": one.entry}
    return "training_desk.show", {"event_id": one.event or ""}
