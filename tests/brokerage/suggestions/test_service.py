from __future__ import annotations

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.actors import Actor
from brokerage.errors import Invalid
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.service import move
from brokerage.suggestions.queries import from_address
from brokerage.suggestions.results import Found
from brokerage.suggestions.service import search, similar_roles
from brokerage.weeks import local_today
from tests.making import COOKING, DOVER, DRIVING, ENVIRONMENT, make_county, make_role

BROKER = Actor("a broker", "desk")


@pytest.fixture
def county(session: Session) -> Session:
    make_county(session)
    return session


def ask(session: Session, address: str) -> Found:
    pairs = [tuple(part.split("=", 1)) for part in address.split("&") if part]
    return search(session, from_address(MultiDict(pairs)), local_today())  # type: ignore[arg-type]


def titles(found: Found) -> list[str]:
    return [card.opportunity.title for card in found.cards]


def test_time_skill_and_distance_put_the_fitting_role_first(county: Session) -> None:
    make_role(county, "Daytime cook", on="Tue 10:00-12:00", skills={COOKING: "needed"})
    make_role(
        county,
        "Evening driver in Dover",
        at=DOVER,
        on="Tue 18:30-20:30",
        skills={DRIVING: "needed"},
    )
    make_role(county, "Evening driver", on="Tue 18:30-20:30", skills={DRIVING: "needed"})
    found = ask(county, "near=TN23&when=tue-evening&skills=driving")
    assert titles(found)[0] == "Evening driver"
    best = found.cards[0]
    assert best.distance_km is not None
    assert best.distance_km < 5
    assert any("driving" in reason.text.lower() for reason in best.reasons_for)
    assert best.strip.blocks[0].free_minutes == 120


def test_nothing_asked_shows_the_newest_first_and_explains_nothing(county: Session) -> None:
    make_role(county, "Older")
    newer = make_role(county, "Newer")
    newer.published_at = newer.published_at.replace(year=newer.published_at.year + 1)
    found = ask(county, "")
    assert titles(found) == ["Newer", "Older"]
    assert not found.personal


def test_a_distance_limit_leaves_out_what_is_further_and_counts_it(county: Session) -> None:
    make_role(county, "Near")
    make_role(county, "Far", at=DOVER)
    found = ask(county, "near=TN23&within=10")
    assert titles(found) == ["Near"]
    assert found.excluded_by_rule["distance"] == 1


def test_a_role_whose_place_is_unknown_is_kept_and_has_no_distance(county: Session) -> None:
    make_role(county, "Somewhere", at=None)
    (card,) = ask(county, "near=TN23&within=10").cards
    assert card.distance_km is None


def test_a_remote_role_is_never_ranked_by_a_default_place(county: Session) -> None:
    make_role(county, "From home", attendance="remote", at=DOVER)
    (card,) = ask(county, "near=TN23&within=2").cards
    assert card.distance_km is None


@pytest.mark.parametrize("target", [State.PAUSED, State.FILLED, State.CLOSED])
def test_a_role_that_is_no_longer_live_leaves_the_results(county: Session, target: State) -> None:
    role = make_role(county, "Here today")
    assert titles(ask(county, "")) == ["Here today"]
    move(county, role, target, BROKER)
    assert titles(ask(county, "")) == []


def test_a_role_published_again_comes_back(county: Session) -> None:
    role = make_role(county, "Back again", state=State.PAUSED)
    assert titles(ask(county, "")) == []
    move(county, role, State.LIVE, BROKER)
    assert titles(ask(county, "")) == ["Back again"]


def test_every_filter_choice_shows_the_count_it_would_leave(county: Session) -> None:
    make_role(county, "Bus driver", skills={DRIVING: "must"}, step_free=True, expenses_paid=True)
    make_role(county, "Gardener", causes=(ENVIRONMENT,), minimum_age=16, step_free=True)
    make_role(county, "Typist", attendance="remote", micro=True)
    found = ask(county, "")
    for facet in found.facets:
        for option in facet.options:
            narrowed = ask(county, f"{facet.name}={option.value}")
            assert narrowed.total == option.count, (facet.name, option.value)
            chosen = next(f for f in narrowed.facets if f.name == facet.name)
            assert [o.value for o in chosen.selected] == [option.value]


def test_words_find_roles_and_every_word_must_be_there(county: Session) -> None:
    make_role(county, "Minibus driver", description="Take older people to lunch.")
    make_role(county, "Lunch cook")
    assert set(titles(ask(county, "q=lunches"))) == {"Minibus driver", "Lunch cook"}
    assert titles(ask(county, "q=lunch drivers")) == ["Minibus driver"]
    assert titles(ask(county, "q=xylophone")) == []


def test_pages_divide_the_results_without_gaps_or_repeats(county: Session) -> None:
    for number in range(7):
        make_role(county, f"Role {number}", source_id=f"r{number}")
    whole = titles(ask(county, "near=TN23&limit=10"))
    parts = [titles(ask(county, f"near=TN23&limit=3&page={page}")) for page in (1, 2, 3)]
    assert [title for part in parts for title in part] == whole
    assert [len(part) for part in parts] == [3, 3, 1]


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("near=ZZ99 9ZZ", "near"),
        ("skills=flying carpets", "skills"),
        ("when=whenever", "when"),
        ("on=tue", "on"),
        ("within=far", "within"),
        ("cause=nonsense", "cause"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(
    county: Session, address: str, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        ask(county, address)
    assert refusal.value.field == field


def test_little_found_says_what_would_have_to_change(county: Session) -> None:
    for number in range(8):
        make_role(county, f"In Dover {number}", at=DOVER)
    found = ask(county, "near=TN23&within=15")
    assert found.total == 0
    assert max(change.opens for change in found.nearly) == 8


def test_a_private_home_is_ranked_by_its_area_only(county: Session) -> None:
    role = make_role(county, "Befriender", private_home=True)
    (card,) = ask(county, "near=TN23").cards
    shown = role.shown_places[0]
    assert card.approximate
    assert shown.approximate
    assert shown.address == ""
    assert shown.postcode == "TN23"
    assert (shown.latitude, shown.longitude) != (51.1465, 0.8750)


def test_who_posts_a_role_does_not_change_its_place(county: Session) -> None:
    role = make_role(county, "Helper", source_id="same")
    before = ask(county, "near=TN23").cards[0].score
    role.organisation.runs_a_centre = True
    role.organisation.name = "AAA First In The Book"
    county.flush()
    assert isinstance(role, Opportunity)
    assert ask(county, "near=TN23").cards[0].score == before


def test_roles_that_do_not_say_where_they_are_are_counted_apart(county: Session) -> None:
    make_role(county, "Near")
    make_role(county, "Nowhere", at=None)
    make_role(county, "From home", at=None, attendance="remote")
    found = ask(county, "near=TN23&within=10")
    assert (found.total, found.placeless) == (3, 1)


def test_like_roles_are_open_others_and_the_likest_come_first(county: Session) -> None:
    asked = make_role(county, "Minibus driver", skills={DRIVING: "needed"})
    make_role(county, "Gardener", causes=(ENVIRONMENT,))
    make_role(county, "Lunch club driver", skills={DRIVING: "needed"})
    make_role(county, "Driver who is found", skills={DRIVING: "needed"}, state=State.FILLED)
    found = [role.title for role in similar_roles(county, asked)]
    assert found[0] == "Lunch club driver"
    assert "Minibus driver" not in found
    assert "Driver who is found" not in found


def test_an_age_alone_leaves_out_and_counts_what_does_not_fit(county: Session) -> None:
    make_role(county, "For adults", minimum_age=18)
    make_role(county, "For all")
    found = ask(county, "age=15")
    assert titles(found) == ["For all"]
    assert found.excluded_by_rule == {"age": 1}


def test_a_role_that_says_it_lacks_what_is_needed_is_left_out_and_told(county: Session) -> None:
    make_role(county, "Step-free", step_free=True)
    make_role(county, "Stairs only", step_free=False)
    make_role(county, "Not stated")
    asked = from_address(MultiDict([("near", "TN23"), ("needs", "step_free")]))
    found = search(county, asked, local_today(), explain_excluded=True)
    assert set(titles(found)) == {"Step-free", "Not stated"}
    assert found.excluded_by_rule == {"access": 1}
    assert [out.rule for out in found.excluded] == ["access"]


def test_what_would_have_to_change_keeps_the_filters(county: Session) -> None:
    for number in range(4):
        make_role(county, f"Garden {number}", at=DOVER)
        make_role(county, f"Kitchen {number}", at=DOVER)
    found = ask(county, "near=TN23&within=15&q=garden")
    assert max(change.opens for change in found.nearly) == 4


def test_what_an_answer_left_out_counts_only_what_the_list_would_hold_without_it(
    county: Session,
) -> None:
    make_role(county, "For all")
    make_role(county, "Adults", minimum_age=18)
    make_role(county, "Adults far away", minimum_age=18, at=DOVER)
    make_role(county, "Stairs", step_free=False)
    make_role(county, "Must drive", skills={DRIVING: "must"})
    address = "near=TN23&within=10&age=15&needs=step_free&skills=cooking"
    found = ask(county, address)
    assert titles(found) == ["For all"]
    assert found.left_out == {"age": 1, "access": 1, "skills": 1}
    assert ask(county, address.replace("&age=15", "")).total == found.total + 1
    assert ask(county, "near=TN23").left_out == {}


def test_an_answer_that_opens_nothing_by_itself_is_not_told(county: Session) -> None:
    make_role(county, "For all")
    make_role(county, "Adults far away", minimum_age=18, at=DOVER)
    found = ask(county, "near=TN23&within=10&age=15")
    assert found.total == 1
    assert not any(found.left_out.values())


def test_what_would_have_to_change_depends_on_the_list_not_on_its_pages(county: Session) -> None:
    for number in range(7):
        make_role(county, f"Near {number}")
    make_role(county, "Far", at=DOVER)
    asked = "near=TN23&within=10"
    for rest in ("", "&limit=2", "&limit=4&page=2"):
        assert ask(county, asked + rest).nearly == ()
