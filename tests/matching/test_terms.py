import pytest

from matching.errors import UnknownTerm
from matching.relations import relate_causes, relate_skills
from matching.terms import Terms, chain, check_known, label
from matching.types import Taxonomy


def strengths(relate, taxonomy: Taxonomy, mine: str, theirs: list[str]) -> dict[str, float]:
    held, asked = Terms.of([mine], taxonomy), Terms.of(theirs, taxonomy)
    links = relate(held, asked).links.row(held.numbers[mine])
    return {asked.uris[link["term"]]: float(link["strength"]) for link in links}


def test_a_narrower_skill_serves_a_broader_need_in_full_and_the_other_way_by_half(taxonomy) -> None:
    asked = ["transport", "driving", "minibus", "cats"]
    assert strengths(relate_skills, taxonomy, "driving", asked) == {
        "driving": 1,
        "transport": 1,
        "minibus": 0.5,
    }
    assert strengths(relate_skills, taxonomy, "transport", asked)["minibus"] == 0.25


def test_a_broad_interest_is_met_in_large_part_by_a_narrow_cause(taxonomy) -> None:
    found = strengths(relate_causes, taxonomy, "animals", ["cats", "dogs"])
    assert found["cats"] == pytest.approx(0.8)
    assert strengths(relate_causes, taxonomy, "cats", ["animals"])["animals"] == 0.5
    assert "dogs" not in strengths(relate_causes, taxonomy, "cats", ["dogs"])


def test_a_vocabulary_holds_everything_above_its_terms_and_only_grows(taxonomy) -> None:
    terms = Terms.of(["minibus"], taxonomy)
    assert terms.uris == ["transport", "driving", "minibus"]
    grown = terms.copy()
    grown.add("cats")
    assert grown.uris[:3] == terms.uris
    assert len(terms.uris) == 3


def test_a_circle_in_the_data_is_cut() -> None:
    assert chain("a", Taxonomy(broader={"a": "b", "b": "a"})) == ["a", "b"]


def test_labels_fall_back_on_the_end_of_the_uri() -> None:
    assert label("https://example.org/skills#first-aid", Taxonomy()) == "first aid"
    assert label("x", Taxonomy(labels={"x": "Cooking"})) == "Cooking"


def test_a_term_outside_a_labelled_taxonomy_is_refused() -> None:
    check_known(["anything"], Taxonomy())
    with pytest.raises(UnknownTerm, match="nonsense"):
        check_known(["nonsense"], Taxonomy(labels={"x": "Cooking"}))
