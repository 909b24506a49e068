"""The questions of guidance, training and the support log; drawn as every other control."""

from __future__ import annotations

from dataclasses import replace

from brokerage.forms import Control
from brokerage.guidance.words import FOR_WHOM, FUNCTIONS, KINDS, TOPICS
from brokerage.records.forms import DAY_HINT, choose

NOTHING = (("", "Choose one"),)
LINES_HINT = (
    "Leave an empty line between paragraphs. Begin a heading with ## and a line of a list with - "
    "or 1. Put **two stars** round words to make them bold. Write a link as "
    "[its words](https://its.address)."
)


def _pick(name: str, label: str, of: dict[str, str], hint: str = "") -> Control:
    return Control(name, "select", label, hint, choices=(*NOTHING, *of.items()), required=True)


ARTICLE = (
    Control("title", "text", "Title", required=True),
    Control("summary", "long_text", "Summary", "One or two sentences", required=True),
    Control("body", "long_text", "Text", LINES_HINT, required=True),
    Control(
        "sources",
        "long_text",
        "Sources",
        "One on each line: its name, then its address, such as GOV.UK: volunteering "
        "https://www.gov.uk/volunteering",
    ),
    Control("reviewed_on", "text", "Last checked on", DAY_HINT, required=True),
)
EVENT = (
    Control("title", "text", "What is it called?", required=True),
    Control(
        "about",
        "long_text",
        "What is it about?",
        "What people will be able to do afterwards, and what to bring",
        required=True,
    ),
    choose("for_whom", "Who is it for?", FOR_WHOM),
    _pick("topic", "Topic", TOPICS),
    Control("on", "text", "Day", DAY_HINT, required=True),
    Control("at", "text", "It begins at", "Such as 18:30 or 6.30pm", required=True),
    Control("minutes", "number", "How many minutes long?", "Such as 90", required=True),
    Control(
        "place",
        "text",
        "Where?",
        "The hall, its address and postcode. Leave it if it is online only.",
    ),
    Control(
        "online_link",
        "text",
        "Link to join online",
        "Only people who have a place are given it. Leave it if it is not online.",
    ),
    Control("places", "number", "How many places are there?", required=True),
)
GUEST = (
    Control("name", "text", "Name", "Whoever comes", required=True),
    Control("email", "email", "E-mail address", "We send what you need to know"),
    Control("phone", "text", "Telephone number", "If there is no e-mail address"),
    Control(
        "group",
        "text",
        "Organisation or group",
        "If they come for one. It need not be registered with us.",
    ),
)
SUPPORT = (
    Control("who", "text", "Which organisation or group?", required=True),
    Control("given_on", "text", "On which day?", DAY_HINT, required=True),
    Control("minutes", "number", "How many minutes did it take?", "Such as 20", required=True),
    choose("kind", "What was it?", KINDS),
    _pick(
        "function",
        "Which work of a volunteer centre was it?",
        FUNCTIONS,
        "If you are not sure, choose good practice",
    ),
    _pick("topic", "What was it about?", TOPICS),
    Control(
        "note",
        "long_text",
        "Note",
        "What they asked and what you said. Name no volunteer. You may leave this empty.",
    ),
)


def at_one_of(centres: dict[str, str], asked: tuple[Control, ...]) -> tuple[Control, ...]:
    """With the question for which centre, where somebody works at several."""
    if len(centres) < 2:
        return asked
    return (choose("centre", "For which centre?", centres), *asked)


def own_words(asked: tuple[Control, ...]) -> tuple[Control, ...]:
    """The questions about a guest as the guest is asked them."""
    words = {"name": "Your name", "email": "Your e-mail address", "phone": "Your telephone number"}
    hints = {"name": "", "group": "If you come for one. It need not be registered with us."}
    return tuple(
        replace(c, label=words.get(c.name, c.label), hint=hints.get(c.name, c.hint)) for c in asked
    )
