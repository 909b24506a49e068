"""Where an introduction may stand. Pure: no database, no clock."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """One volunteer and one role, from first suggestion to the end."""

    SUGGESTED = "suggested"
    OFFERED = "offered"
    REFERRED = "referred"
    ACKNOWLEDGED = "acknowledged"
    INTERVIEWING = "interviewing"
    CHECKS = "checks"
    ACCEPTED = "accepted"
    STARTED = "started"
    WAITING = "waiting"
    POSTPONED = "postponed"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    UNSUCCESSFUL = "unsuccessful"
    NO_REPLY_ORGANISATION = "no_reply_organisation"
    NO_REPLY_VOLUNTEER = "no_reply_volunteer"
    ROLE_CLOSED = "role_closed"
    RE_REFERRED = "re_referred"


STEPS = (
    State.SUGGESTED,
    State.OFFERED,
    State.REFERRED,
    State.ACKNOWLEDGED,
    State.INTERVIEWING,
    State.CHECKS,
    State.ACCEPTED,
    State.STARTED,
)
"""The way forward, in order."""

PARKED = frozenset({State.WAITING, State.POSTPONED})
"""Off the way for a while; such a record remembers the step it will go on from."""

EXITS = frozenset(
    {
        State.WITHDRAWN,
        State.UNSUCCESSFUL,
        State.NO_REPLY_ORGANISATION,
        State.NO_REPLY_VOLUNTEER,
        State.ROLE_CLOSED,
        State.RE_REFERRED,
    }
)
"""Ways out before anything started."""

CLOSED = EXITS | {State.ENDED}
OPEN = frozenset(State) - CLOSED
PLACED = frozenset({State.STARTED, State.ENDED})
"""A placement is an introduction that started, also when it has ended since."""

HOLDS_A_TURN = frozenset({State.REFERRED, State.ACKNOWLEDGED, State.INTERVIEWING, State.CHECKS})
"""An organisation is busy with these; a role may limit how many at once."""

HOLDS_A_PLACE = frozenset({State.ACCEPTED, State.STARTED})

IN_WORDS = {
    State.SUGGESTED: "Suggested",
    State.OFFERED: "Offered",
    State.REFERRED: "Referred",
    State.ACKNOWLEDGED: "Acknowledged",
    State.INTERVIEWING: "Meeting each other",
    State.CHECKS: "Checks under way",
    State.ACCEPTED: "Accepted",
    State.STARTED: "Started",
    State.WAITING: "On the waiting list",
    State.POSTPONED: "Postponed",
    State.ENDED: "Ended",
    State.WITHDRAWN: "Withdrawn",
    State.UNSUCCESSFUL: "Not this time",
    State.NO_REPLY_ORGANISATION: "No reply from the organisation",
    State.NO_REPLY_VOLUNTEER: "No reply from the volunteer",
    State.ROLE_CLOSED: "Role closed",
    State.RE_REFERRED: "Referred to another role",
}
