"""The questions of the pages about a person's records; drawn as every other control.

Written out, not made from a schema: none of these is a field of the person's own record.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping, Sequence
from datetime import date

from brokerage.equality.categories import questions
from brokerage.errors import Invalid
from brokerage.forms import Control
from brokerage.volunteers.check_rules import QUESTIONS
from brokerage.volunteers.models import DECISIONS, LEVELS
from brokerage.volunteers.references import RECOMMENDS
from brokerage.volunteers.training import KINDS
from brokerage.volunteers.transfers import REASONS

Typed = dict[str, str]
Errors = dict[str, list[str]]

YES_NO = (("yes", "Yes"), ("no", "No"))
DAY_HINT = "For example, 27 3 2026"
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.ASCII)
_DAY = re.compile(r"(\d\d?)[ ./-]+(\d\d?|[a-z]{3,9})[ ./,-]+(\d{4})", re.ASCII)


def choose(name: str, label: str, of: Mapping[str, str], hint: str = "") -> Control:
    """One of a list, that has to be chosen."""
    return Control(name, "radios", label, hint, choices=tuple(of.items()), required=True)


CHECK = (
    choose("level", "Which check is it?", LEVELS),
    Control("issued_on", "text", "The date on the certificate", DAY_HINT, required=True),
    choose("decision", "What was decided?", DECISIONS),
    Control(
        "update_service",
        "radios",
        "Did they agree that the update service may be asked?",
        "Leave this if it was not talked about",
        choices=YES_NO,
    ),
)


def check_for(roles: Mapping[str, str]) -> tuple[Control, ...]:
    """The questions about a certificate; for which role, where somebody is on the way to some."""
    if not roles:
        return CHECK
    hint = "Leave this if it is for no role in particular"
    asked = Control("role", "radios", "For which role?", hint, choices=tuple(roles.items()))
    return (*CHECK, asked)


DECISION = (choose("decision", "What was decided?", DECISIONS),)
LEVEL_QUESTIONS = tuple(
    Control(name, "radios", label, choices=YES_NO, required=True)
    for name, label in QUESTIONS.items()
)
REFEREE = (
    Control("referee_name", "text", "The referee's name", required=True),
    Control("referee_relation", "text", "How they know each other", "Such as former teacher"),
    Control("referee_email", "text", "Their e-mail address", "We send them a link"),
    Control("referee_phone", "text", "Their telephone number"),
)
REFERENCE = (
    choose("recommends", "Would you recommend them as a volunteer?", RECOMMENDS),
    Control(
        "known_for",
        "text",
        "How long have you known them, and how?",
        "Such as six years, as their neighbour",
        required=True,
    ),
    Control(
        "said",
        "long_text",
        "What should we know?",
        "You may leave this empty. Please do not write about health or convictions.",
    ),
)
TRAINING = (
    choose("kind", "What was it?", KINDS),
    Control("title", "text", "What is it called?", "Such as food hygiene, level 2", required=True),
    Control("done_on", "text", "When was it done?", DAY_HINT, required=True),
    Control("expires_on", "text", "When does it run out?", f"Leave it if it does not. {DAY_HINT}"),
)
SUPPORT = (
    Control(
        "support",
        "long_text",
        "What support do they want us to know about?",
        "In their words, as much as they want to say. At most 2,000 characters.",
    ),
)
GUARDIAN = (
    Control("guardian_name", "text", "The parent's or guardian's name", required=True),
    Control("guardian_relation", "text", "Who they are to the young person", "Such as mother"),
    Control("guardian_email", "text", "Their e-mail address", "We send them a link"),
    Control("guardian_phone", "text", "Their telephone number"),
)
AGREES = (choose("agrees", "Do you agree?", {"yes": "Yes, I agree", "no": "No, I do not agree"}),)
PAPER = (
    choose(
        "agrees",
        "What does the signed form say?",
        {"yes": "The guardian agrees", "no": "The guardian does not agree"},
    ),
)
EQUALITY = tuple(
    Control(question.name, "radios", question.label, choices=tuple(question.choices.items()))
    for question in questions().values()
)


def transfer(centres: Mapping[str, str]) -> tuple[Control, ...]:
    """Where somebody should move to, and why."""
    return (
        choose("to_centre", "To which volunteer centre?", centres),
        choose("reason", "Why should they move?", REASONS),
    )


def read(asked: Sequence[Control], form: Mapping[str, str]) -> tuple[Typed, Errors]:
    """(what was typed, what is missing or no choice) by name; nothing is cut short."""
    typed = {one.name: clean(form.get(one.name, "")) for one in asked}
    wrong = {one.name: [_missing(one)] for one in asked if one.required and not typed[one.name]}
    for one in asked:
        if one.choices and typed[one.name] and typed[one.name] not in dict(one.choices):
            wrong[one.name] = ["Choose one of the answers."]
    return typed, wrong


def read_day(text: str, field: str) -> date | None:
    """A day as people write it, day before month. Raises Invalid, naming the field."""
    if not text:
        return None
    iso, own = _ISO.fullmatch(text), _DAY.fullmatch(text.lower())
    try:
        if iso:
            return date(*map(int, iso.groups()))
        if own:
            return date(int(own[3]), _month(own[2]), int(own[1]))
    except ValueError:
        pass  # no such day; said below as for any other text
    raise Invalid("Enter a day, month and year, such as 27 3 2026.", field)


def get_day(text: str, field: str) -> date:
    """As read_day, for a day that has to be there."""
    day = read_day(text, field)
    if day is None:
        raise Invalid("Enter a day, month and year, such as 27 3 2026.", field)
    return day


def yes(text: str) -> bool | None:
    """A yes, a no, or nothing said."""
    return None if not text else text == "yes"


def clean(text: str) -> str:
    """Without what PostgreSQL does not take, and with line ends as we keep them."""
    plain = text.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n")
    return plain.encode("utf-8", "replace").decode().strip()


def _month(text: str) -> int:
    """By number or by name; ValueError for neither."""
    if text.isdigit():
        return int(text)
    return next((n for n, name in enumerate(month_name) if n and name.lower().startswith(text)), 0)


def _missing(control: Control) -> str:
    if control.choices:
        return "Choose one of the answers."
    return f"Enter an answer: {control.label[:1].lower()}{control.label[1:]}."
