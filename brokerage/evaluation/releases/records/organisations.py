"""Organisations: how big they are, what kind, and where. No names, no registration numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select

from brokerage.evaluation.packaging.tables import Table, Value
from brokerage.evaluation.releases.records.fields import CENTRE, DISTRICT, code, own_name
from brokerage.evaluation.releases.records.roles import in_release
from brokerage.evaluation.releases.records.source import Source
from brokerage.evaluation.releases.records.support import given
from brokerage.guidance.models import SupportEntry
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.organisations.schemas import INCOME_BANDS, KINDS


def table(source: Source) -> Table:
    """Organisations known by the end of the period, and those that other tables name."""
    fields = (
        own_name("organisation", "Organisation", "the organisation"),
        CENTRE,
        DISTRICT,
        code("kind", "Kind", f"One of: {', '.join(KINDS)}."),
        code("income_band", "Income in a year", f"One of: {', '.join(INCOME_BANDS)}."),
        source.day_field("verified", "Verified", "When a centre had checked it."),
    )
    about = "Organisations known by the end of the period."
    key = ("organisation",)
    return Table("organisations", "Organisations", about, fields, key, lambda: _rows(source))


def _rows(source: Source) -> Iterator[tuple[Value, ...]]:
    hosts = select(Opportunity.organisation_id).where(Opportunity.id.in_(in_release(source)))
    helped = select(SupportEntry.organisation_id).where(given(source))
    known = or_(
        Organisation.created_at < source.period.moments[1],
        Organisation.id.in_(hosts),
        Organisation.id.in_(helped),
    )
    one = Organisation
    query = select(
        one.id, one.centre_id, one.district_code, one.kind, one.income_band, one.verified_at
    ).where(known)
    for row in source.rows(query):
        yield (
            source.organisations[row.id],
            source.centres.get(row.centre_id),
            row.district_code,
            row.kind,
            row.income_band,
            source.day(row.verified_at) if source.before_end(row.verified_at) else None,
        )
