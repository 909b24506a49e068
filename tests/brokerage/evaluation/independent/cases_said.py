"""Edges of organisations and support, of reach, and of what people say."""

from __future__ import annotations

from typing import Any

from brokerage.equality.models import EqualityAnswer
from brokerage.geography.models import Postcode
from brokerage.guidance.models import SupportEntry, TrainingBooking
from brokerage.hours.models import OutcomeAnswer, PlacementFeedback
from brokerage.volunteers.models import Volunteer
from tests.brokerage.evaluation.independent.by_hand import BY, Hand, at, case
from tests.making import make_support, make_training


def logged(hand: Hand, **fields: Any) -> None:
    facts = make_support(**fields) | {"centre_id": hand.centre.id, "actor": "tests"}
    hand.session.add(SupportEntry(**facts))


@case({"2026-07 organisations": 5, "2026-07 organisations small": 4,
       "2026-07 organisations not_stated": 1})  # fmt: skip
def live_for_a_moment_sent_to_helped_or_trained(hand: Hand) -> None:
    paused, live, sent, helped, trained, none = [
        hand.organisation(income_band="small") for _ in range(6)
    ]
    helped.income_band = None
    hand.role("live 2026-06-01 12:00", "paused 2026-06-30 22:59", organisation=none)
    hand.role("live 2026-06-01 12:00", "paused 2026-06-30 23:00", organisation=paused)
    hand.role("live 2026-07-31 22:00", "closed 2026-07-31 22:01", organisation=live)
    hand.introduction("referred 2026-07-02 12:00", opportunity=hand.role(organisation=sent))
    logged(hand, organisation_id=helped.id, group_name="", given_on=at("2026-07-31 12:00").date())
    event = make_training(hand.session, hand.centre, starts_at=at("2026-06-30 23:30"))
    event.bookings = [booking(organisation_id=trained.id), booking(organisation_id=none.id,
                      attended=False)]  # fmt: skip


def booking(**whose: Any) -> TrainingBooking:
    return TrainingBooking(**{"state": "booked", "attended": True, "name": "Jo", **BY, **whose})


@case({"2026-07 support_given": 200, "2026-07 support_given training": 180,
       "2026-07 support_given advice": 20})  # fmt: skip
def a_training_counts_once_for_each_body_of_which_somebody_came(hand: Hand) -> None:
    one = hand.organisation()
    event = make_training(hand.session, hand.centre, starts_at=at("2026-07-10 12:00"), minutes=90)
    event.bookings = [
        booking(organisation_id=one.id), booking(organisation_id=one.id),
        booking(group_name="Gardeners"), booking(), booking(group_name="Not there", attended=None),
    ]  # fmt: skip
    logged(hand, given_on=at("2026-07-10 12:00").date())


@case({"2026-07 fair_turn": (2, 2, 1), "2026-07 fair_turn micro": (1, 2, 0),
       "2026-07 fair_turn major": (0, 2, 0)})  # fmt: skip
def a_size_that_nobody_was_sent_to_has_its_nought(hand: Hand) -> None:
    for band in ("micro", "large", None):
        role = hand.role(organisation=hand.organisation(income_band=band))
        hand.introduction("referred 2026-07-02 12:00", opportunity=role)


def answered(hand: Hand, person: Volunteer, question: str, answer: str) -> None:
    facts = {"volunteer_id": person.id, "question": question, "answer": answer}
    hand.session.add(EqualityAnswer(**facts, list_version="census2021"))


@case({"2026-07 active": 3, "2026-07 reach_district not_stated": 1,
       "2026-07 reach_age": 3, "2026-07 reach_age not_stated": 2,
       "2026-07 reach_deprivation 1": 1, "2026-07 reach_deprivation not_stated": 2,
       "2026-07 reach_disability": 3, "2026-07 reach_disability not_stated": 2,
       "2026-07 reach_disability prefer_not_to_say": 1,
       "2026-07 reach_ethnic_group white_roma": 1})  # fmt: skip
def who_did_not_say_is_a_group_and_in_the_total(hand: Hand) -> None:
    one = hand.person(district_code=None, age_band="16-24", postcode="TN23 9ZZ")
    two, three = hand.person(postcode="TN23 9ZY"), hand.person()
    hand.session.add(Postcode(code="TN23 9ZZ", latitude=51.1, longitude=0.8, source="tests",
                              deprivation_decile=1))  # fmt: skip
    answered(hand, one, "disability", "prefer_not_to_say")
    answered(hand, two, "ethnic_group", "white_roma")
    for person in (one, two, three):
        hand.introduction("referred 2026-07-02 12:00", person=person)


@case({"2026-06 outcome_confidence": 1, "2026-07 outcome_confidence more": 1,
       "2026-07 outcome_loneliness": 1, "2026-07 outcome_hours": 1, "2026-07 outcome_work": 1,
       "2026-07 volunteers_content": (1, 2, 1),
       "2026-07 organisations_content": (1, 1, 0)})  # fmt: skip
def each_answer_counts_and_an_empty_one_is_not_known(hand: Hand) -> None:
    records = [hand.introduction("referred 2026-05-02 12:00") for _ in range(3)]
    one = records[0]
    whose = {"introduction_id": one.id, "volunteer_id": one.volunteer_id, "wording": "2026-1"}
    for question, answer, moment, when in (
        ("confidence", "same", "weeks_4", "2026-06-30 22:30"),
        ("confidence", "more", "end", "2026-06-30 23:30"),
        ("loneliness", "never", "end", "2026-07-02 12:00"),
        ("hours_a_week", "1_to_3", "end", "2026-07-02 12:00"),
        ("route_to_work", "no", "end", "2026-07-02 12:00"),
    ):
        said = {"question": question, "answer": answer, "moment": moment, "given_at": at(when)}
        hand.session.add(OutcomeAnswer(**whose, **said, actor="tests", through="web"))
    for record, side, first in (
        (one, "volunteer", "mostly"), (records[1], "volunteer", "no"),
        (records[2], "volunteer", None), (one, "organisation", "yes"),
    ):  # fmt: skip
        hand.session.add(PlacementFeedback(
            introduction_id=record.id, volunteer_id=record.volunteer_id,
            organisation_id=record.opportunity.organisation_id, side=side, moment="end",
            wording="2026-1", first=first, given_at=at("2026-07-31 22:59"), **BY))  # fmt: skip
