from __future__ import annotations

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.chips import profile_chips, shortened, when_in_words
from brokerage.suggestions.forms import search_form
from brokerage.suggestions.queries import from_address
from tests.making import make_county


def test_times_are_told_as_asked() -> None:
    assert when_in_words("tue-evening") == "Tuesday evening"
    assert when_in_words("any") == "Any time"
    assert when_in_words("Tue 18:00-21:00") == "Tue 18:00-21:00"


def test_a_long_text_is_shortened_for_a_label() -> None:
    assert shortened("one  two") == "one two"
    assert len(shortened("word " * 30)) <= 40


def test_what_somebody_needs_and_their_age_can_be_taken_back_one_by_one(session: Session) -> None:
    make_county(session)
    args = MultiDict([("age", "15"), ("needs", "step_free"), ("needs", "parking"), ("page", "2")])
    form = search_form(session, args, {})
    chips = profile_chips(
        from_address(args), form, Answers.of(args), lambda answers: str(dict(answers.lists))
    )
    assert {chip.label: chip.address for chip in chips} == {
        "Age 15": "{'needs': ['step_free', 'parking']}",
        "You need: Step-free access": "{'age': ['15'], 'needs': ['parking']}",
        "You need: Parking": "{'age': ['15'], 'needs': ['step_free']}",
    }


def labelled(session: Session, args: MultiDict[str, str]) -> dict[str, str]:
    form = search_form(session, args, {})
    chips = profile_chips(
        from_address(args), form, Answers.of(args), lambda answers: str(dict(answers.lists))
    )
    return {chip.label: chip.address for chip in chips}


def test_a_limit_in_minutes_is_one_thing_with_the_place(session: Session) -> None:
    make_county(session)
    args = MultiDict([("near", "TN23"), ("within", "30min"), ("travel_mode", "bus")])
    assert labelled(session, args) == {
        "TN23 within 30 minutes by bus": "{'travel_mode': ['bus']}",
    }


def test_how_somebody_travels_can_be_taken_back(session: Session) -> None:
    make_county(session)
    args = MultiDict([("near", "TN23"), ("within", "5"), ("travel_mode", "walk")])
    assert labelled(session, args)["You travel on foot"] == "{'within': ['5'], 'near': ['TN23']}"


def test_a_way_taken_back_takes_its_minutes_with_it(session: Session) -> None:
    make_county(session)
    args = MultiDict([("within_minutes", "30"), ("travel_mode", "walk")])
    assert labelled(session, args) == {"You travel on foot": "{}"}
