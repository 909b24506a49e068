"""Nearly fits, on my own list of roles: what one change would open, and making it by one tap."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select

from brokerage.actors import Role
from brokerage.db import db, unit_of_work
from brokerage.volunteers.models import Volunteer, VolunteerWindow
from tests.brokerage.volunteers.views.conftest import version_in
from tests.making import ASHFORD, DOVER, make_role, make_volunteer, signed_in


@pytest.fixture
def mine(app, county):
    """Somebody in Ashford who looks up to 10 miles away, on Tuesday evenings, and not from home."""
    with app.app_context(), unit_of_work() as session:
        me = make_volunteer(
            session,
            first_name="Wren",
            latitude=ASHFORD[0],
            longitude=ASHFORD[1],
            within_km=20.0,
            remote="no",
            availability_stated=True,
        )
        me.windows = [
            VolunteerWindow(weekday=1, start_minute=1020, end_minute=1320),
            VolunteerWindow(weekday=0, start_minute=480, end_minute=720, in_holidays=True),
        ]
        session.flush()
        own = me.id
        make_role(session, "Harbour guide", at=DOVER, on="Tue 18:30-20:30")
        make_role(session, "Baker", on="Wed 18:00-20:00")
        make_role(session, "Letter writer", at=None, on="Tue 18:30-20:30", attendance="remote")
    return signed_in(app, Role.VOLUNTEER, volunteer_id=own)


def offered(page):
    return [html.unescape(text) for text in re.findall(r'name="change" value="([^"]+)"', page)]


def tap(mine, wanted):
    page = mine.get("/my/roles").text
    (text,) = [one for one in offered(page) if wanted in one]
    data = {"change": text, "version": version_in(page)}
    return mine.post("/my/roles/change", data=data, follow_redirects=True).text


def me_now():
    return db.session.scalars(select(Volunteer).filter_by(first_name="Wren")).one()


def test_each_single_change_says_how_many_roles_it_opens(mine):
    page = mine.get("/my/roles").text
    assert "Nearly fits" in page
    assert any("Be free on Wednesday evening" in one for one in offered(page))
    assert "1 more role" in page


def test_one_tap_changes_the_distance(app, mine):
    page = tap(mine, "Look up to")
    assert "Your record says it now: look up to" in page
    assert "Harbour guide" in page
    with app.app_context():
        assert me_now().within_km == pytest.approx(40.0)


def test_one_tap_includes_roles_from_home(app, mine):
    assert "Letter writer" in tap(mine, "from home")
    with app.app_context():
        assert me_now().remote == "welcome"


def test_one_tap_adds_a_time_and_leaves_school_holidays_alone(app, mine):
    assert "Baker" in tap(mine, "Wednesday evening")
    with app.app_context():
        told = {(w.in_holidays, w.weekday) for w in me_now().windows}
        assert told == {(False, 1), (False, 2), (True, 0)}
        assert me_now().version == 2


@pytest.mark.parametrize(
    "sent", [{}, {"change": "Be rich"}, {"change": "x" * 5000, "version": "1"}]
)
def test_what_is_not_offered_changes_nothing(app, mine, sent):
    page = mine.post("/my/roles/change", data=sent, follow_redirects=True).text
    assert "Please look again." in page
    with app.app_context():
        assert (me_now().within_km, me_now().remote, me_now().version) == (20.0, "no", 1)


def test_a_page_from_before_another_change_does_nothing(app, mine):
    page = mine.get("/my/roles").text
    tap(mine, "Look up to")
    text = next(one for one in offered(page) if "Wednesday" in one)
    sent = {"change": text, "version": version_in(page)}
    assert (
        "Please look again." in mine.post("/my/roles/change", data=sent, follow_redirects=True).text
    )
    with app.app_context():
        assert {w.weekday for w in me_now().windows if not w.in_holidays} == {1}
