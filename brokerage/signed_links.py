"""Links that prove where they came from: a record's public id and what the link is for, signed.

A link is not a password: it is sent to the one person who may answer, ends after a while, and the
record itself says whether it was used or taken back.
"""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from brokerage.errors import NotFound

LASTS = timedelta(days=60)


def sign(purpose: str, public_id: str) -> str:
    """The last part of an address, for this purpose and record only."""
    return _serializer(purpose).dumps(public_id)


def read(purpose: str, token: str, lasts: timedelta = LASTS) -> str:
    """The public id. Raises NotFound for a link that is not ours, too old, or for another use."""
    try:
        public_id = _serializer(purpose).loads(token, max_age=int(lasts.total_seconds()))
    except BadData as problem:
        raise NotFound("This link does not work any more. Ask for a new one.") from problem
    return str(public_id)


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"signed-link:{purpose}")
