import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.fingerprints import ALONE, adverts, fingerprints, place_names
from matching.tokens import tokens
from matching.types import Opportunity, Place, Point

TEXT = "Visit older people at home in {town}, listen, drink tea and carry their shopping upstairs"
KNOWN_NOWHERE = np.zeros(0, np.uint64)


def prints(*roles: Opportunity, known: str = "") -> list[int]:
    titles, texts = tokens(role.title for role in roles), tokens(role.text for role in roles)
    places = np.unique(tokens([known]).stems.hashes)
    return fingerprints(titles, texts, place_names(roles), places).tolist()


def role(title: str, text: str, town: str = "") -> Opportunity:
    places = (Place(Point(51.0, 1.0), name=town),) if town else ()
    return Opportunity("r", "r", title=title, text=text, places=places)


def test_one_advert_in_two_towns_has_one_print() -> None:
    one, other = prints(
        role("Befriender - Ashford", TEXT.format(town="Ashford"), "Ashford"),
        role("BEFRIENDER (Isle of Thanet)", TEXT.format(town="Isle of Thanet"), "Isle of Thanet"),
    )
    assert one == other != 0


def test_a_town_that_the_statistics_know_need_not_be_the_adverts_own() -> None:
    roles = role("Befriender Hythe", TEXT, "Folkestone"), role("Befriender", TEXT, "Ashford")
    assert len(set(prints(*roles))) == 2
    assert len(set(prints(*roles, known="Hythe. Dover"))) == 1


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Befrienders' driver", TEXT),
        ("Befriender", TEXT + " weekly"),
        ("Befriender 18", TEXT),
        ("Befriender", "people older Visit" + TEXT.removeprefix("Visit older people")),
    ],
)
def test_another_title_text_number_or_order_is_another_advert(title: str, text: str) -> None:
    one, other = prints(role("Befriender", TEXT), role(title, text))
    assert one != other


def test_postcodes_case_and_marks_make_no_difference() -> None:
    other = role("Befriender!", TEXT.upper().replace(",", " -") + " (TN23 1PP)")
    assert len(set(prints(role("Befriender", TEXT), other))) == 1


def test_a_short_text_may_be_the_same_by_chance() -> None:
    assert prints(role("Shop helper", "Help in our friendly shop"), role("", "")) == [0, 0]


@settings(max_examples=50)
@given(st.permutations(range(4)))
def test_a_print_does_not_depend_on_the_company_it_is_in(order: list[int]) -> None:
    towns = ["Ashford", "Dover", "Wye", ""]
    roles = [role(f"Befriender {town}", TEXT.format(town=town), town) for town in towns]
    alone = [prints(one)[0] for one in roles]
    assert prints(*[roles[at] for at in order]) == [alone[at] for at in order]


def test_numbers_tell_apart_what_is_posted_once_and_more_often() -> None:
    base, overlay = np.array([7, 0, 9, 7, 8], np.uint64), np.array([8, 0], np.uint64)
    living = np.array([True, True, True, True, False])
    first, second = adverts([base, overlay], [living, np.ones(2, bool)])
    assert first[0] == first[3] != ALONE
    assert first[1] == first[2] == second[0] == second[1] == ALONE


def test_no_advert_at_all() -> None:
    assert [one.tolist() for one in adverts([np.zeros(0, np.uint64)], [np.zeros(0, bool)])] == [[]]
