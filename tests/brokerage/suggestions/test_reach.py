"""About how many people fit a role: rough counts, and never a way to somebody's home."""

from __future__ import annotations

import pytest

from brokerage.actors import PUBLIC
from brokerage.consents import record_consent
from brokerage.suggestions import adapter
from brokerage.suggestions.asking import Allowance
from brokerage.suggestions.index import live_index
from brokerage.suggestions.reach import coarse, possible, question_of, reach, roughly
from brokerage.volunteers.models import VolunteerWindow
from tests.making import ASHFORD, DRIVING, make_county, make_role, make_volunteer


def people(session, how_many: int, weekday: int) -> None:
    for _ in range(how_many):
        one = make_volunteer(
            session, latitude=ASHFORD[0], longitude=ASHFORD[1], availability_stated=True
        )
        one.windows = [VolunteerWindow(weekday=weekday, start_minute=480, end_minute=1320)]
        record_consent(session, one.id, "introductions", True, PUBLIC)
    session.flush()


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "fewer than 5"), (4, "fewer than 5"), (5, "about 5"), (12, "about 10"), (48, "about 50"),
     (103, "about 100"), (1234, "about 1250")],
)  # fmt: skip
def test_counts_are_rough_and_small_ones_are_not_told(count, words):
    assert roughly(count) == words


def test_people_near_who_fit_are_counted_and_saturdays_would_make_it_more(session):
    make_county(session)
    people(session, 6, weekday=1)
    people(session, 9, weekday=5)
    role = make_role(session, on="Tue 10:00-12:00")
    found = reach(session, role)
    assert found is not None
    assert found.people == "about 5"
    assert [(one.text, one.people) for one in found.openings] == [
        ("Allowing Saturdays instead", "about 15")
    ]


def test_few_people_are_never_counted_exactly_and_a_gain_of_few_is_not_told(session):
    make_county(session)
    people(session, 2, weekday=1)
    people(session, 2, weekday=5)
    found = reach(session, make_role(session, on="Tue 10:00-12:00"))
    assert found is not None
    assert (found.people, found.openings) == ("fewer than 5", ())


def test_nobody_is_counted_who_did_not_agree_to_be_suggested(session):
    make_county(session)
    people(session, 6, weekday=1)
    for _ in range(6):
        one = make_volunteer(session, latitude=ASHFORD[0], longitude=ASHFORD[1])
        record_consent(session, one.id, "introductions", False, PUBLIC)
    found = reach(session, make_role(session, on="Tue 10:00-12:00"))
    assert found is not None
    assert found.people == "about 5"


def test_a_role_without_a_place_asks_for_one(session):
    make_county(session)
    found = reach(session, make_role(session, at=None))
    assert found is not None
    assert not found.placed


def test_a_few_steps_away_it_is_the_same_question(session):
    make_county(session)
    one = make_role(session, at=(51.1461, 0.8751), on="Tue 10:00-12:00")
    other = make_role(session, at=(51.1479, 0.8779), on="Tue 10:00-12:00")
    assert question_of(session, one) == question_of(session, other)


def test_the_changes_are_those_that_a_role_leaves_open(session):
    make_county(session)
    snapshot = live_index().current(session)

    def texts(**facts) -> set[str]:
        role = adapter.opportunity(make_role(session, **facts), snapshot.vocabulary, snapshot.today)
        return {change.text for change in possible(coarse(role), snapshot.vocabulary.label)}

    assert "Allowing Saturdays" in texts(windows=("tue-morning",))
    assert "Allowing evenings" in texts(windows=("tue-morning",))
    assert "Allowing evenings" not in texts(windows=("tue-evening",))
    assert "Allowing Saturdays instead" not in texts(on="Sat 10:00-12:00")
    assert "Sessions half as long" in texts(on="Sat 10:00-13:00")
    assert "Taking people from 16" in texts(minimum_age=18)
    assert "A place without steps" in texts(step_free=False)
    assert "Showing people driving, or doing without it," in texts(skills={DRIVING: "must"})
    assert "Letting part of it be done from home" not in texts(attendance="remote", at=None)


def test_one_account_asks_only_so_many_different_questions():
    asked: list[str] = []
    limit: Allowance[str] = Allowance(per_hour=2)

    def ask(who: str, question: str) -> str | None:
        return limit.answer(who, question, lambda: asked.append(question) or question)

    assert [ask("a", "1"), ask("a", "2"), ask("a", "3")] == ["1", "2", None]
    assert ask("a", "1") == "1"  # the same again costs nothing
    assert ask("b", "3") == "3"
    assert asked == ["1", "2", "3"]
