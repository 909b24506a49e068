"""What somebody answered about a role, as it is kept; each mistake is said of its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from marshmallow import ValidationError

from brokerage.errors import Invalid
from brokerage.geography.postcodes import NotAPostcode, parse_postcode
from brokerage.geography.service import UnknownPlace, locate
from brokerage.opportunities.posting.answers import COLUMNS, DAYS_ASKED
from brokerage.opportunities.posting.details import Details, PlaceSaid
from brokerage.opportunities.posting.pages import (
    BY_NAME,
    HOURS,
    SMALL,
    Answers,
    Page,
    fields_asked,
    first,
    said,
)
from brokerage.opportunities.posting.sessions import SeveralMistakes, read_session_answers
from brokerage.opportunities.schemas import CHECK_LEVELS, OpportunitySchema
from brokerage.schema import Audience, seen_by
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.volunteers.check_rules import QUESTIONS, seems_to_allow
from brokerage.volunteers.registration.days import read_day
from brokerage.weeks import read_week

LONGEST_WEEK = 7 * 24
EMPTY_TEXTS = ("summary", "description", "commitment", "getting_there")
NOT_NUMBERS = {
    "minimum_age": "Write an age in years, such as 16.",
    "places_offered": "Write a number, such as 4.",
    "in_flight_limit": "Write a number, such as 5.",
    "meetings_a_year": "Write a number, such as 6.",
    "term_years": "Write a number of years, such as 3.",
    "group_least": "Write a number of people, 2 or more.",
    "group_most": "Write a number of people, 2 or more.",
}
TOO_LONG = {"title": 200, "summary": 400, "commitment": 400, "getting_there": 400}


def read_pages(
    pages: Iterable[Page], answers: Answers, vocabulary: Vocabulary, today: date
) -> Details:
    """Some pages; ``errors`` holds what is wrong on them, and stays empty where all is well."""
    reader = _Reader(answers, vocabulary, today)
    for page in pages:
        for name in fields_asked(page, answers):
            if name in COLUMNS or name in DAYS_ASKED:
                reader.try_(name, partial(reader.take, name))
        check = getattr(reader, f"read_{page.name}", None)
        if check is not None:
            check()
    return reader.details


class _Reader:
    def __init__(self, answers: Answers, vocabulary: Vocabulary, today: date) -> None:
        self.answers, self.vocabulary, self.today = answers, vocabulary, today
        self.details = Details()

    def try_(self, name: str, read: Callable[[], None]) -> None:
        try:
            read()
        except UnknownPlace as problem:
            self.wrong(name, problem.message)
            self.details.nearby = problem.suggestions
        except SeveralMistakes as problem:
            for field, message in problem.errors.items():
                self.wrong(field, message)
        except Invalid as problem:
            self.wrong(problem.field or name, problem.message)

    def wrong(self, name: str, message: str) -> None:
        self.details.errors.setdefault(name, []).append(message)

    def text(self, name: str) -> str:
        return first(self.answers, name).replace("\r\n", "\n").strip()

    def take(self, name: str) -> None:
        """A column of the role, read as its row in OpportunitySchema says."""
        text = self.text(name)
        if name in DAYS_ASKED:
            self.details.record[name] = read_day(text, name)
        elif name in EMPTY_TEXTS or text:
            self.details.record[name] = self._valid(name, text)
        elif name == "title":
            raise Invalid("Write a title, such as “Driver for the lunch club”.", name)
        elif name == "attendance":
            raise Invalid("Choose where it is done.", name)
        else:
            self.details.record[name] = None

    def _valid(self, name: str, text: str) -> Any:
        try:
            loaded = seen_by(OpportunitySchema, Audience.STAFF)(only=(name,)).load({name: text})
        except ValidationError as problem:
            raise Invalid(self._plainly(name, text, problem), name) from problem
        return loaded[name]

    def _plainly(self, name: str, text: str, problem: ValidationError) -> str:
        if name in NOT_NUMBERS:
            return NOT_NUMBERS[name]
        if name in TOO_LONG and len(text) > TOO_LONG[name]:
            return f"Write at most {TOO_LONG[name]} characters. You have {len(text)}."
        if name == "title":
            return "Write at least 3 letters."
        messages = problem.messages_dict.get(name, [])
        return " ".join(str(one) for one in messages) or "We could not read this."

    def read_where(self) -> None:
        self.try_("near", self._place)

    def _place(self) -> None:
        near, remote = self.text("near"), self.text("attendance") == "remote"
        if not near and not remote:
            raise Invalid("Write the postcode, or the town or village.", "near")
        located = locate(near) if near else None
        name, address = self.text("place_name")[:200], self.text("address")[:400]
        if located and not located.code and not name and located.kind != "point":
            name = located.label[:200]
        private = said(self.answers, "in_private_homes")
        self.details.place = PlaceSaid(located, name, address, private, _postcode(near))

    def read_when(self) -> None:
        self.details.when = self.text("when_kind")
        if not self.details.when:
            self.wrong("when_kind", "Choose when you need them.")

    def read_times(self) -> None:
        def read() -> None:
            self.details.session = read_session_answers(self.answers, self.today)

        self.try_("session_on", read)

    def read_hours(self) -> None:
        self.try_("hours", self._hours)
        self.try_("hours_within", self._windows)

    def _hours(self) -> None:
        typed, per = self.text("hours").replace(",", "."), self.text("hours_per") or "week"
        self.details.record |= {"hours_minutes": None, "hours_per": None}
        if not typed:
            return
        try:
            hours = float(typed)
        except ValueError:
            hours = 0.0
        if not 0.25 <= hours <= LONGEST_WEEK:
            raise Invalid("Write a number of hours, such as 2.", "hours")
        if per not in ("week", "month", "once"):
            raise Invalid("Choose a week, a month, or in all.", "hours_per")
        self.details.record |= {"hours_minutes": round(hours * 60), "hours_per": per}

    def _windows(self) -> None:
        week = read_week(self.answers.get("hours_within", ()), "hours_within")
        self.details.windows = week.spans

    def read_dates(self) -> None:
        start, end = (self.details.record.get(name) for name in ("starts_on", "ends_on"))
        if start and end and end < start:
            self.wrong("ends_on", "The last day is before the first.")
        elif end and end < self.today:
            self.wrong("ends_on", "That day has passed.")

    def read_group(self) -> None:
        least, most = (self.details.record.get(name) for name in ("group_least", "group_most"))
        if least and most and most < least:
            self.wrong("group_most", "The largest group is smaller than the smallest.")

    def read_skills(self) -> None:
        self.try_(
            "skills", lambda: setattr(self.details, "skills", self._terms("skills", Kind.SKILL))
        )
        self.try_(
            "causes", lambda: setattr(self.details, "causes", self._terms("causes", Kind.CAUSE))
        )

    def read_musts(self) -> None:
        self.try_("musts", lambda: setattr(self.details, "musts", self._terms("musts", Kind.SKILL)))

    def _terms(self, name: str, kind: Kind) -> tuple[str, ...]:
        texts = [text for text in self.answers.get(name, ()) if text.strip()]
        return tuple(dict.fromkeys(self.vocabulary.get(text, kind, name).uri for text in texts))

    def read_who(self) -> None:
        """Nobody under 16 can have a DBS check: check_rules.py says the rest on its own page."""
        age = self.details.record.get("minimum_age")
        if age is not None and age > 100:
            self.wrong("minimum_age", NOT_NUMBERS["minimum_age"])

    def read_check(self) -> None:
        asked = fields_asked(BY_NAME["check"], self.answers)
        for name in asked:
            if self.text(name) not in ("true", "false"):
                self.wrong(name, "Answer yes or no.")
        if self.details.errors:
            return
        given: dict[str, bool | None] = {
            name: name in asked and said(self.answers, name) for name in QUESTIONS
        }
        found = seems_to_allow(given, self.today)
        level = found.level if found.level in CHECK_LEVELS else "none"
        self.details.record |= {"check_level": level, "check_reason": " ".join(found.because)[:400]}

    def read_people(self) -> None:
        day = self.details.record.get("expires_on")
        if day and day < self.today:
            self.wrong("expires_on", "That day has passed.")


def _postcode(text: str) -> str | None:
    try:
        return parse_postcode(text)
    except NotAPostcode:
        return None


def empties(when: str) -> dict[str, Any]:
    """What a way to say when takes away of the others."""
    kept: dict[str, Any] = {"micro": when == SMALL, "flexible": when in ("any", SMALL)}
    if when != HOURS:
        kept |= {"hours_minutes": None, "hours_per": None}
    return kept
