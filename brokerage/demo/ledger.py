"""Many rows at once: kept as plain dictionaries, written in blocks, children after parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre, CentreDistrict
from brokerage.concerns.models import Concern, ConcernNote, Hold
from brokerage.consents import Consent
from brokerage.db import Base
from brokerage.demo.bulk import insert_rows
from brokerage.guidance.models import SupportEntry, TrainingBooking, TrainingEvent
from brokerage.hours.models import (
    Booking,
    HourEntry,
    Occurrence,
    OutcomeAnswer,
    PlacementFeedback,
    StandingBooking,
)
from brokerage.introductions.models import (
    BasketItem,
    Contact,
    FollowUp,
    Introduction,
    IntroductionMove,
    KeptRole,
    Task,
)
from brokerage.messages.models import OutboxMessage
from brokerage.opportunities.models import (
    Opportunity,
    OpportunityMove,
    OpportunityPlace,
    OpportunitySession,
    OpportunityTerm,
    OpportunityWindow,
)
from brokerage.organisations.models import Organisation
from brokerage.privacy.models import Complaint, DataRequest
from brokerage.suggestions.alerts.models import Alert
from brokerage.volunteers.models import (
    CentreNotice,
    GuardianConsent,
    NamelessEnquiry,
    SupportDetail,
    Volunteer,
    VolunteerCarer,
    VolunteerCheck,
    VolunteerMove,
    VolunteerPause,
    VolunteerReference,
    VolunteerTaking,
    VolunteerTerm,
    VolunteerTraining,
    VolunteerTransfer,
    VolunteerWindow,
)

Row = dict[str, Any]

# Parents first; every row of a table has the same keys.
TABLES: tuple[type[Base], ...] = (
    Centre,
    CentreDistrict,
    Organisation,
    Opportunity,
    OpportunitySession,
    OpportunityWindow,
    OpportunityPlace,
    OpportunityTerm,
    OpportunityMove,
    Volunteer,
    VolunteerWindow,
    VolunteerPause,
    VolunteerTerm,
    VolunteerMove,
)
DESK_TABLES: tuple[type[Base], ...] = (
    Consent,
    VolunteerCarer,
    GuardianConsent,
    VolunteerCheck,
    VolunteerReference,
    VolunteerTraining,
    SupportDetail,
    VolunteerTransfer,
    VolunteerTaking,
    CentreNotice,
    NamelessEnquiry,
    Introduction,
    IntroductionMove,
    FollowUp,
    Contact,
    Task,
    BasketItem,
    KeptRole,
    DataRequest,
    Complaint,
    Concern,
    ConcernNote,
    Hold,
    OutboxMessage,
    Alert,
    TrainingEvent,
    TrainingBooking,
    SupportEntry,
)
HOURS_TABLES: tuple[type[Base], ...] = (StandingBooking, Occurrence, Booking, HourEntry)
SAID_TABLES: tuple[type[Base], ...] = (PlacementFeedback, OutcomeAnswer)
BLOCK = 20_000


class Ledger:
    """Rows waiting to be written, and the next id of each table.

    Ids are given here, so that children know their parent's before anything is written.
    """

    def __init__(self, session: Session, tables: Sequence[type[Base]] = TABLES) -> None:
        self.session = session
        self.tables = tables
        self.written: dict[str, int] = {}
        self._waiting: dict[type[Base], list[Row]] = {model: [] for model in tables}
        self._last_id = {model: _last_id(session, model) for model in tables}

    def add(self, model: type[Base], row: Row) -> int:
        """Take a row; gives its id."""
        self._last_id[model] += 1
        self._waiting[model].append(row | {"id": self._last_id[model]})
        return self._last_id[model]

    def add_all(self, model: type[Base], rows: Iterable[Row], **parent: int) -> None:
        """Take the children of a parent, such as ``opportunity_id=7``."""
        for row in rows:
            self.add(model, row | parent)

    def write_when_full(self) -> None:
        """Write what waits when that is a good deal."""
        if sum(map(len, self._waiting.values())) >= BLOCK:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        for model in self.tables:
            if rows := self._waiting[model]:
                insert_rows(self.session.connection(), model.__table__, rows)  # type: ignore[arg-type]
                name = model.__tablename__
                self.written[name] = self.written.get(name, 0) + len(rows)
                self._waiting[model] = []

    def finish(self) -> None:
        """Write the rest, and tell PostgreSQL's counters which ids are taken."""
        self.write()
        if self.session.get_bind().dialect.name != "postgresql":
            return
        for model in self.tables:
            name, last = model.__tablename__, self._last_id[model]
            if last:
                setval = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
                self.session.execute(setval, {"name": name, "last": last})


def _last_id(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.max(model.__table__.c.id))) or 0
