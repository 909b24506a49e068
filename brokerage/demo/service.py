"""The demonstration county, put together: every record, in the order in which they depend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from brokerage.centres.models import Centre
from brokerage.demo.centres import add_centres
from brokerage.demo.chance import stream
from brokerage.demo.holidays import SOURCE as HOLIDAY_SOURCE
from brokerage.demo.holidays import school_holidays
from brokerage.demo.interests import read_interests
from brokerage.demo.ledger import Ledger
from brokerage.demo.organisations import SOURCE, Body, add_organisations
from brokerage.demo.people import add_people
from brokerage.demo.roles import Setting, add_roles
from brokerage.demo.scale import Scale
from brokerage.demo.spots import read_towns
from brokerage.geography.gazetteer import load_gazetteer
from brokerage.geography.models import SchoolHoliday
from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.service import record_change
from brokerage.organisations.models import Organisation
from brokerage.taxonomies.service import load_terms, read_vocabulary
from brokerage.volunteers.models import Volunteer

Advance = Callable[[int], object]
T = TypeVar("T")


def is_empty(session: Session) -> bool:
    """Whether nobody has put anything in yet: no centre, organisation, role or person."""
    return not any(
        session.scalar(select(model.id).limit(1))
        for model in (Centre, Organisation, Opportunity, Volunteer)
    )


@dataclass(frozen=True)
class County:
    """What has been invented so far: rows by table, who offers roles, what roles are made of."""

    written: dict[str, int]
    bodies: Sequence[Body]
    setting: Setting


def fill(session: Session, scale: Scale, today: date, seed: int, advance: Advance) -> County:
    """Invent a county as it stands today. ``advance`` is told of each record."""
    load_gazetteer(session)
    load_terms(session)
    _add_holidays(session, today)
    session.flush()
    towns, vocabulary, ledger = read_towns(session), read_vocabulary(session), Ledger(session)
    chance = partial(stream, seed)
    tell = partial(_tell, ledger, advance)

    centres = add_centres(ledger, towns, chance("centres"))
    bodies: list[Body] = tell(
        add_organisations(
            ledger, scale.organisations, towns, centres, today, chance("organisations")
        )
    )
    uris = {slug: term.uri for slug, term in vocabulary.by_slug.items()}
    setting = Setting(towns, centres, uris, today, chance("roles"))
    tell(add_roles(ledger, bodies, scale.live, scale.not_live, setting))
    interests = read_interests(vocabulary)
    people = chance("people")
    tell(add_people(ledger, scale.volunteers, towns, centres, interests, today, people))
    ledger.finish()
    _number_the_change(session)
    return County(ledger.written, bodies, setting)


def _tell(ledger: Ledger, advance: Advance, records: Iterable[T]) -> list[T]:
    made = []
    for record in records:
        made.append(record)
        advance(1)
        ledger.write_when_full()
    return made


def _add_holidays(session: Session, today: date) -> None:
    """Only where there are none: real term dates, once loaded, stay."""
    if session.scalar(select(SchoolHoliday.id).limit(1)):
        return
    session.add_all(
        SchoolHoliday(first_on=first, last_on=last, source=HOLIDAY_SOURCE)
        for first, last in school_holidays(today)
    )


def _number_the_change(session: Session) -> None:
    """One number for all roles: workers take them up together."""
    version = record_change(session, [])
    mine = update(Opportunity).where(Opportunity.source == SOURCE)
    session.execute(mine.values(changed_version=version))
