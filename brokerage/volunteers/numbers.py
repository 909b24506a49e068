"""Telephone numbers: kept as they were said, compared as E.164. Pure."""

from __future__ import annotations

import phonenumbers

from brokerage.errors import Invalid

REGION = "GB"
PLACEHOLDERS = frozenset({"+44123456789", "+441234567890", "+440000000000", "+44000000000"})


def find_e164(text: str | None) -> str | None:
    """The number in international form; None where the text holds none that could be rung."""
    if not text or any(character.isalpha() for character in _without_extension(text)):
        return None
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    # Possible, not valid: Ofcom's numbers for drama and brand-new ranges are in no list.
    if not phonenumbers.is_possible_number(number):
        return None
    found = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None if found in PLACEHOLDERS else found


def read_phone(text: str | None, field: str = "phone") -> str | None:
    """The number as it was said, without odd space. Raises Invalid, naming the field."""
    said = " ".join((text or "").split())
    if not said:
        return None
    if len(said) > 40 or find_e164(said) is None:
        raise Invalid("Enter a telephone number, like 01632 960001 or 07700 900123.", field)
    return said


def _without_extension(text: str) -> str:
    lowered = text.lower()
    for word in ("extension", "extn", "ext"):
        lowered = lowered.split(word)[0]
    return lowered
