"""Where an organisation may go from where it stands. Pure: no database, no clock."""

from __future__ import annotations

from brokerage.errors import Conflict
from brokerage.organisations.models import Standing

MOVES: dict[Standing, frozenset[Standing]] = {
    Standing.LISTED: frozenset({Standing.SUBMITTED, Standing.VERIFIED, Standing.LEFT}),
    Standing.JOINING: frozenset({Standing.SUBMITTED, Standing.DECLINED, Standing.LEFT}),
    Standing.SUBMITTED: frozenset(
        {Standing.VERIFIED, Standing.NOT_YET, Standing.DECLINED, Standing.LEFT}
    ),
    Standing.NOT_YET: frozenset(
        {Standing.SUBMITTED, Standing.VERIFIED, Standing.NOT_YET, Standing.DECLINED, Standing.LEFT}
    ),
    Standing.VERIFIED: frozenset({Standing.NOT_YET, Standing.LEFT}),
    Standing.DECLINED: frozenset({Standing.SUBMITTED, Standing.VERIFIED}),
    Standing.LEFT: frozenset({Standing.SUBMITTED}),
}
IN_WORDS = {
    Standing.LISTED: "Came with an import",
    Standing.JOINING: "Has not opened our e-mail yet",
    Standing.SUBMITTED: "Waits for us",
    Standing.NOT_YET: "Not yet: something is missing",
    Standing.VERIFIED: "Verified",
    Standing.DECLINED: "Declined",
    Standing.LEFT: "Has left",
}
TO_THEM = {
    Standing.LISTED: "Your volunteer centre brought your roles in. Nobody of yours has joined yet.",
    Standing.JOINING: "Open the e-mail that we sent you, to show that the address is yours.",
    Standing.SUBMITTED: "Your volunteer centre is looking at your registration.",
    Standing.NOT_YET: "Something is still missing.",
    Standing.VERIFIED: "Your volunteer centre has said yes.",
    Standing.DECLINED: "Your volunteer centre could not say yes.",
    Standing.LEFT: "You have left. Ring your volunteer centre to come back.",
}


def check_standing(current: Standing, target: Standing) -> None:
    """Raises Conflict for a move that is not in the table."""
    if target not in MOVES[current]:
        words = IN_WORDS[current].lower()
        raise Conflict(f"This cannot be done now. The organisation: {words}.")
