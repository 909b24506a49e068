"""Every table that says something about a person, and what becomes of it: the one list.

Tables are found by their keys, not by memory: whatever points at volunteers, or at something that
is a person's (``OWNED``), is about that person. A new one without a line in FATES fails a test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table, null

from brokerage.db import Base

PERSON = "volunteers"
OWNED = ("introductions",)  # rows that point at one of these are about its person
NOT_A_PERSON = ("volunteers.merged_into_id",)


@dataclass(frozen=True)
class Fate:
    """What erasing somebody does to a table: deleted, emptied (these columns), or kept, and why."""

    title: str
    what: str
    why: str = ""
    emptied: Mapping[str, Any] = field(default_factory=dict)
    given: bool = True  # in the copy that the person gets
    why_not_given: str = ""


def _deleted(title: str) -> Fate:
    return Fate(title, "deleted")


def _kept(title: str, why: str) -> Fate:
    return Fate(title, "kept", why)


def _emptied(title: str, why: str, **columns: Any) -> Fate:
    return Fate(title, "emptied", why, columns)


FIGURES = "dates, places and outcomes only, for figures"
EXEMPT = "safeguarding: looked at by hand (Data Protection Act 2018, schedules 2 and 3)"

FATES: Mapping[str, Fate] = {
    "account_hats": _deleted("How you sign in"),
    "alerts": _deleted("Saved searches, and how often you hear of new roles"),
    "basket_items": _deleted("Roles laid aside for you at the desk"),
    "bookings": _kept("Sessions you were down for", FIGURES),
    "calendar_addresses": _deleted("Your calendar's address"),
    "centre_notices": _deleted("Notices between volunteer centres about you"),
    "complaints": _emptied(
        "Your complaints",
        "that there was one, and how it ended",
        name="",
        contact="",
        what="",
        answer="",
    ),
    "concern_holds": Fate("", "kept", EXEMPT, given=False, why_not_given=EXEMPT),
    "concerns": Fate("", "kept", EXEMPT, given=False, why_not_given=EXEMPT),
    "consents": _kept("What you agreed to", "proof of what was agreed; holds no name"),
    "contacts": _emptied("Calls, letters and visits", FIGURES, note=""),
    "data_requests": _emptied("What you asked of us", "proof of the answer", what="", answer=""),
    "equality_answers": _deleted("Equality monitoring"),
    "follow_ups": _emptied("How placements went", FIGURES, note=""),
    "guardian_consents": _deleted("A parent's or guardian's consent"),
    "hour_entries": _kept("Hours you gave", FIGURES),
    "imported_sessions": _kept("Sessions that another system recorded", FIGURES),
    "introduction_moves": _kept("What happened to each introduction", FIGURES),
    "introductions": _emptied(
        "Your introductions", FIGURES, note="", shared=null(), contact_channel=None, reasons=[]
    ),
    "kept_roles": _deleted("Roles you keep"),
    "letters": _deleted("Letters about your volunteering"),
    "messages": _emptied(
        "Messages",
        "that one was sent",
        address="",
        name="",
        reply_to=None,
        subject="",
        text="",
        html=None,
    ),
    "outcome_answers": _kept("What volunteering changed for you", FIGURES),
    "placement_feedback": _emptied("What was said of placements", FIGURES, words="", shown=False),
    "standing_bookings": _deleted("Sessions you come to every week"),
    "tasks": _emptied("Things to do for you", FIGURES, what="(erased)"),
    "training_bookings": _emptied(
        "Training you booked", FIGURES, name="", email="", phone="", group_name="(erased)"
    ),
    "volunteer_carers": _deleted("Your carer"),
    "volunteer_checks": _deleted("DBS checks that were seen"),
    "volunteer_merges": _emptied(
        "Records that were made one", "that it was done", before=None, moved=None
    ),
    "volunteer_moves": _kept("Where you stood with the centre", FIGURES),
    "volunteer_pairs": Fate(
        "", "deleted", given=False, why_not_given="it names another person's record"
    ),
    "volunteer_pauses": _deleted("When you are away"),
    "volunteer_references": _deleted("References"),
    "volunteer_support": _deleted("What you told us about support"),
    "volunteer_takings": _deleted("Other centres that took you on"),
    "volunteer_terms": _deleted("Skills, causes and access needs"),
    "volunteer_trainings": _deleted("Training and induction"),
    "volunteer_transfers": _kept("Moves between centres", FIGURES),
    "volunteer_windows": _deleted("When you are free"),
    "volunteers_not_the_same": Fate(
        "", "deleted", given=False, why_not_given="it names another person's record"
    ),
}
# Rows that name a person by an address only, where they had no record: table and column.
BY_ADDRESS = {"alerts": "address"}
NEVER_SHOWN = frozenset(
    {
        "id", "public_id", "version", "key", "claim", "internet_id", "token", "made_for",
        "announced",
        "password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes", "totp_counter",
        "token_hash", "tf_primary_method", "tf_phone_number", "source_digest",
        "phone_e164", "before", "moved", "compared_at",
        "merged_into_id", "due_at", "handed_over", "attempts", "doubts", "html", "seen_by_id",
    }
)  # fmt: skip


def about_a_person() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """(table, the columns that point at a person or at something of theirs), by name of table."""
    for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        columns = [one for one in table.columns if _points_at(one) and str(one) not in NOT_A_PERSON]
        if columns:
            yield table, columns


def owner_of(column: Column[Any]) -> str:
    """The table that a column points at: PERSON, or one of OWNED."""
    return next(key.column.table.name for key in column.foreign_keys)


def _points_at(column: Column[Any]) -> bool:
    wanted = {PERSON, *OWNED}
    named = {key.column.table.name for key in column.foreign_keys}
    itself = column.table.name in OWNED and not named & {PERSON}
    return bool(named & wanted) and not itself
