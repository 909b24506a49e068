from collections.abc import Callable
from pathlib import Path

import pytest

from matching.catalogue import Catalogue
from matching.factors.skills import UNVERIFIED
from matching.ranker import Ranker
from matching.types import (
    Audience,
    HeldSkill,
    Importance,
    NeededSkill,
    Opportunity,
    Taxonomy,
    Volunteer,
)


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


def test_a_skill_that_is_used_lifts_a_role_however_many_more_it_asks_for(
    order_of: Callable,
) -> None:
    more = [f"skill {number}" for number in range(9)]
    roles = [role("nine others", *more), role("none"), role("one of ten", "cooking", *more)]
    assert order_of(person("cooking"), roles) == ["one of ten", "none", "nine others"]


def test_a_long_list_names_what_matters_most_and_how_many_more(catalogue_of: Callable) -> None:
    useful = tuple(NeededSkill(f"useful {n}", Importance.USEFUL) for n in range(3))
    needed = tuple(NeededSkill(f"needed {n}") for n in range(2))
    catalogue = catalogue_of([Opportunity("r", "r", skills=(*useful, *needed))])
    texts = [reason.text for reason in Ranker().rank(person("cooking"), catalogue)[0].reasons]
    assert "Also asks for needed 0, needed 1 and 3 more" in texts


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
    assert scores[0] < scores[1] == scores[2] == scores[3] < 1


def test_a_verified_level_counts_in_full_and_an_unverified_one_slightly_less(
    catalogue_of: Callable,
) -> None:
    catalogue = catalogue_of([Opportunity("r", "r", skills=(NeededSkill("french", level=0.8),))])
    held = {
        "said": (HeldSkill("french", 0.8),),
        "seen": (HeldSkill("french", 0.8, verified=True),),
        "seen low, said high": (HeldSkill("french", 0.8), HeldSkill("french", 0.4, verified=True)),
        "seen without a level": (HeldSkill("french", verified=True),),
        "too low, though seen": (HeldSkill("french", 0.4, verified=True),),
    }
    told = {}
    for name, skills in held.items():
        account = Ranker().explain(Volunteer("v", skills=skills), "r", catalogue)
        texts = [r.text for r in account.match.reasons if not r.supports and r.factor == "skills"]
        told[name] = (account.factors["skills"], texts)
    full = told["seen"][0]
    assert told["seen"] == (full, [])
    assert told["seen without a level"] == (full, [])
    assert told["said"][0] == pytest.approx(full * UNVERIFIED, rel=0.02)
    assert told["said"][1] == ["Not yet verified: french"]
    assert told["seen low, said high"] == told["said"]
    assert told["too low, though seen"][0] == pytest.approx(full / 2, rel=0.2)
    assert told["too low, though seen"][1] == ["Asks for more experience of french"]


def test_where_no_level_is_asked_a_persons_word_is_enough(catalogue_of: Callable) -> None:
    catalogue = catalogue_of([role("r", "driving")])
    said, seen = (
        Ranker().explain(Volunteer("v", skills=(HeldSkill("driving", 0.2, seen),)), "r", catalogue)
        for seen in (False, True)
    )
    assert said.factors == seen.factors
    assert said.match.reasons == seen.match.reasons


def test_a_synonym_counts_nearly_in_full_and_meets_a_must(
    catalogue_of: Callable, tmp_path: Path
) -> None:
    same = Taxonomy({"minibus": "driving"}, synonyms={"driving": ("chauffeuring",)})
    must = Opportunity("must", "m", skills=(NeededSkill("driving", Importance.MUST),))
    catalogue = catalogue_of([role("plain", "driving"), must], taxonomy=same)
    scores = {}
    for uri in ("driving", "minibus", "chauffeuring", "cooking"):
        ranking = Ranker().rank(person(uri), catalogue)
        scores[uri] = {match.opportunity_id: match.score for match in ranking}
    assert scores["minibus"] == scores["driving"]
    assert scores["chauffeuring"].keys() == {"plain", "must"}
    assert scores["cooking"].keys() == {"plain"}
    assert scores["cooking"]["plain"] < scores["chauffeuring"]["plain"] < scores["driving"]["plain"]
    catalogue.save(tmp_path)
    again = Ranker().rank(person("chauffeuring"), Catalogue.load(tmp_path))
    assert {m.opportunity_id: m.score for m in again} == scores["chauffeuring"]
    other_way = catalogue_of([role("r", "chauffeuring")], taxonomy=same)
    assert Ranker().explain(person("minibus"), "r", other_way).factors["skills"] > 0.5


def test_labels_keep_their_capitals_where_they_are_names(catalogue_of: Callable) -> None:
    labels = {"diy": "DIY and repairs", "bsl": "British Sign Language", "cook": "Cooking"}
    catalogue = catalogue_of([role("r", *labels)], taxonomy=Taxonomy(labels=labels))
    texts = [r.text for r in Ranker().rank(person("cook"), catalogue)[0].reasons]
    assert "Uses your cooking" in texts
    assert "Also asks for DIY and repairs and British Sign Language" in texts


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
