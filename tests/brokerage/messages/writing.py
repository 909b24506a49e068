"""A message with ordinary values; what a test does not name is ordinary."""

from __future__ import annotations

from typing import Any

from brokerage.messages.service import Message


def message(**changes: Any) -> Message:
    plain: dict[str, Any] = {
        "channel": "email",
        "address": "sam@example.org",
        "name": "Sam Example",
        "purpose": "account",
        "subject": "Hello",
        "text": "Hello, Sam.\n\nSee you soon.\n",
    }
    return Message(**{**plain, **changes})
