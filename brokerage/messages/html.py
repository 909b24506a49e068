"""HTML for mail programs, made from the plain text: paragraphs, headings, lists, quotations.

Everything is escaped; only addresses of this service become links, so nobody's note can carry one.
"""

from __future__ import annotations

import re

from flask import current_app
from markupsafe import Markup, escape

from brokerage.links import is_ours

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")


def in_html(subject: str, text: str) -> str:
    """The whole document."""
    template = current_app.jinja_env.get_template("emails/layout.html")
    return template.render(subject=subject, body=body_in_html(text))


def body_in_html(text: str) -> Markup:
    """The paragraphs, without anything round them."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", text.strip())]
    return Markup("\n").join(_block(block.split("\n")) for block in blocks if block)


def _block(lines: list[str]) -> Markup:
    if lines[0].startswith("# "):
        heading = Markup("<h2>{}</h2>").format(_line(lines[0][2:]))
        return heading + _block(lines[1:]) if len(lines) > 1 else heading
    if all(line.startswith("- ") for line in lines):
        items = (Markup("<li>{}</li>").format(_line(line[2:])) for line in lines)
        return Markup("<ul>{}</ul>").format(Markup("").join(items))
    if all(line.startswith(">") for line in lines):
        return Markup("<blockquote>{}</blockquote>").format(_lines([x[1:].strip() for x in lines]))
    return Markup("<p>{}</p>").format(_lines(lines))


def _lines(lines: list[str]) -> Markup:
    return Markup("<br>\n").join(_line(line) for line in lines)


def _line(text: str) -> Markup:
    """Escaped, with our own addresses as links."""
    made, end = Markup(""), 0
    for found in _ADDRESS.finditer(text):
        if is_ours(found[0]):
            made += escape(text[end : found.start()])
            made += Markup('<a href="{0}">{0}</a>').format(found[0])
            end = found.end()
    return made + escape(text[end:])
