"""Why a centre says no, what help it offers, and the words that the organisation reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """``label`` is for the desk, ``words`` for the organisation."""

    label: str
    words: str


DECLINED: Mapping[str, Reason] = {
    "outside": Reason(
        "Outside our area",
        "We can only help groups that need volunteers in our part of the county. Your nearest "
        "volunteer centre will be glad to hear from you.",
    ),
    "not_volunteering": Reason(
        "It is not volunteering",
        "What you need looks like paid work, or work for a private business. Volunteers give their "
        "time for the good of others, so we cannot list it.",
    ),
    "registered_already": Reason(
        "Registered already",
        "Your group is registered with us already. Ring us, and we will help you to join it.",
    ),
    "not_reached": Reason(
        "We could not reach anybody",
        "We tried to reach you several times and did not manage. Ring us when you have time, and "
        "we will pick it up again.",
    ),
    "not_safe": Reason(
        "We are not sure that volunteers would be safe",
        "We could not be sure that volunteers would be safe and looked after. Ring us to talk it "
        "over.",
    ),
    "other": Reason("Another reason", "We are sorry that we cannot list you now."),
}
HELP: Mapping[str, str] = {
    "ring": "We ring you and go through it with you.",
    "visit": "We come and see you.",
    "policy": "We show you a short safeguarding policy that you can make your own.",
    "insurance": "We explain insurance for small groups, and who offers it.",
    "constitution": "We help you to write a simple constitution.",
    "expenses": "We explain what expenses are, and how other small groups pay them.",
}
