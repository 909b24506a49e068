"""Why an introduction left the way: a code, the words staff choose from, and what is kind to say.

The kind words go to the volunteer. They never blame, never tell one side's private reason to the
other, and never say anything of checks or health.
"""

from __future__ import annotations

from dataclasses import dataclass

from brokerage.introductions.states import State


@dataclass(frozen=True)
class Reason:
    """``label`` for staff; ``kind`` for the volunteer."""

    label: str
    kind: str


ANOTHER = "This one did not work out. That says nothing about you, and there are others."
THANKS = "Thank you for telling us. You can come back to it whenever you like."
STOPPED = "Thank you for the time you gave."

ONCE = "We had you on our books twice. Your other introduction to this role goes on."
SAME_PERSON = "same_person"  # two records were made one (merging.py); nobody chooses it

REASONS: dict[State, dict[str, Reason]] = {
    State.WITHDRAWN: {
        "changed_mind": Reason("Changed their mind", THANKS),
        "found_elsewhere": Reason(
            "Found a role elsewhere", "We are glad you found something. Thank you for telling us."
        ),
        "no_time": Reason("No time now", THANKS),
        "too_far": Reason("Too far to travel", "Thank you. We will look nearer to you."),
        "times": Reason("The times do not suit", "Thank you. We will look for better times."),
        "costs": Reason("It would cost too much", "Thank you. We will look for roles that pay."),
        "health": Reason("Health or caring", "Thank you for telling us. Take care of yourself."),
        "paid_work": Reason("Paid work or study", "Good luck. You are welcome back any time."),
        "not_as_expected": Reason(
            "Not what they expected", "Thank you. What you told us helps us describe it better."
        ),
        "consent_withdrawn": Reason("No longer agrees to be introduced", THANKS),
        "left": Reason("Left the volunteer centre", THANKS),
        SAME_PERSON: Reason("The same person twice: the other one goes on", ONCE),
        "other": Reason("Another reason", THANKS),
    },
    State.UNSUCCESSFUL: {
        "place_taken": Reason(
            "The place went to somebody else", "The place was taken before your turn came."
        ),
        "times": Reason(
            "The times did not fit", "Their times and yours could not be made to meet this time."
        ),
        "skills": Reason(
            "They need other experience", "They needed particular experience for this one."
        ),
        "age": Reason("Insurance or age limits", "Their insurance does not let them say yes."),
        "distance": Reason("Too far for the role", "They were looking for somebody closer by."),
        "not_met": Reason("They could not meet", "You and they did not manage to meet."),
        "not_this_role": Reason("Not right for this role", ANOTHER),
        "other": Reason("Another reason", ANOTHER),
    },
    State.NO_REPLY_ORGANISATION: {
        "late": Reason(
            "No answer after a reminder",
            "We asked them twice and had no answer. You did nothing wrong.",
        ),
        "cannot_be_reached": Reason(
            "Nobody there can be reached",
            "We could not reach anybody there. You did nothing wrong.",
        ),
    },
    State.NO_REPLY_VOLUNTEER: {
        "late": Reason(
            "No answer after a reminder",
            "We have not heard from you, so we have closed this one. Say so if you still want it.",
        ),
        "cannot_be_reached": Reason(
            "Contact details no longer work",
            "We could not reach you, so we have closed this one. Say so if you still want it.",
        ),
    },
    State.ROLE_CLOSED: {
        "filled": Reason("Every place is taken", "Every place has been taken."),
        "closed": Reason("The role closed", "They have stopped looking for people for this role."),
        "expired": Reason("The role ran out", "The role came to its end before it was your turn."),
        "paused": Reason("The role is paused", "They cannot take anybody on for now."),
        "organisation_closed": Reason(
            "The organisation closed", "The organisation has stopped its work."
        ),
    },
    State.RE_REFERRED: {
        "better_fit": Reason(
            "Another role fits better", "We have put you forward for another role."
        ),
        "no_reply": Reason(
            "No answer here", "They did not answer, so we have put you forward elsewhere."
        ),
        "full": Reason("Full here", "They are full, so we have put you forward elsewhere."),
        "asked": Reason("The volunteer asked", "As you asked, we have put you forward elsewhere."),
    },
    State.ENDED: {
        "finished": Reason("Finished as planned", STOPPED),
        "volunteer_stopped": Reason("The volunteer stopped", STOPPED),
        "organisation_stopped": Reason("The organisation ended it", STOPPED),
        "role_closed": Reason("The role closed", STOPPED),
        "moved_away": Reason("Moved away", STOPPED),
        "health": Reason("Health or caring", STOPPED),
        "paid_work": Reason("Paid work or study", STOPPED),
        SAME_PERSON: Reason("The same person twice: the other one goes on", ONCE),
        "other": Reason("Another reason", STOPPED),
    },
}


def choices(state: State) -> dict[str, str]:
    """Codes and staff's words of one way out, for a form."""
    return {code: why.label for code, why in REASONS[state].items() if code != SAME_PERSON}


def kind_words(state: State, code: str | None) -> str:
    """What the volunteer reads; the general kindness where no code fits."""
    found = REASONS[state].get(code or "")
    return found.kind if found else ANOTHER
