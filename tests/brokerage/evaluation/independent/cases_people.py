"""Edges of what is counted of people. Each expects what the definitions say, by their words."""

from __future__ import annotations

from brokerage.volunteers.models import NamelessEnquiry, VolunteerTerm
from tests.brokerage.evaluation.independent.by_hand import Hand, at, case
from tests.making import COOKING, ENVIRONMENT

CARE = "https://ns.volunteeringdata.io/Care"


@case({"2026-06 enquiries": 1, "2026-07 enquiries": 2, "2026-Q2 enquiries": 1,
       "2026-Q3 enquiries": 2})  # fmt: skip
def an_enquiry_after_midnight_in_summer_is_of_the_new_month(hand: Hand) -> None:
    hand.person(created_at=at("2026-06-30 22:59:59"))
    hand.person(created_at=at("2026-06-30 23:30"))
    asked = NamelessEnquiry(centre_id=hand.centre.id, through="phone", recorded_by="tests")
    asked.asked_at = at("2026-06-30 23:00")
    hand.session.add(asked)


@case({"2026-01 enquiries": 1, "2026-02 enquiries": 1, "2026-04 enquiries": 1})
def in_winter_midnight_is_that_of_greenwich_and_in_april_no_more(hand: Hand) -> None:
    hand.person(created_at=at("2026-01-31 23:30"))
    hand.person(created_at=at("2026-02-01 00:00"))
    hand.person(created_at=at("2026-03-31 23:30"))


@case({"2026-07 enquiries": 1, "2026-07 registrations": 1})
def who_was_imported_or_merged_is_not_counted_as_new(hand: Hand) -> None:
    new = {"created_at": at("2026-07-10 12:00")}
    kept = hand.person("registered 2026-07-10 12:00", **new)
    hand.person("registered 2026-07-10 12:00", source="other", source_id="p1", **new)
    hand.person("registered 2026-07-10 12:00", merged_into_id=kept.id, **new)


@case({"2026-06 registrations": 1, "2026-07 registrations": 1,
       "2026-07 first_time": (0, 0, 1), "2026-07 channel not_stated": 1,
       "2026-06 first_time": (1, 1, 0)})  # fmt: skip
def the_first_move_to_registered_or_active_registers(hand: Hand) -> None:
    hand.person("enquiry 2026-05-01 12:00", "registered 2026-06-30 22:00",
                "active 2026-07-01 12:00", volunteered_before="never")  # fmt: skip
    hand.person("enquiry 2026-05-01 12:00", "active 2026-06-30 23:30")


@case({"2026-06 placement_rate": (2, 3, 0), "2026-07 placement_rate": (0, 1, 0)})
def twelve_weeks_are_84_days_after_the_day_of_registering(hand: Hand) -> None:
    on_the_last = hand.person("registered 2026-04-07 22:30")
    too_late = hand.person("registered 2026-04-07 12:00")
    long_before = hand.person("registered 2026-04-01 12:00")
    hand.person("registered 2026-04-07 23:30")  # the 8th here: its 84th day is 1 July
    for person, day in (
        (on_the_last, at("2026-06-30 12:00")),
        (too_late, at("2026-07-01 12:00")),
        (long_before, at("2025-01-01 12:00")),
    ):
        moves = (f"referred {day:%Y-%m-%d} 08:00", f"started {day:%Y-%m-%d} 12:00")
        hand.introduction(*moves, person=person, started_on=day.date())


@case({"2026-07 unmet_people": 2, f"2026-07 unmet_people {CARE}": 1,
       f"2026-07 unmet_people {ENVIRONMENT}": 1,
       f"2026-07 unmet_people {COOKING}": 0})  # fmt: skip
def two_causes_are_two_groups_and_one_person(hand: Hand) -> None:
    person = hand.person("registered 2026-05-01 12:00")
    person.terms = [VolunteerTerm(uri=uri) for uri in (CARE, ENVIRONMENT, COOKING)]
    hand.person("registered 2026-05-01 12:00")


@case({"2026-07 unmet_people": 2})
def thirty_days_before_the_end_of_july_is_midnight_of_the_second(hand: Hand) -> None:
    hand.person("registered 2026-07-01 22:59")
    hand.person("registered 2026-07-01 23:00")
    hand.person("registered 2026-05-01 12:00", "paused 2026-07-31 12:00")
    hand.person("registered 2026-05-01 12:00", "paused 2026-07-31 23:00")  # in August
    hand.person("registered 2026-05-01 12:00", "left 2026-07-02 12:00")
    hand.person("registered 2026-05-01 12:00", source="other", source_id="p2")


@case({"2026-07 unmet_people": 3})
def only_a_role_that_one_was_sent_to_is_in_sight(hand: Hand) -> None:
    people = [hand.person("registered 2026-05-01 12:00") for _ in range(5)]
    offered, closed, closed_later, going_on, ended = people
    hand.introduction("suggested 2026-06-01 12:00", "offered 2026-06-02 12:00", person=offered)
    sent = "referred 2026-06-01 12:00"
    hand.introduction(sent, "withdrawn 2026-07-31 22:59", person=closed)
    hand.introduction(sent, "withdrawn 2026-07-31 23:00", person=closed_later)
    started = (sent, "started 2026-06-20 12:00")
    hand.introduction(*started, person=going_on, started_on=at("2026-06-20 12:00").date())
    done = (*started, "ended 2026-07-05 12:00")
    hand.introduction(*done, person=ended, started_on=at("2026-06-20 12:00").date())
