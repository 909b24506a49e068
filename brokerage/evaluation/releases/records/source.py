"""What the records of a release are read from: one period, one evaluation, one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.consents import allowed
from brokerage.evaluation.packaging.tables import Field, Type, Value
from brokerage.evaluation.periods import Period
from brokerage.evaluation.releases.pseudonyms import Pseudonyms
from brokerage.hours.models import HourEntry, OutcomeAnswer
from brokerage.introductions.models import Introduction
from brokerage.opportunities.models import Opportunity
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerState
from brokerage.weeks import day_of

AT_ONCE = 2_000
PURPOSE = "evaluation"


@dataclass(frozen=True)
class Source:
    """``session`` sees the database as it was at one moment, however long the reading takes."""

    session: Session
    period: Period
    pseudonyms: Pseudonyms
    months_only: bool

    def rows(self, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
        """Rows of a query, a few at a time."""
        return iter(self.session.execute(query, execution_options={"yield_per": AT_ONCE}))

    def day(self, value: date | datetime | None) -> Value:
        """A day here, or its month where the evaluation keeps no days."""
        if isinstance(value, datetime):
            value = day_of(value)
        return value.isoformat()[:7] if value is not None and self.months_only else value

    def day_field(self, name: str, title: str, description: str, *, always: bool = False) -> Field:
        """The column of such a day."""
        kind = Type.YEARMONTH if self.months_only else Type.DATE
        return Field(name, kind, title, description, {"required": True} if always else {})

    def before_end(self, moment: datetime | date | None) -> bool:
        """Whether something had happened by the end of the period."""
        if isinstance(moment, datetime):
            return moment < self.period.moments[1]
        return moment is not None and moment < self.period.until

    @cached_property
    def people(self) -> Mapping[int, str]:
        """Everybody whose rows are in, by id."""
        return {
            one.id: self.pseudonyms.of("person", one.public_id)
            for one in self._everybody
            if one.agrees and one.state != VolunteerState.ANONYMISED
        }

    @cached_property
    def left_out(self) -> dict[str, int]:
        """People whose rows are not in, and why."""
        gone = sum(one.state == VolunteerState.ANONYMISED for one in self._everybody)
        return {
            "said no to evaluation": len(self._everybody) - gone - len(self.people),
            "made anonymous before": gone,
        }

    @cached_property
    def introductions(self) -> Mapping[int, str]:
        """Introductions of these people that were open at some time in the period, by id."""
        return self._named("introduction", Introduction, self.is_in, Introduction.volunteer_id)

    @cached_property
    def roles(self) -> Mapping[int, str]:
        """Every role, by id."""
        return self._named("role", Opportunity)

    @cached_property
    def organisations(self) -> Mapping[int, str]:
        """Every organisation, by id."""
        return self._named("organisation", Organisation)

    @cached_property
    def centres(self) -> Mapping[int | None, str]:
        """Short names of the centres, by id."""
        return {one.id: one.slug for one in self.rows(select(Centre.id, Centre.slug))}

    @property
    def is_in(self) -> ColumnElement[bool]:
        """Of an introduction: whether it was open, or spoken of, at some time in the period."""
        since, until = self.period.moments
        begun = or_(Introduction.created_at < until, Introduction.started_on < self.period.until)
        answered = select(OutcomeAnswer.introduction_id).where(
            OutcomeAnswer.given_at >= since, OutcomeAnswer.given_at < until
        )
        return begun & or_(
            Introduction.closed_at.is_(None),
            Introduction.closed_at >= since,
            Introduction.id.in_(answered),
        )

    @property
    def given(self) -> ColumnElement[bool]:
        """Of hours: current, and of a day of the period."""
        return (
            HourEntry.superseded_at.is_(None)
            & (HourEntry.given_on >= self.period.first_on)
            & (HourEntry.given_on < self.period.until)
        )

    @cached_property
    def _everybody(self) -> list[Any]:
        known = or_(
            Volunteer.created_at < self.period.moments[1],
            Volunteer.id.in_(select(HourEntry.volunteer_id).where(self.given)),
            Volunteer.id.in_(select(Introduction.volunteer_id).where(self.is_in)),
        )
        agrees = allowed(Volunteer.id, PURPOSE).label("agrees")
        query = select(Volunteer.id, Volunteer.public_id, Volunteer.state, agrees)
        return list(self.rows(query.where(known, Volunteer.merged_into_id.is_(None))))

    def _named(
        self, kind: str, model: Any, where: ColumnElement[bool] | None = None, whose: Any = None
    ) -> dict[int, str]:
        """``whose``: the column of the person; rows of those who are not in are not named."""
        query = select(model.id, model.public_id, model.id if whose is None else whose)
        found = self.rows(query if where is None else query.where(where))
        return {
            row[0]: self.pseudonyms.of(kind, row[1])
            for row in found
            if whose is None or row[2] in self.people
        }
