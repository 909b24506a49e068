"""Introductions, what is said of them, and hours given: each leads to its introduction's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from brokerage.evaluation.behind.naming import About, Asking, joined, on_day
from brokerage.evaluation.behind.people import introductions_seen, name_of, people_seen
from brokerage.evaluation.groups import EVIDENCE
from brokerage.hours.models import HourEntry, PlacementFeedback
from brokerage.introductions.models import Introduction
from brokerage.introductions.states import IN_WORDS


def introductions(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """Whose, and to which role."""
    seen = introductions_seen(asking, ids)
    return {
        one.id: About(
            name_of(one.volunteer, one.id in seen),
            joined(one.opportunity.title, *_days(one), f"now: {IN_WORDS[one.state].lower()}"),
            one.public_id,
            *_page(one, one.id in seen),
        )
        for one in _loaded(asking, ids).values()
    }


def feedback(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """What either side said of a placement."""
    query = select(PlacementFeedback).where(PlacementFeedback.id.in_(ids))
    said = asking.session.scalars(query).all()
    of = _loaded(asking, [one.introduction_id for one in said])
    seen = introductions_seen(asking, list(of))
    return {
        one.id: About(
            name_of(of[one.introduction_id].volunteer, one.introduction_id in seen),
            joined(of[one.introduction_id].opportunity.title, f"answered {on_day(one.given_at)}"),
            one.public_id,
            *_page(of[one.introduction_id], one.introduction_id in seen),
        )
        for one in said
    }


def hours(asking: Asking, ids: Sequence[int]) -> dict[int, About]:
    """Entries of time given. Without an introduction to look at, they lead to the person."""
    whole = joinedload(HourEntry.volunteer), joinedload(HourEntry.opportunity)
    query = select(HourEntry).options(*whole).where(HourEntry.id.in_(ids))
    entries = asking.session.scalars(query).all()
    known = people_seen(asking, [one.volunteer_id for one in entries])
    of = _loaded(asking, [one.introduction_id for one in entries if one.introduction_id])
    seen = introductions_seen(asking, list(of))
    return {
        one.id: About(
            name_of(one.volunteer, one.volunteer_id in known or one.introduction_id in seen),
            joined(one.opportunity.title, on_day(one.given_on), EVIDENCE[one.kind].lower()),
            one.public_id,
            *_page_of_entry(one, of.get(one.introduction_id or 0), seen, known),
        )
        for one in entries
    }


def _loaded(asking: Asking, ids: Sequence[int]) -> dict[int, Introduction]:
    whole = joinedload(Introduction.volunteer), joinedload(Introduction.opportunity)
    query = select(Introduction).options(*whole).where(Introduction.id.in_(ids))
    return {one.id: one for one in asking.session.scalars(query)}


def _days(one: Introduction) -> tuple[str, str]:
    sent = f"sent {on_day(one.referred_at)}" if one.referred_at else ""
    started = f"started {on_day(one.started_on)}" if one.started_on else ""
    return sent, started


def _page(one: Introduction, seen: bool) -> tuple[str, Mapping[str, str]]:
    if not seen:
        return "", {}
    return "introductions.show", {"introduction_id": one.public_id}


def _page_of_entry(
    entry: HourEntry, of: Introduction | None, seen: set[int], known: set[int]
) -> tuple[str, Mapping[str, str]]:
    if of is not None and of.id in seen:
        return _page(of, True)
    if entry.volunteer_id in known:
        return "desk.person", {"volunteer_id": entry.volunteer.public_id}
    return "", {}
