"""The questions of joining in their order, a page's worth each. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass

from brokerage.organisations.views.reading import Answers, Read, first, read


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its heading, its fields, and which of them may not be empty."""

    name: str
    title: str
    short: str
    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()


PAGES = (
    Page("name", "Your group", "Your group", ("name", "near"), ("name", "near")),
    Page("about", "What you do", "What you do", ("kind", "description"), ("kind", "description")),
    Page("number", "Registers and web page", "Register", ("org_id", "income_band", "website")),
    Page(
        "you", "Who are you?", "First contact", ("contact_name", "email", "phone"),
        ("contact_name", "email"),
    ),
    Page(
        "second", "Who else can we ring?", "Second contact",
        ("second_name", "second_email", "second_phone"),
    ),
    Page(
        "statements", "Insurance and expenses", "Insurance and expenses",
        ("insurance", "expenses"), ("insurance", "expenses"),
    ),
)  # fmt: skip
BY_NAME = {page.name: page for page in PAGES}
UNREGISTERED = frozenset({"community_group", "club"})


def asked_of(answers: Answers) -> list[Page]:
    """The pages for these answers: who is on no register is not asked for a number."""
    return [page for page in PAGES if page.name != "number" or not _is_small(answers)]


def after(page: Page, answers: Answers) -> Page | None:
    """The next page; None after the last."""
    following = PAGES[PAGES.index(page) + 1 :]
    here = asked_of(answers)
    return next((one for one in following if one in here), None)


def before(page: Page, answers: Answers) -> Page | None:
    """The page before; None for the first."""
    here = asked_of(answers)
    earlier = [one for one in PAGES[: PAGES.index(page)] if one in here]
    return earlier[-1] if earlier else None


def read_page(page: Page, answers: Answers) -> Read:
    """What a page says, and what is wrong with it."""
    found = read(page.fields, answers, page.needed)
    if page.name == "second" and not found.errors:
        found.errors.update(_second(answers))
    return found


def read_all(answers: Answers) -> Read:
    """Every page that is asked."""
    whole = Read()
    for page in asked_of(answers):
        found = read_page(page, answers)
        whole.facts.update(found.facts)
        whole.errors.update(found.errors)
    return whole


def _second(answers: Answers) -> dict[str, list[str]]:
    said = {name: first(answers, name) for name in BY_NAME["second"].fields}
    if not any(said.values()):
        return {}
    if not said["second_name"]:
        return {"second_name": ["Enter their name."]}
    if not (said["second_email"] or said["second_phone"]):
        return {"second_phone": ["Enter a telephone number or an e-mail address."]}
    if said["second_email"] and said["second_email"].lower() == first(answers, "email").lower():
        return {"second_email": ["This is the first contact’s address. Enter another, or none."]}
    return {}


def _is_small(answers: Answers) -> bool:
    return first(answers, "kind") in UNREGISTERED
