"""One role exported as hundreds of single occurrences, folded back into rules.

Occurrences of one weekday and time become a weekly rule; the weeks missing between the first and
the last are exceptions. What is too ragged for that stays single. Nothing is added and nothing
lost: the rules give back exactly the dates that came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from brokerage.opportunities.sessions_text import SessionRule

FEWEST = 4  # three dates in a row are quicker read one by one
MOST_MISSING = 0.34  # more gaps than this: it is not that rhythm
WEEK = timedelta(days=7)
Slot = tuple[int, int, int]  # weekday, start, length


def fold(singles: Iterable[SessionRule]) -> tuple[SessionRule, ...]:
    """The fewest plain rules that give exactly these single occurrences."""
    slots: defaultdict[Slot, set[date]] = defaultdict(set)
    for one in singles:
        slots[one.starts_on.weekday(), one.start_minute, one.length_minutes].add(one.starts_on)
    rules = [rule for slot, days in slots.items() for rule in _fold_slot(slot, sorted(days))]
    return tuple(sorted(_join_weekdays(rules), key=lambda r: (r.starts_on, r.start_minute)))


def _fold_slot(slot: Slot, days: list[date]) -> list[SessionRule]:
    for interval in (1, 2):
        runs = _runs(days, interval)
        if any(len(run) >= FEWEST for run in runs):
            return [rule for run in runs for rule in _rules(slot, run, interval)]
    return [_single(slot, day) for day in days]


def _runs(days: list[date], interval: int) -> list[list[date]]:
    """Stretches that keep the rhythm, cut where most of it is missing."""
    runs: list[list[date]] = []
    for day in days:
        if runs and _fits([*runs[-1], day], interval):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _fits(run: Sequence[date], interval: int) -> bool:
    step = interval * WEEK
    gap = run[-1] - run[-2]
    if gap % step:
        return False
    weeks = (run[-1] - run[0]) // step + 1
    # A rhythm may miss a few weeks in all, and a school holiday at a stretch.
    return gap <= 7 * step and (weeks - len(run)) <= max(1, MOST_MISSING * weeks)


def _rules(slot: Slot, run: list[date], interval: int) -> list[SessionRule]:
    if len(run) < FEWEST:
        return [_single(slot, day) for day in run]
    step, held = interval * WEEK, set(run)
    weeks = (run[-1] - run[0]) // step
    missing = (run[0] + n * step for n in range(weeks))
    return [
        replace(
            _single(slot, run[0]),
            frequency="weekly",
            interval=interval,
            weekdays=(slot[0],),
            until=run[-1],
            excluded=tuple(day for day in missing if day not in held),
        )
    ]


def _single(slot: Slot, day: date) -> SessionRule:
    return SessionRule(starts_on=day, start_minute=slot[1], length_minutes=slot[2])


def _join_weekdays(rules: list[SessionRule]) -> list[SessionRule]:
    """Every-weekday roles read as one rule where the weeks and the gaps are the same."""
    joined: dict[object, list[SessionRule]] = defaultdict(list)
    for rule in rules:
        joined[_rhythm(rule)].append(rule)
    return [_join(group) for group in joined.values()]


def _rhythm(rule: SessionRule) -> object:
    if rule.frequency != "weekly" or rule.interval != 1 or rule.until is None:
        return rule
    weeks = tuple(_monday(day) for day in (rule.starts_on, rule.until, *rule.excluded))
    return rule.start_minute, rule.length_minutes, weeks


def _join(group: list[SessionRule]) -> SessionRule:
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        starts_on=min(rule.starts_on for rule in group),
        until=max(rule.until for rule in group if rule.until),
        weekdays=tuple(sorted(day for rule in group for day in rule.weekdays)),
        excluded=tuple(sorted(day for rule in group for day in rule.excluded)),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
