"""Text hygiene, in one place: what arrives from other people's systems, made fit to show.

Text is kept as plain text with paragraphs; pages escape it. Personal mobiles, e-mail addresses
and placeholder numbers in text that the public would read are taken out: feeds carry them, but
the people behind them never agreed to be republished (README of the real data, December 2025).
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

import nh3

PHONE_REMOVED = "[phone number removed]"
EMAIL_REMOVED = "[e-mail address removed]"
PLACEHOLDERS = frozenset({"07", "0123456789", "01234567890", "01234567891", "0000000000"})

_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_INVISIBLE = frozenset("\ufeff\u200b\u2060\u00ad") | frozenset(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_MOBILE = re.compile(r"(?<![\d.])(?:\+44[\s.-]*(?:\(0\)[\s.-]*)?7|07)(?:[\s.-]?\d){9}(?!\d)")
_PLACEHOLDER = re.compile(r"(?<!\d)(?:01234[\s.-]?567891?|01234[\s.-]?567890|0000[\s.-]?000000)(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to show, and how many personal details were taken out of it."""

    text: str
    removed: int


def plain(text: str) -> str:
    """Newlines as newlines, no control or invisible characters, nothing at the ends."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lined if c in "\n\t" or _is_visible(c)).strip()


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


def shortened(text: str, length: int) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(None, 1)[0][: length - 1] + "…"


def _without_markup(text: str) -> str:
    """Twice, because feeds carry tags that were escaped once too often."""
    for _ in range(2):
        if _TAG.search(text):
            text = nh3.clean(_BLOCK.sub("\n", text), tags=set())
        text = html.unescape(text)
    return nh3.clean(_BLOCK.sub("\n", text), tags=set()) if _TAG.search(text) else text


def _is_visible(character: str) -> bool:
    if character in _INVISIBLE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs")
