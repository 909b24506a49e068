from collections.abc import Callable
from datetime import date

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
