from __future__ import annotations

import csv

import pytest
from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.audit import list_entries
from brokerage.equality import service
from brokerage.equality.categories import PREFER_NOT, VERSIONS, questions
from brokerage.equality.figures import count_answers, hold_back
from brokerage.equality.service import answers_for_the_person, erase_answers, write_answers
from brokerage.errors import Invalid
from brokerage.volunteers.models import Volunteer
from brokerage.volunteers.service import register
from tests.making import make_centre, make_county

BROKER = Actor("account:here", "desk", on_behalf_of="volunteer")
EVERYBODY = select(Volunteer.id)


@pytest.fixture
def people(session):
    make_county(session)
    centre = make_centre(session, "The Mill Room", "E07000108")
    return [register(session, centre.id, BROKER, f"Person {n}", "Example") for n in range(20)]


def answer(session, person, **answers):
    write_answers(session, person.id, person.public_id, answers, BROKER)


def test_prefer_not_to_say_comes_first_and_the_groups_are_those_of_the_census():
    for question in questions().values():
        assert next(iter(question.choices)) == PREFER_NOT
    assert len(questions()["ethnic_group"].choices) == 1 + 19


@pytest.mark.real_data
def test_the_ethnic_groups_are_worded_as_in_the_census_table(real_data):
    path = real_data / "geography" / "kent_medway_census2021_equality_baseline.csv"
    with path.open(encoding="utf-8") as file:
        rows = [r["category"] for r in csv.DictReader(file) if r["characteristic"] == "ethnicity"]
    assert set(rows) == set(list(questions()["ethnic_group"].choices.values())[1:])


def test_a_form_is_written_down_and_not_what_is_in_it(session, people):
    answer(session, people[0], ethnic_group="white_roma", religion="")
    (entry,) = list_entries(session, "equality", people[0].public_id)
    assert (entry.action, entry.fields) == ("write", [])


def test_nothing_gives_a_broker_the_answers_of_one_person_back():
    offered = {name for name in vars(service) if not name.startswith("_")}
    mine = {n for n in offered if getattr(vars(service)[n], "__module__", "") == service.__name__}
    writing = {"write_answers", "erase_answers", "write_many", "Answered"}  # what goes in
    assert mine == writing | {"answers_for_the_person"}


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"shoe_size": "9"}, "shoe_size"), ({"sex": "It is complicated"}, "sex")],
)
def test_only_answers_of_the_list_are_taken(session, people, answers, field):
    with pytest.raises(Invalid) as refused:
        answer(session, people[0], **answers)
    assert refused.value.field == field


def test_an_answer_can_be_given_anew_copied_for_the_person_and_taken_back(session, people):
    person = people[0]
    answer(session, person, sex="female", religion="sikh")
    answer(session, person, sex=PREFER_NOT)
    copy = answers_for_the_person(session, person.id, person.public_id, BROKER)
    assert copy == {"What is your sex?": "Prefer not to say", "What is your religion?": "Sikh"}
    erase_answers(session, person.id, person.public_id, BROKER)
    assert answers_for_the_person(session, person.id, person.public_id, BROKER) == {}


def test_counts_are_told_and_small_ones_held_back(session, people):
    for n, person in enumerate(people):
        answer(session, person, sex=(PREFER_NOT, "female", "male")[(n > 5) + (n > 17)])
    figures = count_answers(session, "sex", EVERYBODY)
    assert {c.answer: c.people for c in figures.counts} == {
        PREFER_NOT: None,
        "female": 12,
        "male": None,
    }
    assert (figures.answered, figures.list_version) == (14, VERSIONS[-1])
    few = EVERYBODY.where(Volunteer.id == people[0].id)
    assert [c.people for c in count_answers(session, "sex", few).counts] == [None, 0, 0]
    with pytest.raises(Invalid):
        count_answers(session, "shoe_size", EVERYBODY)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 5, "b": 0, "c": 7}, {"a": 5, "b": 0, "c": 7}),
        ({"a": 2, "b": 6, "c": 7}, {"a": None, "b": None, "c": 7}),
        ({"a": 1, "b": 1, "c": 7, "d": 9}, {"a": None, "b": None, "c": None, "d": 9}),
        ({"a": 4, "b": 4, "c": 7}, {"a": None, "b": None, "c": 7}),
        ({"a": 1, "b": 0}, {"a": None, "b": 0}),
    ],
)
def test_a_small_count_cannot_be_worked_out_from_the_rest(counts, told):
    assert hold_back(counts) == told
