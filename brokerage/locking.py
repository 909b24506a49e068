"""What waits in the database for somebody is kept locked: a copied database shows none of it."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken

from brokerage.errors import Conflict

IMPORTS = "files of imports"
EVALUATIONS = "keys of evaluations"
AGAIN = "This file cannot be read any more. Please send it again."


def locked(content: bytes, secret: str, what: str = IMPORTS) -> bytes:
    """Only whoever has the service's secret can read it, and only as what it is."""
    return _key(secret, what).encrypt(content)


def unlocked(content: bytes, secret: str, what: str = IMPORTS, sorry: str = AGAIN) -> bytes:
    """Raises Conflict where the secret was changed meanwhile."""
    try:
        return _key(secret, what).decrypt(content)
    except InvalidToken as problem:
        raise Conflict(sorry) from problem


def _key(secret: str, what: str) -> Fernet:
    digest = hashlib.sha256(f"{what}:{secret}".encode()).digest()
    return Fernet(urlsafe_b64encode(digest))
