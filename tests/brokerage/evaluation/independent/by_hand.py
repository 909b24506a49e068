"""A county written by hand: each case has a centre of its own, and says what is counted there.

Moments are in UTC: in summer 23:00 is midnight here. A move is a state and a moment, such as
"registered 2026-06-30 23:30".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from brokerage.hours.models import HourEntry
from brokerage.hours.models.entries import month_number
from brokerage.introductions.models import Introduction, IntroductionMove
from brokerage.introductions.states import CLOSED, OPEN
from brokerage.opportunities.models import Opportunity, OpportunityMove
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerMove
from tests.making import make_centre, make_organisation, make_role, make_volunteer

ASHFORD, DOVER, MEDWAY = "E07000105", "E07000108", "E06000035"
BY = {"actor": "tests", "through": "desk"}
_numbers = count(1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _moves(model: type, texts: tuple[str, ...], through: str) -> list[Any]:
    """The history that a few words tell."""
    made: list[Any] = []
    for text in texts:
        state, moment = text.split(" ", 1)
        before = made[-1].to_state if made else None
        facts = BY | {"through": through}
        made.append(model(from_state=before, to_state=state, moved_at=at(moment), **facts))
    return made


class Hand:
    """Writes the rows of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.centre = make_centre(session, f"Case {next(_numbers)}", ASHFORD)

    def person(self, *moves: str, **fields: Any) -> Volunteer:
        facts = {"district_code": ASHFORD, "created_at": at("2020-01-01 12:00"), **fields}
        made = make_volunteer(self.session, facts.pop("centre_id", self.centre.id), **facts)
        made.moves = _moves(VolunteerMove, moves, "desk")
        return made

    def organisation(self, **fields: Any) -> Organisation:
        return make_organisation(self.session, **({"centre_id": self.centre.id} | fields))

    def role(self, *moves: str, through: str = "desk", **fields: Any) -> Opportunity:
        """Without moves it was live long before any period that is looked at."""
        fields.setdefault("organisation", None)
        fields["organisation"] = fields["organisation"] or self.organisation(centre_id=None)
        fields.setdefault("published_at", at("2020-01-01 12:00"))
        made = make_role(self.session, centre_id=self.centre.id, **fields)
        made.moves = _moves(OpportunityMove, moves, through)
        return made

    def introduction(
        self, *moves: str, person: Volunteer | None = None, through: str = "desk", **fields: Any
    ) -> Introduction:
        """Somebody and a role; it is closed by its last move, if that closes."""
        history = _moves(IntroductionMove, moves, through)
        referred = [move.moved_at for move in history if move.to_state == "referred"]
        last = history[-1]
        facts = {
            "created_at": history[0].moved_at,
            "referred_at": referred[0] if referred else None,
            "closed_at": last.moved_at if last.to_state in CLOSED else None,
            "reason": "other" if last.to_state in CLOSED else None,
            "owner": "broker" if last.to_state in OPEN else None,
            "due_on": date(2030, 1, 1) if last.to_state in OPEN else None,
            "home_centre_id": self.centre.id,
            **fields,
        }
        facts["opportunity"] = facts.get("opportunity") or self.role()
        made = Introduction(
            volunteer=person or self.person(), state=last.to_state, moves=history, **facts
        )
        self.session.add(made)
        self.session.flush()
        return made

    def hours(self, person: Volunteer, role: Opportunity, day: str, minutes: int, kind: str,
              start: int | None = None, **fields: Any) -> HourEntry:  # fmt: skip
        given_on = date.fromisoformat(day)
        facts = {"centre_id": self.centre.id, "source": "page", **BY, **fields}
        made = HourEntry(volunteer=person, opportunity=role, organisation_id=role.organisation_id,
                         given_on=given_on, month=month_number(given_on), minutes=minutes,
                         kind=kind, start_minute=start, **facts)  # fmt: skip
        self.session.add(made)
        self.session.flush()
        return made


Build = Callable[[Hand], None]


@dataclass(frozen=True)
class Case:
    """``expects``: by "2026-06 enquiries", or with a group "2026-06 hours recorded"."""

    build: Build
    expects: dict[str, tuple[float, ...]]

    @property
    def words(self) -> str:
        return self.build.__name__.replace("_", " ")


CASES: list[Case] = []


def case(expects: dict[str, int | tuple[float, ...]]) -> Callable[[Build], Build]:
    """What must be counted: a number, or numerator, denominator and unknown; or days."""

    def keep(build: Build) -> Build:
        told = {key: n if isinstance(n, tuple) else (n, 0, 0) for key, n in expects.items()}
        CASES.append(Case(build, told))
        return build

    return keep
