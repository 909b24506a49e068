"""What leaves the service is let go by two people: one makes it, another one approves it."""

from __future__ import annotations

from brokerage.actors import Actor
from brokerage.errors import Conflict


def require_another(made_by: str, actor: Actor) -> None:
    """Raises Conflict where the one who approves is the one who made it."""
    if made_by == actor.name:
        raise Conflict("Somebody else has to approve this: two people look at what leaves here.")
