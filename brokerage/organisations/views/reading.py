"""What was typed about an organisation, as it is kept; each mistake is said of its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from brokerage.errors import BrokerageError, Invalid
from brokerage.forms import Control, controls
from brokerage.geography.service import UnknownPlace, locate
from brokerage.organisations.models import Organisation
from brokerage.organisations.org_ids import HINT, read_org_id
from brokerage.organisations.schemas import OrganisationSchema
from brokerage.schema import Audience, declared
from brokerage.volunteers.contacts import read_email
from brokerage.volunteers.numbers import read_phone
from brokerage.volunteers.registration.days import read_day, written

Answers = Mapping[str, Sequence[str]]
NEAR = Control(
    "near", "text", "Where are you?", "A postcode, or your town or village", required=True
)
LABELS = {
    "name": ("What is your group called?", ""),
    "kind": ("What kind of group is it?", "If you have no constitution, that is fine"),
    "description": ("What do you do?", "A sentence or two, as you would tell a neighbour"),
    "org_id": ("Your number on a register", HINT),
    "income_band": ("Income in a year, about", "You can leave this"),
    "website": ("Web page", "You can leave this"),
    "contact_name": ("Your name", ""),
    "email": ("Your e-mail address", "We send you a link to it. There is no password"),
    "phone": ("Your telephone number", "Only your volunteer centre sees it"),
    "second_name": ("Their name", "You can leave this page now and add them later"),
    "second_email": ("Their e-mail address", ""),
    "second_phone": ("Their telephone number", ""),
    "insurance": ("Are volunteers insured?", "Say how it is. We can help with this"),
    "expenses": ("Do you pay volunteers’ expenses?", ""),
}
DAYS = frozenset({"insurance_ends_on", "safeguarding_reviewed_on", "data_protection_on"})
NEEDED = {
    "name": "Enter the name of your group.",
    "kind": "Choose what kind of group it is.",
    "description": "Write what you do.",
    "near": "Enter your postcode, or your town or village.",
    "contact_name": "Enter your name.",
    "email": "Enter your e-mail address. Without one, ring your volunteer centre.",
    "insurance": "Choose what is true now.",
    "expenses": "Choose what is true now.",
}


@dataclass
class Read:
    """``facts`` by column; ``errors`` by field; places that may have been meant."""

    facts: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    nearby: Sequence[str] = ()


def first(answers: Answers, name: str) -> str:
    """What was typed into one field."""
    return (list(answers.get(name, ())) or [""])[0].replace("\0", "").strip()


def read(names: Iterable[str], answers: Answers, needed: Iterable[str] = ()) -> Read:
    """Read some fields. ``needed``: which of them may not be empty."""
    found, must = Read(), set(needed)
    for name in names:
        text = first(answers, name)
        if not text:
            if name in must:
                found.errors[name] = [NEEDED.get(name, "Fill this in.")]
            found.facts.update(_nothing(name))
            continue
        try:
            found.facts.update(_place(text) if name == "near" else {name: _value(name, text)})
        except UnknownPlace as problem:
            found.errors[name], found.nearby = [problem.message], problem.suggestions
        except BrokerageError as problem:
            found.errors[name] = [problem.message]
    return found


def asked(
    names: Iterable[str], answers: Answers, errors: Mapping[str, list[str]], *, ours: bool = True
) -> list[Control]:
    """The questions to draw. ``ours``: in the words of joining, else as the schema says."""
    known = {one.name: one for one in controls(OrganisationSchema, Audience.PARTNER)}
    drawn = []
    for name in names:
        base = NEAR if name == "near" else known[name]
        label, hint = LABELS.get(name, (base.label, base.hint)) if ours else (base.label, base.hint)
        given = tuple(text for text in answers.get(name, ()) if text)
        drawn.append(
            Control(
                name,
                "radios" if name in ("kind", "income_band") else base.kind,
                base.label if name == "near" else label,
                base.hint if name == "near" else hint,
                base.group,
                base.choices,
                base.required,
                given,
                tuple(errors.get(name, ())),
            )
        )
    return drawn


def answers_of(organisation: Organisation, names: Iterable[str]) -> dict[str, list[str]]:
    """A record as its form is filled."""
    found = {}
    for name in names:
        value = getattr(organisation, "postcode" if name == "near" else name)
        text = written(value) if isinstance(value, date) else str(value or "")
        found[name] = [text] if text else []
    return found


def _value(name: str, text: str) -> Any:
    if name in DAYS:
        return _day(name, text)
    special: dict[str, Callable[[str, str], Any]] = {
        "org_id": read_org_id,
        "email": read_email,
        "second_email": read_email,
        "phone": read_phone,
        "second_phone": read_phone,
    }
    if name in special:
        return special[name](text, name)
    return _by_schema(name, _web_address(text) if name == "website" else text)


def _by_schema(name: str, text: str) -> Any:
    rule = declared(OrganisationSchema)[name]
    one_line = text if rule.metadata.get("multiline") else " ".join(text.split())
    problems = OrganisationSchema(only=(name,)).validate({name: one_line})
    if problems:
        said = problems.get(name, ["This is not right."])
        raise Invalid(_plainer(str(said[0])), name)
    return one_line


def _plainer(message: str) -> str:
    """The library's English, as a person would say it."""
    if message.startswith("Longer than maximum length"):
        return f"Write at most {message.split()[-1].rstrip('.')} characters."
    if message.startswith("Length must be between"):
        return "Write at least 2 and at most 200 characters."
    if message.startswith("Must be one of"):
        return "Choose one of the list."
    if message.startswith("Not a valid URL"):
        return "Write a web address, such as www.example.org."
    return message


def _web_address(text: str) -> str:
    return text if "://" in text else f"https://{text}"


def _day(name: str, text: str) -> date | None:
    found = read_day(text, name)
    if found is not None and not 1990 <= found.year <= 2100:
        raise Invalid("Write a day, such as 27 3 2027.", name)
    return found


def _place(text: str) -> dict[str, Any]:
    found = locate(text)
    district = found.district.code if found.district else None
    by_code = found.kind in ("postcode", "outward") and found.code
    return {"postcode": found.code if by_code else None, "district_code": district}


def _nothing(name: str) -> dict[str, Any]:
    if name == "near":
        return {"postcode": None, "district_code": None}
    return {name: "" if name in ("name", "description") else None}
