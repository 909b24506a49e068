"""Moving all dates of a file together, so that roles of the past can be shown in a demonstration.

Whole weeks, so that a Tuesday stays a Tuesday. Where the file is a picture of one day (Do-it says
when it last touched each role), that day falls on the date asked for; a role that its source
still called live then, although its end had passed, loses that end, because the source's word
that it is live is the stronger one. Where a file is a year of postings (NYC), there is no such
day: its roles are moved so that the first to end ends on the date asked for or in the week after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from brokerage.interchange.drafts import Draft, Item, Remark
from brokerage.opportunities.models import State
from brokerage.opportunities.sessions_text import SessionRule

FACTS = ("starts_on", "ends_on", "expires_on")
STILL_LIVE = "The source called it live after this end: the end is left out."


def newest_touch(items: Iterable[Item]) -> date | None:
    """The last day on which the source touched any role: when the picture was taken."""
    return max((i.touched_on for i in items if isinstance(i, Draft) and i.touched_on), default=None)


def first_end(items: Iterable[Item]) -> date | None:
    """The day on which the first live role ends; without ends, the last to begin."""
    live = [item for item in items if isinstance(item, Draft) and item.status is State.LIVE]
    ends = [day for draft in live if (day := draft.ends_on)]
    starts = [day for draft in live if (day := draft.facts.get("starts_on"))]
    return min(ends, default=None) or max(starts, default=None)


def days_between(seen_on: date, target: date) -> int:
    """How far to move, in whole weeks, so that the day seen falls on the target or just after."""
    return -(-(target - seen_on).days // 7) * 7


def shifted(draft: Draft, days: int, seen_on: date | None) -> Draft:
    """A draft with every date moved."""
    if seen_on is None:
        return draft
    facts, remarks = dict(draft.facts), list(draft.remarks)
    if draft.status is State.LIVE and draft.ends_on and draft.ends_on < seen_on:
        for name in ("ends_on", "expires_on"):
            if facts.get(name) and facts[name] < seen_on:
                remarks.append(Remark(draft.line, name, str(facts[name]), STILL_LIVE))
                facts[name] = None
    step = timedelta(days=days)
    facts |= {name: facts[name] + step for name in FACTS if facts.get(name)}
    return replace(
        draft,
        facts=facts,
        sessions=draft.sessions and tuple(_moved(rule, step) for rule in draft.sessions),
        published_at=draft.published_at and draft.published_at + step,
        shifted_days=draft.shifted_days + days,
        remarks=tuple(remarks),
    )


def _moved(rule: SessionRule, step: timedelta) -> SessionRule:
    return replace(
        rule,
        starts_on=rule.starts_on + step,
        until=rule.until and rule.until + step,
        excluded=tuple(day + step for day in rule.excluded),
    )
