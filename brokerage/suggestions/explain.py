"""The account of one role for one person: why it is in the list and where, or why it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from brokerage.opportunities.models import Attendance, Opportunity
from brokerage.opportunities.service import find_opportunity, is_open
from brokerage.suggestions.answers import rounded
from brokerage.suggestions.bars import Bar, bars
from brokerage.suggestions.cards import card, for_the_volunteer
from brokerage.suggestions.ordering import best, ranker
from brokerage.suggestions.queries import Search
from brokerage.suggestions.results import Card
from brokerage.suggestions.understanding import Understood, understand
from matching.types import Account, Reason, Volunteer

PLACES_COUNTED = 500  # who stands further down is told so
FACTORS = {
    "availability": "Your times",
    "distance": "How far it is",
    "skills": "What you can offer",
    "interests": "What matters to you",
    "text": "Your own words",
}
LEAST = (0.8, 0.5, 0.01, 0.0)  # scores from which each of four verdicts is given
VERDICTS = ("Fits well", "Fits in part", "Fits a little", "Does not fit")
VERDICTS_OF = {
    "distance": ("Near", "Not far", "Some way off", "A long way off"),
    "text": (*VERDICTS[:3], "Nothing in common with your words"),
}


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: how it fits, and what it counts for."""

    factor: str
    label: str
    verdict: str
    score: float | None  # 0 to 1; None where you or the role have not stated it
    counts: int  # of 100
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Explained:
    """``bars`` keep the role out; without any it is in the list, itself or at another place."""

    card: Card
    open: bool
    personal: bool  # something was said to rank by
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    checks: tuple[Reason, ...] = ()
    position: int | None = None  # from 1; None where it is not in the list, or far down
    instead: Opportunity | None = (
        None  # the posting of the same advert that stands in the list for it
    )

    @property
    def listed(self) -> bool:
        """Whether the list holds this very role."""
        return self.open and not self.bars and self.instead is None


def explain(
    session: Session, role: Opportunity, asked: Search, today: date, *, placed: bool = True
) -> Explained:
    """Everything a volunteer may read about one role and what they asked for.

    ``placed`` False does not look for its place in the list.
    Raises Invalid, naming the field, for a place, skill or cause that is not understood.
    """
    question = understand(session, asked, today)
    row = question.snapshot.catalogue.index_of(role.public_id)
    if row is None or not is_open(role, today):
        return Explained(card(0, role, None, question), False, question.personal)
    account = account_of(role, question)
    shown = card(0, role, account.match if question.personal else None, question)
    also, words = question.snapshot.repeats.told(row, question.listed)
    kept_out = tuple(bars(role, row, account, question))
    first = None if kept_out else _stands_for(row, question)
    instead = find_opportunity(session, first) if first and first != role.public_id else None
    reasons = for_the_volunteer(account.match)
    return Explained(
        card=replace(shown, also=also, elsewhere=words),
        open=True,
        personal=question.personal,
        bars=kept_out,
        lines=tuple(_lines(account, reasons, question.person, role)) if question.personal else (),
        checks=tuple(one for one in reasons if one.factor not in FACTORS),
        position=_position(first, question) if first and placed else None,
        instead=instead,
    )


def account_of(role: Opportunity, question: Understood) -> Account:
    """The ranker's own account of a role that is in the catalogue, for brokers and terminals."""
    return ranker.explain(question.person, role.public_id, question.snapshot.catalogue)


def _stands_for(row: int, question: Understood) -> str | None:
    """The posting that stands in the list for an advert: usually itself."""
    if not question.personal:
        return None
    among = question.snapshot.repeats.family(row) & question.listed
    found = best(question, among, 1, explained=False)
    return found[0].opportunity_id if found else None


def _position(name: str, question: Understood) -> int | None:
    found = best(question, question.allowed, PLACES_COUNTED, explained=False)
    names = [match.opportunity_id for match in found]
    return names.index(name) + 1 if name in names else None


def _lines(
    account: Account, reasons: Iterable[Reason], person: Volunteer, role: Opportunity
) -> Iterable[Line]:
    by_factor: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_factor.setdefault(reason.factor, []).append(reason)
    said, home = _said(person), role.attendance == Attendance.REMOTE
    for one in account.sum:
        yield Line(
            factor=one.factor,
            label=FACTORS.get(one.factor, one.factor.capitalize()),
            verdict=verdict(one.factor, one.score, one.factor in said, home),
            score=one.score,
            counts=round(100 * one.weight),
            reasons=tuple(by_factor.get(one.factor, ())),
        )


def _said(person: Volunteer) -> set[str]:
    """The factors on which the person has said something."""
    answers = {
        "availability": person.availability,
        "distance": person.places,
        "skills": person.skills,
        "interests": person.interests,
        "text": person.text,
    }
    return {factor for factor, answer in answers.items() if answer}


def verdict(factor: str, score: float | None, said: bool, home: bool = False) -> str:
    """A score in words; who has not stated it where there is none. ``home``: done from home."""
    if score is None and home and factor == "distance":
        return "Done from home"
    if score is None:
        return "The role does not say" if said else "You have not said"
    words = zip(LEAST, VERDICTS_OF.get(factor, VERDICTS), strict=True)
    return next(text for least, text in words if score >= least)


def explanation_document(found: Explained) -> dict[str, Any]:
    """The shape ExplanationSchema writes."""
    shown = found.card
    return {
        "opportunity": shown.opportunity,
        "open": found.open,
        "listed": found.listed,
        "position": found.position,
        "instead": found.instead.public_id if found.instead else None,
        "score": round(shown.score, 4) if found.open and found.personal else None,
        "distance_km": rounded(shown.distance_km),
        "journey_minutes": shown.journey.minutes if shown.journey else None,
        "approximate": shown.approximate,
        "bars": [
            {"rule": bar.rule, "text": bar.text, "opens": bar.way, "change": dict(bar.change or {})}
            for bar in found.bars
        ],
        "factors": [
            {
                "factor": line.factor,
                "verdict": line.verdict,
                "score": None if line.score is None else round(line.score, 4),
                "counts": line.counts,
                "reasons": [_reason(reason) for reason in line.reasons],
            }
            for line in found.lines
        ],
        "checks": [_reason(reason) for reason in found.checks],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"text": reason.text, "supports": reason.supports}
