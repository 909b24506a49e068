"""The questions, as data with versions: an answer names the wording that the person saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WORDING = "2026-1"
SIDES = ("volunteer", "organisation")
MOMENTS = {"weeks_4": "after four weeks", "end": "at the end"}
YES_NO = {"yes": "Yes", "mostly": "Mostly", "no": "No"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the answers there are to it."""

    name: str
    text: str
    answers: Mapping[str, str]
    hint: str = ""


ASKED: Mapping[str, tuple[Question, ...]] = {
    "volunteer": (
        Question("first", "Did you feel welcome?", YES_NO),
        Question("second", "Did you have the help and training that you needed?", YES_NO),
        Question("third", "Would you tell a friend to volunteer there?", YES_NO),
    ),
    "organisation": (
        Question("first", "Is it going as you hoped?", YES_NO),
        Question("second", "Was this a good match for the role?", YES_NO),
        Question("third", "Would you like the centre to ring you?", {"yes": "Yes", "no": "No"}),
    ),
}
# The loneliness question is the Office for National Statistics' direct measure (2018).
OUTCOMES: tuple[Question, ...] = (
    Question(
        "hours_a_week",
        "About how many hours a week do you give?",
        {"under_1": "Under 1", "1_to_3": "1 to 3", "4_to_7": "4 to 7", "8_or_more": "8 or more"},
    ),
    Question(
        "confidence",
        "Compared with before, how confident do you feel?",
        {"more": "More confident", "same": "About the same", "less": "Less confident"},
    ),
    Question(
        "loneliness",
        "How often do you feel lonely?",
        {
            "often": "Often or always",
            "some": "Some of the time",
            "occasionally": "Occasionally",
            "hardly": "Hardly ever",
            "never": "Never",
        },
    ),
    Question(
        "route_to_work",
        "Has volunteering helped you towards paid work, or study?",
        {
            "started": "Yes, I have started",
            "looking": "Yes, I am looking or applying",
            "no": "No",
            "not_wanted": "That is not what I want from it",
        },
    ),
)
