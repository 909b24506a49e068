import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from matching.factors import text
from matching.pairing import meetings, person_pool
from matching.pairs import Pairs
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


@pytest.mark.real_data
def test_on_real_roles_a_title_finds_its_own_summary(
    real_data: Path, catalogue_of: Callable
) -> None:
    file = real_data / "opportunities" / "nyc_service_historical_20250626.csv"
    with file.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    roles = [
        Opportunity(str(n), str(n), text=f"{row['summary']} {row['org_title']}")
        for n, row in enumerate(rows)
    ]
    catalogue = catalogue_of(roles)
    everything = np.arange(len(roles))
    reciprocal = []
    for own, row in enumerate(rows):
        pool = person_pool(Volunteer("v", text=row["title"]), catalogue)
        (meeting,) = meetings(pool, catalogue)
        scores = np.nan_to_num(text.score(Pairs(meeting, np.zeros(len(roles), int), everything)))
        above, equal = (scores > scores[own]).sum(), (scores == scores[own]).sum()
        reciprocal.append(1 / (above + (equal + 1) / 2))
    assert np.mean(reciprocal) > 0.58
