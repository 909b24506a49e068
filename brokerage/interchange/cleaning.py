"""Text hygiene, in one place: what arrives from other people's systems, made fit to show.

Text is kept as plain text with paragraphs; pages escape it. Personal mobiles, e-mail addresses
and placeholder numbers in text that the public would read are taken out: feeds carry them, but
the people behind them never agreed to be republished (README of the real data, December 2025).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import nh3

PHONE_REMOVED = "[phone number removed]"
EMAIL_REMOVED = "[e-mail address removed]"
PLACEHOLDERS = frozenset({"07", "0123456789", "01234567890", "01234567891", "0000000000"})

_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
# Control characters, halves of surrogate pairs, and marks that change the direction of a text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b\u2060\u00ad\u202a-\u202e\u2066-\u2069]"
)
_MOBILE = re.compile(r"(?<![\d.])(?:\+44[\s.-]*(?:\(0\)[\s.-]*)?7|07)(?:[\s.-]?\d){9}(?!\d)")
_PLACEHOLDER = re.compile(r"(?<!\d)(?:01234[\s.-]?5678(?:9|90|91)|0000[\s.-]?000000)(?!\d)")
# Bounded, so that a long run of letters is quick to pass over. An address may follow any text,
# such as a form's line of underscores: its last 64 characters before the @ are taken out.
_EMAIL = re.compile(r"[\w.+-]{1,64}+@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[A-Za-z]{2,24}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to show, and how many personal details were taken out of it."""

    text: str
    removed: int


def plain(text: str) -> str:
    """Newlines as newlines, no control or invisible characters, nothing at the ends."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", lined).strip()


def prose(text: str) -> str:
    """Paragraphs of plain text: entities decoded, tags dropped, at most one blank line."""
    lined = plain(_without_markup(text)).replace("\xa0", " ").replace("\t", " ")
    lines = (" ".join(line.split()) for line in lined.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def label(text: str) -> str:
    """A title or a name: one line of plain text."""
    return " ".join(prose(text).split())


def for_the_public(text: str) -> Cleaned:
    """Take personal mobiles, e-mail addresses and placeholder numbers out of a text."""
    kept, emails = _EMAIL.subn(EMAIL_REMOVED, text)
    kept, mobiles = _MOBILE.subn(PHONE_REMOVED, kept)
    kept, placeholders = _PLACEHOLDER.subn(PHONE_REMOVED, kept)
    return Cleaned(kept, emails + mobiles + placeholders)


def published_phone(text: str) -> str | None:
    """A telephone number that may be shown: no placeholder, no personal mobile."""
    digits = re.sub(r"\D", "", text)
    if len(digits) < 7 or digits in PLACEHOLDERS or _MOBILE.search(text.strip()):
        return None
    return label(text)[:40]


def _without_markup(text: str) -> str:
    """Twice, because feeds carry tags that were escaped once too often."""
    for _ in range(2):
        if _TAG.search(text):
            text = nh3.clean(_BLOCK.sub("\n", text), tags=set())
        text = html.unescape(text)
    return nh3.clean(_BLOCK.sub("\n", text), tags=set()) if _TAG.search(text) else text
