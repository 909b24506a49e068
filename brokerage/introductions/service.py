"""What can be done with an introduction: the verbs, in one place to import from.

Services never commit and never see the request. Each verb locks the role, then the introduction,
takes the version that the form was drawn from (``seen``), and raises an error of brokerage.errors
that a person can be shown.
"""

from __future__ import annotations

from brokerage.introductions.beginning import (
    AlreadyIntroduced,
    CannotBeIntroduced,
    apply,
    find_open,
    introduce,
    offer,
    refer,
    suggest,
)
from brokerage.introductions.capacity import RoleIsFull
from brokerage.introductions.going_on import (
    accept,
    acknowledge,
    begin_checks,
    end,
    interview,
    plan_start,
    start,
)
from brokerage.introductions.leaving import (
    close_with_role,
    decline,
    give_up_on_organisation,
    give_up_on_volunteer,
    re_refer,
    reopen,
    withdraw,
    withdraw_all,
)
from brokerage.introductions.parking import postpone, resume
from brokerage.introductions.sharing import Agreement, channels_of
from brokerage.introductions.waiting import fill_later, list_waiting, wait

__all__ = [
    "Agreement",
    "AlreadyIntroduced",
    "CannotBeIntroduced",
    "RoleIsFull",
    "accept",
    "acknowledge",
    "apply",
    "begin_checks",
    "channels_of",
    "close_with_role",
    "decline",
    "end",
    "fill_later",
    "find_open",
    "give_up_on_organisation",
    "give_up_on_volunteer",
    "interview",
    "introduce",
    "list_waiting",
    "offer",
    "plan_start",
    "postpone",
    "re_refer",
    "refer",
    "reopen",
    "resume",
    "start",
    "suggest",
    "wait",
    "withdraw",
    "withdraw_all",
]
