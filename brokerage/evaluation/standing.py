"""Where each month and quarter stands: counted, confirmed, closed; and what came late."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from brokerage.centres.models import Centre
from brokerage.errors import Invalid, NotFound
from brokerage.evaluation.models import Adjustment, CountedPeriod, PeriodConfirmation
from brokerage.evaluation.periods import MONTHS_IN, Period


@dataclass(frozen=True)
class Part:
    """One centre's part in a period."""

    centre: Centre
    confirmation: PeriodConfirmation | None


@dataclass(frozen=True)
class Standing:
    """A period, and how far it is. ``counted`` is None where nothing was counted yet."""

    period: Period
    counted: CountedPeriod | None
    parts: Sequence[Part]
    over: bool

    @property
    def closed(self) -> bool:
        """Whether its figures are final."""
        return self.counted is not None and self.counted.closed_at is not None

    @property
    def waiting(self) -> list[Centre]:
        """The centres that have not confirmed."""
        return [part.centre for part in self.parts if part.confirmation is None]

    @property
    def in_words(self) -> str:
        """In a few words, as tags say it."""
        if self.closed:
            return "Closed"
        if not self.over:
            return "Not over"
        return "Waiting" if self.waiting else "Ready to close"


def list_standings(session: Session, today: date) -> list[Standing]:
    """What was counted, and the present and last month and quarter; newest first."""
    counted = {Period.read(row.period): row for row in session.scalars(_with_confirmations())}
    around = [Period.around(today, kind) for kind in MONTHS_IN]
    wanted = {*counted, *around, *(period.before() for period in around)}
    centres = session.scalars(select(Centre).order_by(Centre.name)).all()
    return [
        _standing(period, counted.get(period), centres, today)
        for period in sorted(wanted, reverse=True)
    ]


def get_standing(session: Session, text: str, today: date) -> Standing:
    """One of those by how people write it. Raises NotFound."""
    try:
        period = Period.read(text)
    except Invalid as problem:
        raise NotFound("There is no such month or quarter.") from problem
    found = next((s for s in list_standings(session, today) if s.period == period), None)
    if found is None:
        raise NotFound("There are no figures of that month or quarter.")
    return found


def find_standing(session: Session, period: Period, today: date) -> Standing:
    """Any period, also one of which there is nothing yet."""
    query = _with_confirmations().where(CountedPeriod.period == str(period))
    centres = session.scalars(select(Centre).order_by(Centre.name)).all()
    return _standing(period, session.scalar(query), centres, today)


def late_changes(counted: CountedPeriod, centre_ids: Collection[int] | None) -> Select[Adjustment]:
    """What was listed in a period, or about it since; of some centres, or of all (None)."""
    here = Adjustment.listed_in_id == counted.id, Adjustment.closed_period_id == counted.id
    query = select(Adjustment).where(or_(*here))
    if centre_ids is not None:
        query = query.where(Adjustment.centre_id.in_(centre_ids))
    return query.order_by(Adjustment.id)


def count_late_changes(session: Session, query: Select[Adjustment]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def _with_confirmations() -> Select[CountedPeriod]:
    return select(CountedPeriod).options(selectinload(CountedPeriod.confirmations))


def _standing(
    period: Period, counted: CountedPeriod | None, centres: Sequence[Centre], today: date
) -> Standing:
    confirmed = {one.centre_id: one for one in counted.confirmations} if counted else {}
    parts = [
        Part(centre, confirmed.get(centre.id))
        for centre in centres
        if centre.id in confirmed or centre.left_on is None or centre.left_on > period.first_on
    ]
    return Standing(period, counted, parts, today >= period.until)
