"""The questions about a role in their order, a page's worth each. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, Sequence[str]]

# What somebody may say about when; each leads to its own page.
AT_TIMES, HOURS, ANY_TIME, SMALL, UNSURE = "times", "hours", "any", "small", "unsure"
YES, NO = "true", "false"
SESSION = (
    "session_repeats", "session_on", "session_days", "session_start", "session_end",
    "session_until", "session_places", "session_term_time",
)  # fmt: skip
CHILDREN_QUESTIONS = ("children_personal_care", "children_taught_or_cared_for", "children_place")
ADULTS_QUESTIONS = (
    "adults_personal_care", "adults_money_or_shopping", "adults_affairs", "adults_driven_to_care",
    "adults_receiving_care",
)  # fmt: skip
ALWAYS_ASKED = ("often", "supervised")
ACCESS = ("step_free", "accessible_toilet", "on_a_bus_route", "parking")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its heading, and the fields on it. ``short`` heads it in lists of answers."""

    name: str
    title: str
    short: str
    fields: tuple[str, ...]


PAGES = (
    Page("what", "What will they do?", "The role", ("title", "summary", "description")),
    Page(
        "where", "Where is it?", "Where",
        ("attendance", "near", "place_name", "address", "in_private_homes", "getting_there"),
    ),
    Page("board", "Being on your board", "The board",
         ("meetings_a_year", "term_years", "induction_given", "eligibility_declared")),
    Page("when", "When is it?", "When", ("when_kind",)),
    Page("times", "Which days and times?", "Days and times", SESSION),
    Page("hours", "How many hours?", "Hours", ("hours", "hours_per", "hours_within")),
    Page("dates", "More about the time", "More about the time",
         ("commitment", "starts_on", "ends_on")),
    Page("group", "Who can come?", "The group", ("group_least", "group_most")),
    Page("skills", "What helps?", "Skills and causes", ("skills", "causes")),
    Page("musts", "Which skills must they have already?", "Must have already", ("musts",)),
    Page("who", "Whom will they work with?", "Who can do it",
         ("with_children", "with_adults_at_risk", "minimum_age")),
    Page("check", "Does it need a DBS check?", "DBS check",
         (*CHILDREN_QUESTIONS, *ADULTS_QUESTIONS, *ALWAYS_ASKED)),
    Page("practical", "What should people know?", "Good to know",
         ("expenses_paid", "training_given", *ACCESS)),
    Page("people", "How many people, and how do you meet them?", "How many, and meeting",
         ("places_offered", "in_flight_limit", "interview_needed", "shareable",
          "good_first_role", "expires_on")),
)  # fmt: skip
BY_NAME = {page.name: page for page in PAGES}


def first(answers: Answers, name: str) -> str:
    """The answer to a question that takes one; an empty text where there is none."""
    found = answers.get(name) or ("",)
    return found[0]


def said(answers: Answers, name: str) -> bool:
    """Whether a question was answered yes."""
    return first(answers, name) == YES


def _kind(wanted: str) -> Callable[[Answers], bool]:
    return lambda answers: first(answers, "kind") == wanted


def _when(*wanted: str) -> Callable[[Answers], bool]:
    return lambda answers: first(answers, "when_kind") in wanted


def _needs_check(answers: Answers) -> bool:
    return any(said(answers, n) for n in ("with_children", "with_adults_at_risk")) or said(
        answers, "in_private_homes"
    )


APPLIES: Mapping[str, Callable[[Answers], bool]] = {
    "board": _kind("trustee"),
    "times": _when(AT_TIMES),
    "hours": _when(HOURS),
    "dates": _when(HOURS, ANY_TIME, SMALL, UNSURE),
    "group": _kind("group"),
    "musts": lambda answers: any(answers.get("skills", ())),
    "check": _needs_check,
}


def applies(page: Page, answers: Answers) -> bool:
    """Whether a page is asked of a role that has these answers."""
    asks = APPLIES.get(page.name)
    return asks is None or asks(answers)


def fields_asked(page: Page, answers: Answers) -> tuple[str, ...]:
    """The fields of a page for a role: no parking for what is done from home, and so on."""
    if page.name == "check":
        return _check_questions(answers)
    if page.name == "practical" and first(answers, "attendance") == "remote":
        return ("expenses_paid", "training_given")
    if page.name == "people" and first(answers, "kind") != "role":
        return tuple(n for n in page.fields if n not in ("shareable", "good_first_role"))
    return page.fields


def _check_questions(answers: Answers) -> tuple[str, ...]:
    """Only those that can matter; each left out counts as a no."""
    children = CHILDREN_QUESTIONS if said(answers, "with_children") else ()
    adults = said(answers, "with_adults_at_risk") or said(answers, "in_private_homes")
    return (*children, *(ADULTS_QUESTIONS if adults else ()), *ALWAYS_ASKED)


def asked_of(answers: Answers) -> list[Page]:
    """Every page that is asked of such a role."""
    return [page for page in PAGES if applies(page, answers)]


def after(page: Page, answers: Answers) -> Page | None:
    """The next page; None after the last."""
    rest = PAGES[PAGES.index(page) + 1 :]
    return next((one for one in rest if applies(one, answers)), None)


def before(page: Page, answers: Answers) -> Page | None:
    """The page before; None before the first."""
    earlier = PAGES[: PAGES.index(page)]
    return next((one for one in reversed(earlier) if applies(one, answers)), None)
