from collections.abc import Callable

import pytest

from matching.ranker import Ranker
from matching.types import Audience, HeldSkill, Importance, NeededSkill, Opportunity, Volunteer


def person(*uris: str) -> Volunteer:
    return Volunteer("v", skills=tuple(HeldSkill(uri) for uri in uris))


def role(name: str, *uris: str) -> Opportunity:
    return Opportunity(name, name, skills=tuple(NeededSkill(uri) for uri in uris))


def test_one_more_skill_met_never_lowers_a_role(order_of: Callable) -> None:
    roles = [
        role("one", "cooking", "reading", "singing"),
        role("two", "cooking", "driving", "singing"),
    ]
    assert order_of(person("cooking", "driving"), roles) == ["two", "one"]


def test_a_rare_skill_goes_where_it_is_needed(order_of: Callable) -> None:
    roles = [*(role(f"drive{n}", "driving") for n in range(5)), role("sign", "signing")]
    assert order_of(person("driving", "signing"), roles)[0] == "sign"


def test_a_needed_skill_weighs_more_than_a_useful_one(order_of: Callable) -> None:
    useful = NeededSkill("cooking", Importance.USEFUL)
    roles = [
        Opportunity("useful", "u", skills=(useful, NeededSkill("singing"))),
        Opportunity("needed", "n", skills=(NeededSkill("cooking"), NeededSkill("singing"))),
    ]
    assert order_of(person("cooking"), roles) == ["needed", "useful"]


def test_a_broader_skill_counts_in_part(order_of: Callable) -> None:
    roles = [role("none", "cooking"), role("part", "minibus"), role("full", "driving")]
    assert order_of(person("driving"), roles) == ["full", "part", "none"]


def test_a_level_that_is_too_low_counts_in_part(catalogue_of: Callable) -> None:
    opportunity = Opportunity("r", "r", skills=(NeededSkill("french", level=0.8),))
    scores = []
    for level in (0.4, 0.8, 1.0, None):
        someone = Volunteer("v", skills=(HeldSkill("french", level),))
        account = Ranker().explain(someone, "r", catalogue_of([opportunity]))
        scores.append(account.factors["skills"])
    assert scores[0] == pytest.approx(scores[1] / 2, rel=0.2)
    assert scores[0] < scores[1] == scores[2] == scores[3]


def test_skills_in_words(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([role("r", "driving", "minibus", "cooking")])
    found = Ranker().rank(person("driving"), catalogue)[0].reasons
    mine = [r for r in found if r.factor == "skills" and Audience.VOLUNTEER in r.audiences]
    assert [(reason.text, reason.supports) for reason in mine] == [
        ("Uses your driving", True),
        ("Close to your skills: minibus", True),
        ("Also asks for cooking", False),
    ]
    told = {r.text for r in found if Audience.ORGANISATION in r.audiences}
    assert told == {"Offers driving", "Close to minibus"}


def test_a_must_have_that_was_not_asked_about_is_said(catalogue_of: Callable) -> None:
    must = NeededSkill("driving", Importance.MUST)
    catalogue = catalogue_of([Opportunity("r", "r", skills=(must,))])
    texts = [reason.text for reason in Ranker().rank(Volunteer("v"), catalogue)[0].reasons]
    assert "You need: driving" in texts
