"""Personal mobiles, e-mail addresses and homes in words that everybody would read. Pure.

They are pointed out, and never published: the volunteer centre's number stands instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PUBLIC_TEXTS = ("title", "summary", "description", "commitment", "getting_there")
# Addresses at these belong to a person, whatever the organisation; an organisation's own do not.
PERSONAL_MAIL = frozenset(
    {"aol", "btinternet", "gmail", "gmx", "googlemail", "hotmail", "icloud", "live", "mac", "me",
     "msn", "ntlworld", "outlook", "proton", "protonmail", "sky", "talktalk", "tiscali",
     "virginmedia", "yahoo", "ymail"}
)  # fmt: skip
GAP = r"[\s().-]*"
_MOBILE = re.compile(
    rf"(?<![\d+])(?:\+{GAP}44{GAP}(?:0{GAP})?|0044{GAP}|0{GAP})7(?:{GAP}\d){{9}}(?!\d)"
)
_MAIL = re.compile(r"[\w.+'-]{1,64}@([\w-]{1,63})(?:\.[\w-]{1,63}){1,4}")
_ROADS = (
    "avenue|ave|close|court|crescent|drive|gardens|grove|hill|lane|mews|place|rise|road|rd|row|"
    "street|st|terrace|way"
)
_STREET = re.compile(
    rf"\b(?:flat \d+[a-z]?,? )?\d{{1,4}}[a-z]? (?:[A-Z][\w'’-]+ ){{1,3}}(?i:{_ROADS})\b", re.UNICODE
)
_AT_HOME = re.compile(
    r"\b(?:my|our|her|his|their|your|[a-z]+[’']s) (?:own )?(?:home|house|flat|bungalow|place)\b"
    r"|\bat mine\b|\bwhere (?:i|we|she|he) lives?\b|\b(?:i|we|she|he) lives? at\b",
    re.I,
)
NEAR_HOME = 80  # characters between "my house" and the street that makes it an address
WORDS = {
    "mobile": "a mobile number",
    "email": "a personal e-mail address",
    "home": "a home address",
}


@dataclass(frozen=True, slots=True)
class Private:
    """Something that would say how to reach or find one person."""

    kind: str  # mobile, email, home
    text: str
    start: int
    end: int

    @property
    def what(self) -> str:
        """The kind in words."""
        return WORDS[self.kind]


def find_private(text: str) -> list[Private]:
    """What a text gives away, in order; nothing of it overlaps."""
    found = [Private("mobile", m[0].strip(), m.start(), m.end()) for m in _MOBILE.finditer(text)]
    found += [
        Private("email", m[0], m.start(), m.end())
        for m in _MAIL.finditer(text)
        if m[1].lower() in PERSONAL_MAIL
    ]
    homes = [m.span() for m in _AT_HOME.finditer(text)]
    found += [
        Private("home", m[0], m.start(), m.end())
        for m in _STREET.finditer(text)
        if any(_near(m.span(), home) for home in homes)
    ]
    return sorted(found, key=lambda one: one.start)


def without_private(text: str, centre_phone: str) -> tuple[str, list[str]]:
    """The text as it may be published, and what was taken out of it."""
    found = find_private(text)
    for one in reversed(found):
        text = text[: one.start] + _instead(one, centre_phone) + text[one.end :]
    return text, [one.text for one in found]


def private_in(
    texts: Mapping[str, str], names: Iterable[str] = PUBLIC_TEXTS
) -> dict[str, list[Private]]:
    """By field, what its words give away."""
    found = {name: find_private(texts.get(name, "")) for name in names}
    return {name: some for name, some in found.items() if some}


def _instead(one: Private, centre_phone: str) -> str:
    if one.kind == "home":
        return "(you are told the address when you take part)"
    return f"{centre_phone} (volunteer centre)" if centre_phone else "the volunteer centre"


def _near(street: tuple[int, int], home: tuple[int, int]) -> bool:
    return max(street[0] - home[1], home[0] - street[1]) <= NEAR_HOME
