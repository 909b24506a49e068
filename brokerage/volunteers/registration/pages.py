"""The questions in their order, a page's worth each. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its heading, and the fields on it. ``short`` heads it in lists of answers."""

    name: str
    title: str
    short: str
    fields: tuple[str, ...]


CARER = ("carer_name", "carer_relation", "carer_phone", "carer_email")
GUARDIAN = (
    "guardian_way", "guardian_name", "guardian_relation", "guardian_email", "guardian_phone",
)  # fmt: skip
CONTACTS = ("email", "phone", "second_phone", "address")

PAGES = (
    Page("name", "What is your name?", "Name", ("first_name", "last_name")),
    Page(
        "reach", "What is the best way to reach you?", "Best way to reach you",
        ("preferred_channel",),
    ),
    Page("contact", "How do we reach you?", "How to reach you", (*CONTACTS, *CARER)),
    Page("home", "Where do you live?", "Where you live", ("near",)),
    Page(
        "travel", "How far can you travel?", "How far, and how",
        ("within", "travel_mode", "remote"),
    ),
    Page("offer", "What can you offer?", "What you can offer", ("text", "skills")),
    Page(
        "causes", "What matters to you?", "What matters to you, and your languages",
        ("interests", "languages"),
    ),
    Page("when", "When are you free?", "When you are free", ("when",)),
    Page(
        "dates", "Is there more about your time?", "More about your time",
        ("hours_per_week", "available_from", "holiday_when", "away_first_on", "away_last_on"),
    ),
    Page("needs", "What do you need?", "What you need", ("needs", "support")),
    Page("age", "How old are you?", "Your age", ("age_band", "born_on")),
    Page("guardian", "Your parent or guardian", "Parent or guardian", GUARDIAN),
    Page(
        "heard", "How did you come to us?", "How you came to us",
        ("heard_through", "volunteered_before"),
    ),
    Page("agree", "What may we do with your details?", "What you agree to", ("consents",)),
)  # fmt: skip
BY_NAME = {page.name: page for page in PAGES}
IN_THE_RECORD = frozenset(
    {"first_name", "last_name", "preferred_channel", "email", "phone", "second_phone", "address",
     "travel_mode", "remote", "text", "languages", "needs", "age_band", "heard_through",
     "volunteered_before"}
)  # fmt: skip
"""Answers that are columns of the record, as they are."""

UNDER_GUARDIAN = "under-16"
# What is corrected together in a record; consents, times away and guardians have their own pages.
TOGETHER: dict[str, tuple[Page, ...]] = {
    "name": (BY_NAME["name"],),
    "contact": (BY_NAME["reach"], BY_NAME["contact"]),
    "home": (BY_NAME["home"],),
    "travel": (BY_NAME["travel"],),
    "offer": (BY_NAME["offer"],),
    "causes": (BY_NAME["causes"],),
    "when": (BY_NAME["when"], BY_NAME["dates"]),
    "needs": (BY_NAME["needs"],),
    "age": (BY_NAME["age"],),
}
NOT_IN_A_RECORD = frozenset({"away_first_on", "away_last_on", "support", "born_on"})


def applies(page: Page, answers: Answers) -> bool:
    """Whether a page is asked of somebody who answered this before."""
    if page.name == "guardian":
        return first(answers, "age_band") == UNDER_GUARDIAN
    return True


def fields_asked(page: Page, answers: Answers) -> tuple[str, ...]:
    """The fields of a page for somebody: a carer only where they are reached through one."""
    if page.name != "contact" or first(answers, "preferred_channel") == "carer":
        return page.fields
    return CONTACTS


def after(page: Page, answers: Answers) -> Page | None:
    """The next page; None after the last."""
    rest = PAGES[PAGES.index(page) + 1 :]
    return next((one for one in rest if applies(one, answers)), None)


def before(page: Page, answers: Answers) -> Page | None:
    """The page before; None before the first."""
    earlier = PAGES[: PAGES.index(page)]
    return next((one for one in reversed(earlier) if applies(one, answers)), None)


def asked_of(answers: Answers) -> list[Page]:
    """Every page that somebody is asked."""
    return [page for page in PAGES if applies(page, answers)]


def first(answers: Answers, name: str) -> str:
    """The answer to a question that takes one; an empty text where there is none."""
    found = answers.get(name) or ("",)
    return found[0]
