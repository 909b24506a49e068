"""The links at the top of each page: one line for each page, in the order in which they stand."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from brokerage.accounts.current import current_account, current_actor
from brokerage.accounts.permissions import allowed


@dataclass(frozen=True)
class Entry:
    """A page, what it is called, its permission, and the blueprints it stands for."""

    endpoint: str
    label: str
    permission: str = "public"
    parts: tuple[str, ...] = ()
    designated: bool = False  # only for the lead and deputy for safeguarding


# One's own pages are drawn before the public's; the first of them is where signing in leads.
NAVIGATION: tuple[Entry, ...] = (
    Entry("desk.day", "My day", "desk.day"),
    Entry("desk.people", "People", "volunteers.read"),
    Entry("desk.roles", "Roles", "introductions.read"),
    Entry("at_the_desk.new", "Register somebody", "volunteers.edit", ("at_the_desk",)),
    Entry("messages.letters", "Letters to print", "messages.print"),
    Entry("my.introductions", "My volunteering", "my.introductions"),
    Entry("my.roles", "Roles for me", "my.introductions"),
    Entry("my.record", "My record", "my.record"),
    Entry("my_data.index", "My data", "my.data", ("my_data",)),
    Entry("duplicates.index", "Duplicates", "volunteers.merge", ("duplicates",)),
    Entry("imports.index", "Imports", "volunteers.import", ("imports",)),
    Entry("safeguarding.index", "Safeguarding", "safeguarding.log", ("safeguarding",), True),
    Entry("privacy.index", "Data requests", "privacy.handle", ("privacy", "complaints")),
    Entry("jobs.index", "How it runs", "jobs.read"),
    Entry("staff.index", "Staff", "staff.manage", ("staff",)),
    Entry("audits.index", "Who did what", "audit.read", ("audits",)),
    Entry("suggestions.home", "Find a role", parts=("suggestions", "opportunities")),
    Entry("centres.index", "Volunteer centres", parts=("centres",)),
    Entry("reference.docs", "For developers", parts=("reference",)),
)
# Looked up now and then: nobody begins the day there.
NOT_FIRST = frozenset(
    {
        "imports.index",
        "duplicates.index",
        "safeguarding.index",
        "privacy.index",
        "audits.index",
        "staff.index",
        "my_data.index",
    }
)
FOR_VISITORS = "reference.docs"  # people at work do not need it among their own pages


@dataclass(frozen=True)
class Link:
    """A link as it is drawn."""

    text: str
    href: str
    active: bool


def links() -> list[Link]:
    """What whoever is signed in may open; their own pages before the public's."""
    mine = [entry for entry in NAVIGATION if entry.permission != "public" and _is_open(entry)]
    public = [entry for entry in NAVIGATION if entry.permission == "public" and _is_open(entry)]
    if mine:
        public = [entry for entry in public if entry.endpoint != FOR_VISITORS]
    return [Link(e.label, url_for(e.endpoint), _is_here(e)) for e in (*mine, *public)]


def first_page() -> str:
    """Where somebody goes after signing in: the first page of their own, else their account."""
    mine = (e for e in NAVIGATION if e.permission != "public" and e.endpoint not in NOT_FIRST)
    own = next((e.endpoint for e in mine if _is_open(e)), "accounts.own")
    return url_for(own)


def _is_open(entry: Entry) -> bool:
    if entry.designated and not _is_designated():
        return False
    return entry.permission == "public" or allowed(entry.permission, current_actor().roles)


def _is_designated() -> bool:
    account = current_account()
    return account is not None and any(hat.safeguarding for hat in account.hats)


def _is_here(entry: Entry) -> bool:
    if entry.parts:
        return request.blueprint in entry.parts
    return request.endpoint == entry.endpoint
