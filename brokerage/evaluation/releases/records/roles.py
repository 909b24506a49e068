"""Roles: what kind of time they ask for, for which causes, where, and when they were filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import Select, Subquery, func, or_, select

from brokerage.evaluation.measures.asking import causes, role_district
from brokerage.evaluation.measures.roles import is_flexible, says_when
from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import (
    CENTRE,
    DISTRICT,
    ORGANISATION,
    code,
    flag,
    own_name,
)
from brokerage.evaluation.releases.records.source import Source
from brokerage.hours.models import HourEntry
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity, OpportunityMove, OpportunityTerm, State


def table(source: Source) -> Table:
    """Roles that had been published, and those that people or hours of the release name."""
    fields = (
        own_name("role", "Role", "the role"),
        ORGANISATION,
        CENTRE,
        DISTRICT,
        code("kind", "Kind", "role, trustee or group.", always=True),
        code("attendance", "Where", "in_person, hybrid or remote.", always=True),
        flag("flexible", "Flexible", "Empty where it does not say when.", always=False),
        flag("micro", "Minutes at a time", "Needs no commitment."),
        code("causes", "Causes", "Addresses of the causes’ terms, a space between two."),
        code("state", "State", "On the last day of the period."),
        source.day_field("published", "Published", "When it was first published."),
        source.day_field("filled", "Filled", "When it was first filled."),
    )
    about = "Roles published by the end of the period, without titles or texts."
    return Table("roles", "Roles", about, fields, ("role",), lambda: _rows(source))


def in_release(source: Source) -> Select[*tuple[int]]:
    """The ids of the roles that are in."""
    named = or_(
        Opportunity.published_at < source.period.moments[1],
        Opportunity.id.in_(select(HourEntry.opportunity_id).where(source.given)),
        Opportunity.id.in_(select(Introduction.opportunity_id).where(source.is_in)),
    )
    return select(Opportunity.id).where(named)


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    about, last, filled = _causes(source), _last_moves(source), _filled(source)
    one = Opportunity
    query = (
        select(
            *(one.id, one.organisation_id, one.centre_id, role_district().label("district")),
            *(one.kind, one.attendance, is_flexible().label("fits"), says_when().label("says")),
            *(one.micro, one.published_at, last.c.to_state, filled.c.at),
        )
        .outerjoin(last, (last.c.opportunity_id == one.id) & (last.c.back == 1))
        .outerjoin(filled, filled.c.opportunity_id == one.id)
        .where(one.id.in_(in_release(source)))
    )
    for row in source.rows(query):
        yield (
            source.roles[row.id],
            source.organisations[row.organisation_id],
            source.centres.get(row.centre_id),
            row.district,
            row.kind,
            row.attendance,
            bool(row.fits) if row.says else None,
            bool(row.micro),
            " ".join(about.get(row.id, [])) or None,
            row.to_state,
            source.day(row.published_at) if source.before_end(row.published_at) else None,
            source.day(row.at),
        )


def _causes(source: Source) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    one = OpportunityTerm
    query = select(one.opportunity_id, one.uri).where(one.uri.in_(causes()))
    for row in source.rows(query):
        found[row.opportunity_id].append(row.uri)
    return {owner: sorted(uris) for owner, uris in found.items()}


def _last_moves(source: Source) -> Subquery:
    one = OpportunityMove
    order = (one.moved_at.desc(), one.id.desc())
    back = func.row_number().over(partition_by=one.opportunity_id, order_by=order)
    columns = (one.opportunity_id, one.to_state, back.label("back"))
    return select(*columns).where(one.moved_at < source.period.moments[1]).subquery()


def _filled(source: Source) -> Subquery:
    one = OpportunityMove
    return (
        select(one.opportunity_id, func.min(one.moved_at).label("at"))
        .where(one.to_state == State.FILLED, one.moved_at < source.period.moments[1])
        .group_by(one.opportunity_id)
        .subquery()
    )
