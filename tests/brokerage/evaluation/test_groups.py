"""Groups in words, in the order in which people know them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from brokerage.evaluation.definitions import get_measure
from brokerage.evaluation.groups import group_words, of_main_group
from tests.making import ENVIRONMENT, make_county


def words(session: Session, name: str, *codes: str) -> list[str]:
    return list(group_words(session, get_measure(name), codes).values())


def test_groups_stand_in_their_own_order_and_those_not_stated_last(session: Session) -> None:
    assert words(session, "reach_age", "not_stated", "75+", "16-24") == [
        "16 to 24",
        "75 or over",
        "Not stated",
    ]
    assert words(session, "reach_deprivation", "10", "2", "1") == [
        "1, the most deprived",
        "2",
        "10, the least deprived",
    ]
    assert words(session, "organisations", "major", "micro")[0] == "Under £10,000"
    assert words(session, "time_in_state", "interviewing") == ["Meeting each other"]


def test_causes_and_districts_have_the_names_of_the_county(session: Session) -> None:
    make_county(session)
    assert words(session, "unmet_people", ENVIRONMENT) == ["Environment"]
    assert words(session, "reach_district", "E07000108", "E07000105") == ["Ashford", "Dover"]


def test_a_code_that_nobody_knows_is_shown_as_it_is(session: Session) -> None:
    assert words(session, "funding", "council_grant") == ["Council grant"]


def test_a_measure_without_a_total_says_which_group_its_number_is_of(session: Session) -> None:
    assert of_main_group(session, get_measure("fair_turn")) == "Yearly income: Under £10,000"
    assert of_main_group(session, get_measure("enquiries")) == ""
