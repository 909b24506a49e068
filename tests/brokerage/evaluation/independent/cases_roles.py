"""Edges of roles: live, filled, unfilled, how long it took, flexible or not."""

from __future__ import annotations

from datetime import date

from brokerage.opportunities.models import OpportunityPlace
from tests.brokerage.evaluation.independent.by_hand import DOVER, Hand, at, case
from tests.making import ENVIRONMENT

CARE = "https://ns.volunteeringdata.io/Care"
LIVE = "live 2026-01-10 12:00"


@case({"2026-06 roles_live": 2, "2026-07 roles_live": 2, "2026-06 roles_filled": 0,
       "2026-07 roles_filled": 1, "2026-Q3 roles_filled": 1,
       "2026-07 time_to_fill": (1, 10.5, 10.5)})  # fmt: skip
def a_role_may_be_filled_twice_and_be_live_again(hand: Hand) -> None:
    hand.role("live 2026-06-20 11:00", "filled 2026-06-30 23:00", "live 2026-07-02 12:00",
              "filled 2026-07-05 12:00", "live 2026-07-06 12:00",
              published_at=at("2026-06-20 11:00"))  # fmt: skip
    hand.role(LIVE, "paused 2026-07-20 12:00", "live 2026-07-31 22:59", published_at=None)
    hand.role("draft 2026-06-01 12:00", "live 2026-07-31 23:00")


@case({"2026-07 roles_filled": 1, "2026-07 time_to_fill": (1, 0.0, 0.0), "2026-06 roles_live": 0})
def a_role_that_came_filled_was_not_filled_then(hand: Hand) -> None:
    hand.role("filled 2026-07-05 12:00", through="import")
    hand.role("draft 2026-07-01 12:00", "filled 2026-07-06 12:00",
              published_at=at("2026-07-08 12:00"))  # fmt: skip


@case({"2026-07 roles_unfilled": (2, 6, 0), "2026-07 unmet_roles": 2,
       f"2026-07 unmet_roles {CARE}": 1, f"2026-07 unmet_roles {ENVIRONMENT}": 1})  # fmt: skip
def nobody_started_in_more_than_thirty_days(hand: Hand) -> None:
    hand.role(LIVE, published_at=at("2026-07-01 22:59"), causes=(CARE, ENVIRONMENT))
    hand.role(LIVE, published_at=at("2026-07-01 23:00"))
    hand.role(LIVE, published_at=None)
    for day in (date(2026, 7, 31), date(2026, 8, 1), date(2026, 2, 1)):
        told = (f"referred {day} 08:00", f"started {day} 09:00", f"ended {day} 15:00")
        hand.introduction(*told, opportunity=hand.role(LIVE), started_on=day)


@case({"2026-07 flexible_roles": (3, 6, 0), "2026-07 roles_live": 7,
       "2026-07 flexible_placements": (1, 2, 0)})  # fmt: skip
def a_number_of_hours_is_flexible_unless_sessions_are_fixed(hand: Hand) -> None:
    by_the_hour = {"hours_minutes": 120, "hours_per": "week"}
    free = hand.role(LIVE, **by_the_hour)
    tied = hand.role(LIVE, on="Tue 18:30-20:30", **by_the_hour)
    silent = hand.role(LIVE)
    hand.role(LIVE, flexible=True, on="Tue 18:30-20:30")
    hand.role(LIVE, micro=True)
    hand.role(LIVE, windows=("Tue 18:30-20:30",))
    hand.role(LIVE, once_in_days=3)
    for role in (free, tied, silent):
        told = ("referred 2026-07-05 08:00", "started 2026-07-06 09:00")
        hand.introduction(*told, opportunity=role, started_on=date(2026, 7, 6))


@case({"2026-07 roles_live in dover": 1, "2026-07 roles_live in nowhere": 1})
def a_role_is_in_the_first_of_its_districts(hand: Hand) -> None:
    role = hand.role(LIVE, at=None)
    role.places = [OpportunityPlace(name="On the way"),
                   OpportunityPlace(name="Example Hall", district_code=DOVER),
                   OpportunityPlace(name="Other Hall", district_code="E07000105")]  # fmt: skip
    hand.role(LIVE, at=None, attendance="remote")
