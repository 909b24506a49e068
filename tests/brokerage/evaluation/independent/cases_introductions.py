"""Edges of introductions: when, whose, answered, still there, days at a step."""

from __future__ import annotations

from datetime import date

from brokerage.introductions.models import FollowUp, Introduction
from tests.brokerage.evaluation.independent.by_hand import DOVER, MEDWAY, Hand, case
from tests.making import make_centre

SENT = "referred 2026-04-02 12:00"  # Good Friday is the 3rd, Easter Monday the 6th


@case({"2026-06 introductions": 1, "2026-07 introductions": 1, "2026-Q3 people_introduced": 1,
       "2026-06 people_introduced": 1})  # fmt: skip
def two_introductions_of_one_person_are_one_person(hand: Hand) -> None:
    person = hand.person(district_code=None)
    hand.introduction("referred 2026-06-30 22:30", person=person)
    hand.introduction("referred 2026-06-30 23:30", person=person)
    hand.introduction("offered 2026-07-01 12:00", person=person)


@case({"2026-07 introductions": 1, "2026-07 people_introduced": 0, "2026-07 active": 0})
def who_moved_centre_takes_the_person_along_and_leaves_the_introduction(hand: Hand) -> None:
    new = make_centre(hand.session, f"{hand.centre.name} moved to", DOVER)
    person = hand.person(centre_id=new.id)
    hand.introduction("referred 2026-07-03 12:00", person=person)


@case({"2026-05 answered": (0, 0, 0), "2026-04 answered": (3, 5, 0)})
def the_fifth_working_day_passes_over_easter(hand: Hand) -> None:
    hand.introduction(SENT, "unsuccessful 2026-04-13 22:30")
    hand.introduction(SENT, "unsuccessful 2026-04-13 23:30")  # the 14th here
    hand.introduction(SENT)
    hand.introduction(SENT, "waiting 2026-04-07 12:00", "referred 2026-04-08 12:00",
                      "acknowledged 2026-04-09 12:00")  # fmt: skip
    hand.introduction(SENT, "postponed 2026-04-07 12:00", "referred 2026-04-08 12:00",
                      "interviewing 2026-04-09 12:00")  # fmt: skip


@case({"2026-04 answered": (0, 2, 0)})
def who_withdrew_or_was_sent_elsewhere_waits_for_no_answer(hand: Hand) -> None:
    for end in ("withdrawn", "postponed", "role_closed", "re_referred"):
        hand.introduction(SENT, f"{end} 2026-04-13 12:00")
    hand.introduction(SENT, "withdrawn 2026-04-14 12:00")
    hand.introduction(SENT, "no_reply_organisation 2026-04-10 12:00")
    hand.introduction(SENT, "started 2026-04-07 11:00", through="import")


def placement(hand: Hand, started: str, *moves: str) -> Introduction:
    told = (f"referred {started} 08:00", f"started {started} 09:00", *moves)
    return hand.introduction(*told, started_on=date.fromisoformat(started))


def asked(one: Introduction, weeks: int, outcome: str) -> None:
    one.follow_ups.append(
        FollowUp(weeks=weeks, outcome=outcome, note="", actor="tests", through="desk")
    )


@case({"2026-06 placements": 6, "2026-06 sustained_4": (2, 4, 1), "2026-07 sustained_4": (0, 1, 0),
       "2026-08 sustained_12": (1, 4, 2)})  # fmt: skip
def nobody_asked_is_not_known_and_an_early_end_is(hand: Hand) -> None:
    asked(placement(hand, "2026-06-02"), 4, "going_well")
    asked(placement(hand, "2026-06-02"), 12, "some_trouble")  # asked late: there at 4 weeks too
    asked(placement(hand, "2026-06-02"), 4, "stopped")
    placement(hand, "2026-06-02", "ended 2026-06-29 22:30")  # the day before its 28th
    placement(hand, "2026-06-02", "ended 2026-06-29 23:30")  # on its 28th day, and nobody asked
    placement(hand, "2026-06-03", "ended 2026-06-30 22:30")


@case({"2026-11 sustained_26": (1, 1, 1)})
def half_a_year_is_182_days(hand: Hand) -> None:
    asked(placement(hand, "2026-05-05"), 26, "going_well")
    asked(placement(hand, "2026-05-05"), 12, "going_well")


@case({"2026-07 time_in_state referred": (2, 1.0, 3.5), "2026-07 time_in_state withdrawn":
       (1, 9.5, 9.5)})  # fmt: skip
def a_stay_is_of_the_month_it_ends_in_also_when_it_opens_again(hand: Hand) -> None:
    hand.introduction("referred 2026-06-29 12:00", "acknowledged 2026-06-30 12:00")  # of June
    hand.introduction("referred 2026-06-30 12:00", "withdrawn 2026-07-01 12:00",
                      "referred 2026-07-11 00:00", "acknowledged 2026-07-14 12:00")  # fmt: skip
    hand.introduction("referred 2026-07-01 12:00", "started 2026-07-30 12:00", through="import",
                      started_on=date(2026, 7, 30))  # fmt: skip


@case({"2026-08 active": 1, "2026-Q3 active": 1, "2026-10 active": 1, "2026-07 active": 0})
def opened_again_it_counts_as_though_it_had_never_closed(hand: Hand) -> None:
    hand.introduction("referred 2026-08-01 12:00", "withdrawn 2026-08-05 12:00",
                      "referred 2026-09-02 12:00")  # fmt: skip


@case({"2026-08 introductions in medway": 1, "2026-08 introductions in dover": 1,
       "2026-08 introductions in nowhere": 1, "2026-08 introductions": 3})  # fmt: skip
def an_introduction_is_where_the_volunteer_lives(hand: Hand) -> None:
    for district in (MEDWAY, DOVER, None):
        hand.introduction("referred 2026-08-03 12:00", person=hand.person(district_code=district))
