"""What somebody answered, as it is kept; every mistake is said of the field it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from brokerage.errors import Invalid
from brokerage.geography.service import UnknownPlace, locate
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary
from brokerage.volunteers.choices import CHANNELS
from brokerage.volunteers.contacts import Contact, read_contact
from brokerage.volunteers.editing import read_details
from brokerage.volunteers.registration.days import read_day
from brokerage.volunteers.registration.details import Details
from brokerage.volunteers.registration.pages import (
    CARER,
    IN_THE_RECORD,
    Answers,
    Page,
    asked_of,
    fields_asked,
    first,
)
from brokerage.volunteers.registration.schemas import ASKED_PURPOSES, GUARDIAN_WAYS
from brokerage.volunteers.support import LONGEST
from brokerage.weeks import Week, local_today, read_week

KM_PER_MILE = 1.609344
RECORD = {"text": "about", "needs": "access_needs"}  # answers that a record calls otherwise
LISTS = frozenset({"languages", "needs"})
DEFAULTS = {"remote": "welcome"}


def read_all(answers: Answers, vocabulary: Vocabulary, *, at_desk: bool = False) -> Details:
    """Every page that somebody is asked. ``at_desk``: some have no home to name."""
    return read_pages(asked_of(answers), answers, vocabulary, at_desk=at_desk)


def read_pages(
    pages: Iterable[Page],
    answers: Answers,
    vocabulary: Vocabulary,
    *,
    at_desk: bool = False,
    together: bool = False,
) -> Details:
    """Some pages; ``errors`` holds what is wrong on them, and stays empty where all is well.

    ``together``: they stood on one page, as at the desk, so that nothing is left over from an
    earlier answer: a carer who was typed is meant, though something else is preferred.
    """
    reader = _Reader(answers, vocabulary, at_desk, together or at_desk)
    for page in pages:
        for name in fields_asked(page, answers):
            if name in IN_THE_RECORD:
                reader.try_(name, partial(reader.take, name))
        check = getattr(reader, f"read_{page.name}", None)
        if check is not None:
            check()
    return reader.details


class _Reader:
    def __init__(
        self, answers: Answers, vocabulary: Vocabulary, at_desk: bool, together: bool
    ) -> None:
        self.answers, self.vocabulary = answers, vocabulary
        self.at_desk, self.together = at_desk, together
        self.details = Details()

    def try_(self, name: str, read: Callable[[], None]) -> None:
        try:
            read()
        except UnknownPlace as problem:
            self.wrong(name, problem.message)
            self.details.nearby = problem.suggestions
        except Invalid as problem:
            self.wrong(problem.field or name, problem.message)

    def wrong(self, name: str, message: str) -> None:
        self.details.errors.setdefault(name, []).append(message)

    def said(self, name: str) -> str:
        return first(self.answers, name).strip()

    def take(self, name: str) -> None:
        """A column of the record, read as its row in VolunteerSchema says."""
        kept = RECORD.get(name, name)
        value: Any = self.said(name) or DEFAULTS.get(name)
        if name in LISTS:
            value = [text for text in self.answers.get(name, ()) if text]
        elif value is None and name in ("last_name", "text", "first_name"):
            value = ""
        try:
            self.details.record.update(read_details({kept: value}))
        except Invalid as problem:
            raise Invalid(problem.message, name) from problem

    def read_name(self) -> None:
        if not self.said("first_name"):
            self.details.errors["first_name"] = ["Enter your first name."]

    def read_reach(self) -> None:
        if self.said("preferred_channel") not in CHANNELS:
            self.details.errors["preferred_channel"] = ["Choose how we may reach you."]

    def read_contact(self) -> None:
        channel, record = self.said("preferred_channel"), self.details.record
        typed = self.together and any(self.said(name) for name in CARER)
        if channel == "carer" or typed:
            self.try_("carer_name", self._carer)
        needed = {
            "email": ("email", "Enter your e-mail address."),
            "phone": ("phone", "Enter your telephone number."),
            "text": ("phone", "Enter your mobile number."),
            "letter": ("address", "Enter the address for letters."),
        }
        name, message = needed.get(channel, ("", ""))
        if name and not record.get(name) and name not in self.details.errors:
            self.wrong(name, message)

    def read_home(self) -> None:
        if not self.said("near"):
            if self.at_desk:
                return
            self.wrong("near", "Enter your postcode, or your town or village.")
            return
        self.try_("near", lambda: setattr(self.details, "home", locate(self.said("near"))))

    def read_travel(self) -> None:
        self.try_("within", self._within)

    def read_offer(self) -> None:
        self.try_("skills", lambda: self._terms("skills", Kind.SKILL))

    def read_causes(self) -> None:
        self.try_("interests", lambda: self._terms("interests", Kind.CAUSE))

    def read_when(self) -> None:
        self.try_("when", lambda: setattr(self.details, "week", self._week("when")))

    def read_dates(self) -> None:
        details = self.details
        self.try_("hours_per_week", self._hours)
        self.try_(
            "holiday_when", lambda: setattr(details, "holiday_week", self._week("holiday_when"))
        )
        self.try_(
            "available_from",
            lambda: setattr(details, "available_from", self._day("available_from")),
        )
        self.try_("away_first_on", self._away)

    def read_needs(self) -> None:
        said = self.said("support")
        if len(said) > LONGEST:
            self.wrong("support", f"Write at most {LONGEST:,} characters.")
        self.details.support = said

    def read_age(self) -> None:
        self.try_("born_on", self._born_on)

    def read_guardian(self) -> None:
        way = self.said("guardian_way")
        if way not in GUARDIAN_WAYS:
            self.wrong("guardian_way", "Choose how we may ask them.")
        self.details.guardian_way = way
        self.try_("guardian_name", self._guardian)

    def read_agree(self) -> None:
        given = set(self.answers.get("consents", ()))
        self.details.consents = {name: name in given for name in ASKED_PURPOSES}

    def _carer(self) -> None:
        self.details.carer = read_contact(self._contact("carer_"), "carer_")

    def _guardian(self) -> None:
        contact = read_contact(self._contact("guardian_"), "guardian_")
        if self.details.guardian_way == "link" and not contact.email:
            raise Invalid("Enter their e-mail address, so that we can send the link.",
                          "guardian_email")  # fmt: skip
        self.details.guardian = contact

    def _contact(self, prefix: str) -> Contact:
        return Contact(
            self.said(f"{prefix}name"),
            self.said(f"{prefix}relation"),
            self.said(f"{prefix}email") or None,
            self.said(f"{prefix}phone") or None,
        )

    def _within(self) -> None:
        said = self.said("within")
        miles = said.removesuffix("mi").strip()
        if not said:
            self.details.record["within_km"] = None
            return
        try:
            km = float(miles) * KM_PER_MILE
        except ValueError:
            km = 0.0
        if not 0.1 <= km <= 500:
            raise Invalid("Choose how far, in miles.", "within")
        self.details.record["within_km"] = round(km, 3)

    def _terms(self, name: str, kind: Kind) -> None:
        texts = [text for text in self.answers.get(name, ()) if text.strip()]
        found = [self.vocabulary.get(text, kind, name).uri for text in texts]
        self.details.uris[kind] = tuple(dict.fromkeys(found))

    def _week(self, name: str) -> Week:
        return read_week(self.answers.get(name, ()), name)

    def _hours(self) -> None:
        said = self.said("hours_per_week").replace(",", ".")
        if not said:
            return
        try:
            hours = float(said)
        except ValueError:
            hours = 0.0
        if not 0.25 <= hours <= 168:
            raise Invalid("Write a number of hours, such as 3.", "hours_per_week")
        self.details.minutes_per_week = round(hours * 60)

    def _day(self, name: str) -> date | None:
        return read_day(self.said(name), name)

    def _away(self) -> None:
        start, end = self._day("away_first_on"), self._day("away_last_on")
        if (start is None) != (end is None):
            missing = "away_last_on" if start else "away_first_on"
            raise Invalid("Write both days, the first and the last.", missing)
        if start and end and end < start:
            raise Invalid("The last day away is before the first.", "away_last_on")
        self.details.away = (start, end) if start and end else None

    def _born_on(self) -> None:
        born = read_day(self.said("born_on"), "born_on", past=True)
        if born is not None and not 0 <= (local_today() - born).days <= 120 * 366:
            raise Invalid("Enter a date of birth in the past.", "born_on")
        self.details.born_on = born
