"""Roles: live, filled, unfilled, time to fill, flexible, unmet need by cause."""

from __future__ import annotations

from datetime import timedelta

from tests.brokerage.evaluation.independent.introductions import place_of
from tests.brokerage.evaluation.independent.rows import Row, Rows
from tests.brokerage.evaluation.independent.tally import Place, Span, Tally, midnight


def histories(rows: Rows) -> dict[int, list[Row]]:
    return rows.moves("opportunity_moves", "opportunity_id")


def where(rows: Rows) -> dict[int, Place]:
    """The centre of each role, and the district of the first of its places that has one."""
    first = {}
    for place in sorted(rows["opportunity_places"], key=lambda place: place.id):
        if place.district_code is not None:
            first.setdefault(place.opportunity_id, place.district_code)
    return {role.id: (role.centre_id, first.get(role.id)) for role in rows["opportunities"]}


def live_at_end(rows: Rows, span: Span) -> list[int]:
    found = []
    for role, history in histories(rows).items():
        states = [move.to_state for move in history if move.moved_at < span.end]
        if states and states[-1] == "live":
            found.append(role)
    return found


def live_roles(rows: Rows, span: Span, tally: Tally) -> None:
    started = {
        one.opportunity_id
        for one in rows["introductions"]
        if one.started_on is not None and one.started_on < span.until
    }
    long_ago, places = midnight(span.until - timedelta(days=30)), where(rows)
    causes = rows.causes("opportunity_terms", "opportunity_id")
    for number in live_at_end(rows, span):
        published, place = rows.roles[number].published_at, places[number]
        unfilled = published is not None and published < long_ago and number not in started
        tally.add("roles_live", place, n=1)
        tally.add("roles_unfilled", place, n=unfilled, d=1)
        if unfilled:
            tally.count("unmet_roles", place, causes.get(number, []))


def filled_roles(rows: Rows, span: Span, tally: Tally, areas) -> None:
    places = where(rows)
    for number, history in histories(rows).items():
        fillings = [m.moved_at for m in history if m.to_state == "filled" and m.from_state]
        if any(span.holds(moment) for moment in fillings):
            tally.add("roles_filled", places[number], n=1)
        published = rows.roles[number].published_at
        if fillings and span.holds(fillings[0]) and published is not None:
            days = max(0.0, (fillings[0] - published) / timedelta(days=1))
            tally.stay("time_to_fill", areas(*places[number]), "", days)


def flexible(rows: Rows, span: Span, tally: Tally) -> None:
    fixed = {session.opportunity_id for session in rows["opportunity_sessions"]}
    windows = {window.opportunity_id for window in rows["opportunity_windows"]}
    places = where(rows)

    def add(measure: str, place: Place, number: int) -> None:
        role = rows.roles[number]
        by_the_hour = role.hours_minutes is not None and number not in fixed
        free = bool(role.flexible or role.micro or by_the_hour)
        says = free or number in fixed or number in windows
        tally.add(measure, place, n=free and says, d=says)

    for number in live_at_end(rows, span):
        add("flexible_roles", places[number], number)
    for one in rows["introductions"]:
        if span.holds(one.started_on):
            add("flexible_placements", place_of(rows, one), one.opportunity_id)
