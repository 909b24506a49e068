from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from brokerage.errors import Invalid
from brokerage.volunteers.check_rules import (
    ADVICE,
    ORDER,
    QUESTIONS,
    RULES,
    rules_on,
    seems_to_allow,
)

TODAY = date(2026, 11, 21)
NO = dict.fromkeys(QUESTIONS, False)


@pytest.mark.parametrize(
    ("yes", "level", "workforces"),
    [
        ([], "basic", ()),
        (["often"], "basic", ()),
        (["children_taught_or_cared_for"], "enhanced", ("children",)),
        (["children_taught_or_cared_for", "often"], "enhanced_barred", ("children",)),
        (["children_taught_or_cared_for", "often", "supervised"], "enhanced", ("children",)),
        (["children_place", "often"], "enhanced_barred", ("children",)),
        (["children_place", "often", "supervised"], "enhanced", ("children",)),
        (["children_personal_care", "supervised"], "enhanced_barred", ("children",)),
        (["adults_personal_care"], "enhanced_barred", ("adults",)),
        (["adults_money_or_shopping", "supervised"], "enhanced_barred", ("adults",)),
        (["adults_driven_to_care"], "enhanced_barred", ("adults",)),
        (["adults_affairs"], "enhanced_barred", ("adults",)),
        (["adults_receiving_care"], "basic", ()),
        (["adults_receiving_care", "often"], "enhanced", ("adults",)),
        (
            ["adults_personal_care", "children_personal_care"],
            "enhanced_barred",
            ("children", "adults"),
        ),
        (["adults_personal_care", "children_place"], "enhanced_barred", ("adults",)),
    ],
)
def test_answers_give_the_highest_level_and_whom_it_is_about(yes, level, workforces):
    found = seems_to_allow(NO | dict.fromkeys(yes, True), TODAY)
    assert (found.level, found.workforces) == (level, workforces)
    assert found.because
    assert found.sentence.endswith(ADVICE)
    assert "2012" in found.source


def test_more_work_never_lowers_the_level_and_supervision_never_raises_it():
    for values in product([False, True], repeat=len(QUESTIONS)):
        answers = dict(zip(QUESTIONS, values, strict=True))
        level = ORDER.index(seems_to_allow(answers, TODAY).level)
        watched = ORDER.index(seems_to_allow(answers | {"supervised": True}, TODAY).level)
        often = ORDER.index(seems_to_allow(answers | {"often": True}, TODAY).level)
        assert watched <= level <= often


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_that_was_not_answered_is_named(question):
    with pytest.raises(Invalid) as refused:
        seems_to_allow(NO | {question: None}, TODAY)
    assert refused.value.field == question


def test_rules_hold_from_a_day_and_say_where_they_come_from():
    with pytest.raises(Invalid):
        rules_on(date(2012, 9, 9))
    assert rules_on(date(2012, 9, 10))["source"]
    asked = {q for rules in RULES["sets"] for rule in rules["rules"] for q in rule["when"]}
    assert asked == set(QUESTIONS)
