"""UK postcodes by their published rule (BS 7666, Royal Mail): strict, pure, and never a guess.

Case, spaces and the punctuation people add are forgiven. A letter where a number belongs (``l``
for ``1``, ``O`` for ``0``) is not: the wrong reading would place somebody in another town.
"""

from __future__ import annotations

import re

from brokerage.errors import Invalid

_AREA_LETTERS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E
    EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU
    M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP
    SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE GY IM JE BF BX
"""
AREAS = frozenset(_AREA_LETTERS.split())
ELSEWHERE = {
    "GY": "Guernsey is outside the United Kingdom",
    "JE": "Jersey is outside the United Kingdom",
    "IM": "The Isle of Man is outside the United Kingdom",
    "BF": "A British Forces postcode has no fixed place",
    "BX": "This postcode belongs to a bank or a company and has no place",
}
ABSENT = {  # written like postcodes, but no map has them
    "GIR0AA": "GIR 0AA belonged to a bank and has no place.",
    "BFPO": "A British Forces (BFPO) number has no fixed place.",
}
_OUTWARD = (
    r"(?P<outward>[A-PR-UWYZ][0-9][0-9]?|[A-PR-UWYZ][A-HK-Y][0-9][0-9]?"
    r"|[A-PR-UWYZ][0-9][A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])"
)
_POSTCODE = re.compile(_OUTWARD + r"(?P<inward>[0-9][ABD-HJLNP-UW-Z]{2})")
_AREA = re.compile(_OUTWARD)
_SECTOR = re.compile(_OUTWARD + r" (?P<digit>[0-9])")
_TIGHT_SECTOR = re.compile(r"(?P<outward>[A-Z]{1,2}[0-9](?:[0-9]|[A-Z]))(?P<digit>[0-9])")
_FORGIVEN = re.compile(r"[\s.()\[\]‐-―-]+")


class NotAPostcode(Invalid):
    """The text is not written like a postcode; the message says what is wrong with it."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="postcode")


def parse_postcode(text: str) -> str:
    """The full postcode as it is stored, ``TN23 1AA``; raises NotAPostcode with a sentence."""
    tight = "".join(_words(text))
    found = _POSTCODE.fullmatch(tight)
    if found is None or tight in ABSENT:
        raise NotAPostcode(_what_is_wrong(tight))
    _refuse_unknown_area(found["outward"])
    return f"{found['outward']} {found['inward']}"


def parse_area(text: str) -> str:
    """A sector ``TN23 1`` or an outward code ``TN23``; raises NotAPostcode with a sentence.

    ``CT12`` is the outward code, ``CT1 2`` the sector; ``ME142`` can only be the sector ME14 2.
    """
    words = _words(text)
    spaced = " ".join(words)
    tight = "".join(words)
    sector = _SECTOR.fullmatch(spaced) or _TIGHT_SECTOR.fullmatch(tight)
    outward = sector["outward"] if sector else tight
    if not _AREA.fullmatch(outward):
        raise NotAPostcode(_what_is_wrong(tight))
    _refuse_unknown_area(outward)
    return f"{outward} {sector['digit']}" if sector else outward


def outward_of(code: str) -> str:
    """``TN23`` of ``TN23 1AA`` or ``TN23 1``."""
    return code.partition(" ")[0]


def sector_of(code: str) -> str:
    """``TN23 1`` of ``TN23 1AA``."""
    return code[:-2]


def letters_of(code: str) -> str:
    """The postcode area's letters: ``TN`` of ``TN23 1AA``."""
    return re.split(r"[0-9]", code, maxsplit=1)[0]


def _words(text: str) -> list[str]:
    words = [word for word in _FORGIVEN.split(text) if word]
    # upper() would turn some foreign letters into A to Z ("ß" into "SS"): look first.
    return [word.upper() if word.isascii() else word for word in words]


def _refuse_unknown_area(outward: str) -> None:
    letters = letters_of(outward)
    if letters not in AREAS:
        raise NotAPostcode(f"No UK postcode begins with {letters}.")


def _what_is_wrong(tight: str) -> str:
    for absent, sentence in ABSENT.items():
        if tight.startswith(absent):
            return sentence
    if not tight:
        return "Enter a postcode, like TN23 1AA."
    shown = tight[:12]
    if not tight.isascii() or not tight.isalnum():
        return f"A postcode has only letters and numbers: “{shown}” has something else."
    if not tight[0].isalpha():
        return f"A postcode begins with a letter: “{shown}” does not."
    if len(tight) < 5 or _cut_short(tight):
        return f"“{shown}” is not a whole postcode, like TN23 1AA."
    if len(tight) <= 7 and not tight[-3].isdigit():
        return f"The second half of a postcode begins with a number: “{tight[-3:]}” does not."
    return f"“{shown}” is not a UK postcode. One looks like TN23 1AA."


def _cut_short(tight: str) -> bool:
    return bool(re.fullmatch(_OUTWARD + r"[0-9][A-Z]?", tight))
