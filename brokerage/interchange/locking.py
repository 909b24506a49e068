"""Files that wait for somebody are kept locked: a copied database shows nobody's details."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken

from brokerage.errors import Conflict


def locked(content: bytes, secret: str) -> bytes:
    """Only whoever has the service's secret can read it."""
    return _key(secret).encrypt(content)


def unlocked(content: bytes, secret: str) -> bytes:
    """Raises Conflict where the secret was changed meanwhile."""
    try:
        return _key(secret).decrypt(content)
    except InvalidToken as problem:
        raise Conflict("This file cannot be read any more. Please send it again.") from problem


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(b"files of imports:" + secret.encode()).digest()
    return Fernet(urlsafe_b64encode(digest))
