"""Names that mean nothing: the same within one evaluation, others in the next.

HMAC-SHA256 of kind and permanent id under the evaluation's own key, shortened to 80 bits. Whoever
has not got the key cannot go from a pseudonym to a record, nor from one evaluation to another.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b32encode

from brokerage.errors import Conflict
from brokerage.evaluation.releases.models import Evaluation
from brokerage.locking import EVALUATIONS, locked, unlocked

KEY_BYTES = 32
SHORTENED = 10  # 80 bits, 16 letters: two of a million records meet once in 2.4 trillion counties
PATTERN = "^[A-Z2-7]{16}$"
ENDED = "This evaluation has ended. Its key was destroyed."
LOCK_CHANGED = "The service's secret was changed since: this evaluation's key cannot be read."


class Pseudonyms:
    """The names of one evaluation."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, kind: str, permanent_id: str) -> str:
        """What a record is called; records of two kinds never share a name."""
        found = hmac.digest(self._key, f"{kind}:{permanent_id}".encode(), "sha256")
        return b32encode(found[:SHORTENED]).decode("ascii")


def new_key(secret: str) -> bytes:
    """A random key as it is kept: locked with the service's secret."""
    return locked(secrets.token_bytes(KEY_BYTES), secret, EVALUATIONS)


def pseudonyms_of(evaluation: Evaluation, secret: str) -> Pseudonyms:
    """Raises Conflict once it has ended, and where the service's secret was changed."""
    if evaluation.key is None:
        raise Conflict(ENDED)
    return Pseudonyms(unlocked(evaluation.key, secret, EVALUATIONS, LOCK_CHANGED))
