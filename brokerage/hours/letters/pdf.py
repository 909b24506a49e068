"""A page as a PDF file, where the extra `pdf` is installed; every page prints well without it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from flask import current_app

from brokerage.errors import BrokerageError

MISSING = (
    "PDF files are not set up on this service. Go back, print the page with your browser (Ctrl and "
    "P) and choose “Save as PDF”."
)


class NoPdf(BrokerageError):
    """WeasyPrint is not installed: print the page, or install `brokerage[pdf]`."""

    status = 501


def is_available() -> bool:
    """Whether a link to a PDF leads anywhere."""
    return find_spec("weasyprint") is not None


def to_pdf(html: str) -> bytes:
    """A whole HTML document as PDF; it may use our own style sheet and asks nobody for anything.

    Raises NoPdf where WeasyPrint is not installed.
    """
    try:
        from weasyprint import CSS, HTML
    except ImportError as problem:
        raise NoPdf(MISSING) from problem
    folder = current_app.static_folder or ""
    with open(f"{folder}/css/papers.css", encoding="utf-8") as file:
        style = file.read()
    made: bytes = HTML(string=html, url_fetcher=_nothing).write_pdf(
        stylesheets=[CSS(string=style, url_fetcher=_nothing)]
    )
    return made


def _nothing(url: str, *_more: Any, **_options: Any) -> Any:
    raise ValueError(f"a letter asks for nothing outside: {url[:80]}")
