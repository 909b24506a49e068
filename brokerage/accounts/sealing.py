"""Keyed hashes: what is kept of codes, links and names, so that a copied table opens nothing."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app


def sealed(text: str) -> str:
    """The same text gives the same seal, but only to whoever has the service's secret.

    A six-digit code has too few values for a plain hash to hide it.
    """
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def same(one: str | None, other: str) -> bool:
    """Whether two seals are equal, in a time that does not tell how far they agree."""
    return hmac.compare_digest(one or "", other)
