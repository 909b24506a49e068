from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.evaluation.words import text_factor
from matching.ranker import Ranker
from matching.types import Availability, Opportunity, Session, Volunteer, Window

GARDEN = Opportunity("garden", "g", title="Community gardener", text="Grow food with children")
KITCHEN = Opportunity("kitchen", "k", title="Kitchen help", text="Cook with children")
BLANK = Opportunity("blank", "b")


def test_words_find_their_role_in_any_form(order_of: Callable) -> None:
    roles = [BLANK, KITCHEN, GARDEN]
    assert order_of(Volunteer("v", text="growing with kids"), roles)[0] == "garden"
    assert order_of(Volunteer("v", text="cooking"), roles)[0] == "kitchen"


def test_a_rare_word_says_more_than_a_common_one(order_of: Callable) -> None:
    person = Volunteer("v", text="children food")
    assert order_of(person, [KITCHEN, GARDEN])[0] == "garden"


def test_words_never_overrule_times(order_of: Callable) -> None:
    fits = (Session(date(2026, 11, 3), 1110, 120, "weekly"),)
    other = (Session(date(2026, 11, 5), 600, 120, "weekly"),)
    roles = [
        Opportunity("words", "w", title="Garden garden garden", sessions=other),
        Opportunity("times", "t", title="Kitchen", sessions=fits),
    ]
    person = Volunteer("v", text="garden", availability=Availability((Window(1, 1080, 1260),)))
    assert order_of(person, roles) == ["times", "words"]


def test_a_question_of_unknown_words_is_not_stated(catalogue_of: Callable) -> None:
    account = Ranker().explain(Volunteer("v", text="xylophone"), "garden", catalogue_of([GARDEN]))
    assert account.factors["text"] is None


def test_a_near_form_of_a_word_helps_but_less_than_the_word(order_of: Callable) -> None:
    roles = [
        Opportunity("near", "n", title="Bakery"),
        Opportunity("same", "s", title="Bakers wanted"),
        Opportunity("other", "o", title="Bark"),
    ]
    assert order_of(Volunteer("v", text="baker"), roles) == ["same", "near", "other"]


def test_boilerplate_of_many_roles_answers_nobody(catalogue_of: Callable) -> None:
    said = "We welcome volunteers from every background and pay travel expenses promptly"
    roles = [
        replace(GARDEN, id=word, key=word, text=f"Help with {word}. {said}")
        for word in ("bees", "choirs", "boats", "maps", "trains", "books")
    ]
    catalogue = catalogue_of(roles)
    account = Ranker().explain(Volunteer("v", text="travel expenses paid"), "bees", catalogue)
    assert account.factors["text"] is None
    account = Ranker().explain(Volunteer("v", text="expenses for bees"), "bees", catalogue)
    assert account.factors["text"] > 0.3


TEXTS = ["garden gardens gardener", "bakery baker bakeries", "driver driving drives", "garden"]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=1, max_size=5))
def test_no_question_is_answered_more_than_wholly(question: list[str]) -> None:
    scores = text_factor(TEXTS)(" ".join(question))
    assert ((scores >= 0) & (scores <= 1)).all()
