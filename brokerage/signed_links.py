"""Links that prove where they came from: a record's public id and what the link is for, signed.

A link is not a password: it is sent to the one person who may answer, ends after a while, and the
record itself says whether it was used or taken back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from brokerage.errors import NotFound

LASTS = timedelta(days=60)


def sign(purpose: str, public_id: str, at: datetime | None = None) -> str:
    """The last part of an address, for this purpose and record only.

    ``at``: the moment from which it lasts, where that is not this one.
    """
    return _serializer(purpose, at).dumps(public_id)


def read(purpose: str, token: str, lasts: timedelta = LASTS) -> str:
    """The public id. Raises NotFound for a link that is not ours, too old, or for another use."""
    return read_dated(purpose, token, lasts)[0]


def read_dated(purpose: str, token: str, lasts: timedelta = LASTS) -> tuple[str, datetime]:
    """The same, and when the link was made (UTC)."""
    longest = int(lasts.total_seconds())
    try:
        public_id, made_at = _serializer(purpose).loads(
            token, max_age=longest, return_timestamp=True
        )
    except BadData as problem:
        raise NotFound("This link does not work any more. Ask for a new one.") from problem
    return str(public_id), made_at


def _serializer(purpose: str, at: datetime | None = None) -> URLSafeTimedSerializer:
    class Signer(TimestampSigner):
        """Says when a link was made."""

        def get_timestamp(self) -> int:
            return super().get_timestamp() if at is None else int(at.timestamp())

    salt = f"signed-link:{purpose}"
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=salt, signer=Signer)
