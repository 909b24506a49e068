"""Cells as a workbook holds them. A text stays a text, whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from brokerage.tables import DANGEROUS
from brokerage.workbooks.sheets import Value

HEADING, DAY, GUARDED = 1, 2, 3
"""Numbers of the styles in parts.STYLES: GUARDED stays text when somebody edits the cell."""
LONGEST_TEXT = 32_767
_FIRST_DAY = date(1899, 12, 30).toordinal()  # day 0, as every spreadsheet program counts
_MARKED = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def columns(number: int) -> list[str]:
    """The letters of so many columns: A to Z, AA and so on."""
    return [_letters(position) for position in range(1, number + 1)]


def row_of(number: int, letters: Sequence[str], values: Iterable[Value]) -> str:
    """One row; an empty cell is left out."""
    cells = [
        f'<c r="{letter}{number}"{_text(value) if type(value) is str else _other(value)}'
        for letter, value in zip(letters, values, strict=True)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def heading_of(letters: Sequence[str], heads: Iterable[str]) -> str:
    """The first row."""
    cells = [
        f'<c r="{letter}1"{_styled(head, HEADING)}'
        for letter, head in zip(letters, heads, strict=True)
    ]
    return f'<row r="1">{"".join(cells)}</row>'


def escaped(text: str) -> str:
    """A text as XML; what XML cannot hold is written as spreadsheet programs do."""
    return _MARKED.sub(_escape, text)


def _other(value: Value) -> str:
    """A cell after its address, of what is no plain text."""
    if isinstance(value, str):
        return _text(str(value))
    if isinstance(value, bool):
        return _text("yes" if value else "no")  # some programs make a formula of TRUE
    if isinstance(value, date):
        return f' s="{DAY}"><v>{value.toordinal() - _FIRST_DAY}</v></c>'
    if isinstance(value, int):
        return f"><v>{value}</v></c>"
    if isinstance(value, Decimal):
        return f"><v>{value:f}</v></c>"
    raise TypeError(f"a {type(value).__name__} cannot stand in a workbook")


def _text(text: str) -> str:
    if (
        text.isalnum() and len(text) <= LONGEST_TEXT
    ):  # nothing to escape: most texts of large tables
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    return _styled(text, GUARDED if text.startswith(DANGEROUS) else 0)


@lru_cache(maxsize=4096)
def _styled(text: str, style: int) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a cell cannot hold more than {LONGEST_TEXT:,} characters: {text[:40]}…")
    styled = f' s="{style}"' if style else ""
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f'{styled} t="inlineStr"><is><t{kept}>{escaped(text)}</t></is></c>'


def _escape(found: re.Match[str]) -> str:
    text = found[0]
    if text in _MARKUP:
        return _MARKUP[text]
    return f"_x005F{text}" if len(text) > 1 else f"_x{ord(text):04X}_"


def _letters(position: int) -> str:
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
