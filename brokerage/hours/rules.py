"""What counts as hours given, and what cannot be: pure, no database, no clock.

Each hour counts once. What the organisation confirmed goes before what the volunteer said of the
same session, and an estimate stands only for a month of which nobody has said anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from brokerage.errors import Invalid
from brokerage.hours.models.entries import Kind, month_number

DAY = 24 * 60
LONGEST_AT_ONCE = 16 * 60  # more in one go is a slip of the pen


@dataclass(frozen=True, slots=True)
class Stretch:
    """One current entry, as the rules see it."""

    volunteer_id: int
    opportunity_id: int
    given_on: date
    minutes: int
    kind: Kind = Kind.RECORDED
    start_minute: int | None = None


@dataclass(frozen=True, slots=True)
class HoursGiven:
    """Minutes: the three kinds as they are kept, and the best evidence with its three parts.

    The kinds overlap (an hour may be recorded and verified); the parts do not.
    """

    verified: int = 0
    recorded: int = 0
    estimated: int = 0
    from_verified: int = 0
    from_recorded: int = 0
    from_estimated: int = 0

    @property
    def best(self) -> int:
        """Hours given, best evidence: each minute once."""
        return self.from_verified + self.from_recorded + self.from_estimated


def best_evidence(
    entries: Iterable[Stretch], since: date = date.min, until: date = date.max
) -> HoursGiven:
    """What all current entries add up to, of the days from ``since`` to ``until``."""
    found = list(entries)
    kinds = (Kind.VERIFIED, Kind.RECORDED, Kind.ESTIMATED)

    def total(among: Iterable[Stretch], kind: Kind) -> int:
        return sum(e.minutes for e in among if e.kind == kind and since <= e.given_on <= until)

    best = counted(found)
    return HoursGiven(
        *(total(found, kind) for kind in kinds), *(total(best, kind) for kind in kinds)
    )


def counted(entries: Sequence[Stretch]) -> list[Stretch]:
    """The entries that are the best evidence of their time."""
    confirmed: dict[tuple[int, int, date], list[Stretch]] = defaultdict(list)
    for one in entries:
        if one.kind == Kind.VERIFIED:
            confirmed[one.volunteer_id, one.opportunity_id, one.given_on].append(one)
    told = {_month(one) for one in entries if one.kind != Kind.ESTIMATED}

    def counts(one: Stretch) -> bool:
        if one.kind == Kind.ESTIMATED:
            return _month(one) not in told
        same_day = confirmed[one.volunteer_id, one.opportunity_id, one.given_on]
        return one.kind == Kind.VERIFIED or not any(same_session(one, v) for v in same_day)

    return [one for one in entries if counts(one)]


def same_session(one: Stretch, other: Stretch) -> bool:
    """Whether two entries of one person, role and day speak of the same session.

    Without a time on either side they must be taken to: an hour is never counted twice.
    """
    return (
        one.start_minute is None
        or other.start_minute is None
        or one.start_minute == other.start_minute
    )


def check_stretch(
    new: Stretch,
    others: Sequence[Stretch],
    today: date,
    began: date | None = None,
    ended: date | None = None,
) -> None:
    """Refuse what cannot have been. ``others``: the person's current entries of the same kind on
    that day and the two beside it, in any role. Raises Invalid, naming the field.
    """
    if new.given_on > today:
        raise Invalid("Write a day that has come.", "given_on")
    if began is not None and new.given_on < began:
        raise Invalid("This is before the first day in this role.", "given_on")
    if ended is not None and new.given_on > ended:
        raise Invalid("This is after the last day in this role.", "given_on")
    if new.minutes > LONGEST_AT_ONCE:
        raise Invalid("This is more than 16 hours in one go. Please check it.", "minutes")
    if any(overlap(new, other) for other in others):
        raise Invalid("There are hours for this time already. Change those instead.", "given_on")
    same_day = [one.minutes for one in others if one.given_on == new.given_on]
    if new.minutes + sum(same_day) > DAY:
        raise Invalid("That makes more than 24 hours in one day.", "minutes")


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches of one person are, or must be taken to be, the same time."""
    if one.start_minute is None or other.start_minute is None:
        return one.given_on == other.given_on and one.opportunity_id == other.opportunity_id
    first, second = _span(one), _span(other)
    return max(first[0], second[0]) < min(first[1], second[1])


def _span(one: Stretch) -> tuple[int, int]:
    """In minutes since day 0, so that what runs past midnight meets the next day."""
    start = one.given_on.toordinal() * DAY + (one.start_minute or 0)
    return start, start + one.minutes


def _month(one: Stretch) -> tuple[int, int, int]:
    return one.volunteer_id, one.opportunity_id, month_number(one.given_on)
