"""Whole addresses for messages, which are written where there is no request to take them from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import current_app


def link(endpoint: str, **values: Any) -> str:
    """The address of a page of ours, as somebody outside would type it."""
    parts = urlsplit(_base())
    adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme)
    return adapter.build(endpoint, values, force_external=True)


def is_ours(address: str) -> bool:
    """Whether an address leads to this service."""
    return address == _base() or address.startswith(f"{_base()}/")


def _base() -> str:
    config = current_app.config
    return str(config["PUBLIC_URL"] or config["OWN_URL"]).rstrip("/")
