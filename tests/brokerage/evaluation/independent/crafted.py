"""All cases by hand in one database, and what is counted of each."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.db import unit_of_work
from brokerage.evaluation.definitions import Kind, measures
from brokerage.evaluation.periods import Period
from tests.brokerage.evaluation.independent import (
    cases_hours,
    cases_introductions,
    cases_people,
    cases_roles,
    cases_said,
)
from tests.brokerage.evaluation.independent.by_hand import CASES, Case, Hand
from tests.brokerage.evaluation.independent.comparing import counted
from tests.brokerage.evaluation.independent.rows import Rows
from tests.making import make_county

THEMES = (cases_people, cases_introductions, cases_roles, cases_hours, cases_said)
PERIODS = sorted({key.split(" ")[0] for one in CASES for key in one.expects})
NOTHING = (0, 0, 0)


class County:
    """A database with every case in it, and what is counted of it."""

    def __init__(self, session: Session, centres: dict[str, int]) -> None:
        self.session, self.centres, self.rows = session, centres, Rows(session.connection())
        self.slugs = {row.id: row.slug for row in self.rows["centres"]}
        self.districts = {row.code: row.slug for row in self.rows["districts"]}
        self._counted: dict[str, dict] = {}

    def counted(self, period: str) -> dict[tuple, tuple]:
        if period not in self._counted:
            self._counted[period] = counted(self.session, Period.read(period))
        return self._counted[period]

    def told(self, one: Case, period: str, measure: str, group: str, district: str) -> tuple:
        """The numbers of a case's centre, of all its districts or of one."""
        found = self.counted(period)
        centre_id = self.centres[one.words]
        if measures()[measure].kind is Kind.SPREAD:
            return found.get((measure, f"centre:{self.slugs[centre_id]}", group), NOTHING)
        cells = [
            numbers
            for key, numbers in found.items()
            if (key[0], key[1], key[-1]) == (measure, centre_id, group)
            if not district or self.districts.get(key[2], "nowhere") == district
        ]
        return tuple(map(sum, zip(NOTHING, *cells, strict=True)))


def write_cases() -> dict[str, int]:
    """Each case with a centre of its own; gives their ids."""
    with unit_of_work() as session:
        make_county(session)
        return {one.words: _written(session, one) for one in CASES}


def _written(session: Session, one: Case) -> int:
    hand = Hand(session)
    one.build(hand)
    session.flush()
    return hand.centre.id
