"""A little Markdown, and nothing else: headings, paragraphs, lists, bold and links.

Everything is escaped first, so that no text can be more than text. A link leads to a page of ours
("/tell-us") or to https; any other stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https://[^\s()<>]+|/(?!/)[^\s()<>\\]*)\)")
_NUMBERED = re.compile(r"\d{1,2}\. ")
BULLET = "- "
HEADING = "## "


def in_html(text: str) -> Markup:
    """A text as the page shows it."""
    blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").strip())
    made = "\n".join(part for block in blocks for part in _block(block.split("\n")))
    return Markup(made)  # noqa: S704 - every text in it was escaped


def _block(lines: list[str]) -> Iterator[str]:
    """A heading takes one line; what stands below it without a gap is a block of its own."""
    if lines[0].startswith(HEADING):
        yield f'<h2 class="govuk-heading-m">{_inline(lines[0].removeprefix(HEADING))}</h2>'
        lines = lines[1:]
    if not any(line.strip() for line in lines):
        return
    if all(line.startswith(BULLET) for line in lines):
        yield _list("ul", "bullet", [line.removeprefix(BULLET) for line in lines])
    elif all(_NUMBERED.match(line) for line in lines):
        yield _list("ol", "number", [_NUMBERED.sub("", line, count=1) for line in lines])
    else:
        yield f'<p class="govuk-body">{"<br>".join(map(_inline, lines))}</p>'


def _list(tag: str, kind: str, items: list[str]) -> str:
    inside = "".join(f"<li>{_inline(item)}</li>" for item in items)
    return f'<{tag} class="govuk-list govuk-list--{kind}">{inside}</{tag}>'


def _inline(text: str) -> str:
    """Links are cut out before bold, so that no address is changed by it."""
    parts, end = [], 0
    for found in _LINK.finditer(text):
        parts.append(_plain(text[end : found.start()]))
        parts.append(_link(found[1], found[2]))
        end = found.end()
    return "".join([*parts, _plain(text[end:])])


def _link(words: str, address: str) -> str:
    outside = ' rel="noopener external"' if address.startswith("https:") else ""
    return f'<a class="govuk-link" href="{escape(address)}"{outside}>{_plain(words)}</a>'


def _plain(text: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", str(escape(text)))
