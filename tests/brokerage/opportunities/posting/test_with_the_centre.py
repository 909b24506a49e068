"""Posting and the centre's looking: what is asked for, what waits, and what is kept."""

from __future__ import annotations

import re

from sqlalchemy import select

from brokerage.actors import Actor
from brokerage.db import db, unit_of_work
from brokerage.opportunities.models import State
from brokerage.opportunities.moderation import deciding
from brokerage.opportunities.moderation.changes import (
    accept,
    list_changes,
    list_proposals,
    refuse,
)
from brokerage.opportunities.moderation.ticklist import list_on
from brokerage.opportunities.posting.asked_back import PAGES_OF
from brokerage.opportunities.posting.drafts import forget_typed
from brokerage.opportunities.posting.pages import BY_NAME
from brokerage.opportunities.service import find_opportunity
from brokerage.weeks import local_today

BROKER = Actor("broker", "desk", centre_ids=frozenset({1}))


def with_role(desk, act):
    with desk.app.app_context(), unit_of_work() as session:
        role = find_opportunity(session, desk.role)
        assert role is not None
        return act(session, role)


def publish(desk) -> None:
    desk.begin(kind="role")
    desk.finish()
    desk.send("check-answers")
    ticks = list_on(local_today())
    with_role(desk, lambda s, role: deciding.approve(s, role, BROKER, ticks.items, ticks))


def ask(desk, comments: dict[str, str], note: str = "") -> None:
    ticks = list_on(local_today())
    with_role(
        desk, lambda s, role: deciding.ask_for_changes(s, role, BROKER, comments, note, (), ticks)
    )


def history(desk) -> dict[str, tuple[str, str]]:
    return with_role(
        desk, lambda s, role: {one.field: (one.old, one.new) for one in list_changes(s, role)}
    )


def waiting(desk) -> dict[str, object]:
    return with_role(
        desk,
        lambda s, role: {n: v for one in list_proposals(s, role) for n, v in one.wanted.items()},
    )


def settle(desk, how) -> None:
    def act(session, role):
        (one,) = list_proposals(session, role)
        how(session, one)

    with_role(desk, act)


def test_every_part_that_the_centre_speaks_of_has_its_pages():
    assert set(PAGES_OF) == set(deciding.FIELDS)
    assert {name for names in PAGES_OF.values() for name in names} <= set(BY_NAME)


def test_what_the_centre_asks_stands_at_its_question_and_the_role_is_sent_again(either):
    desk = either
    desk.begin(kind="role")
    desk.finish()
    desk.send("check-answers")
    ask(
        desk,
        {"title": "Say who <b>drinks</b> it.", "numbers": "How many?", "other": "Ring."},
        "Nice.",
    )
    page = desk.look("check-answers")
    assert "Sent back: what the centre asks" in page
    for said in (
        "Nice.",
        "Say who &lt;b&gt;drinks&lt;/b&gt; it.",
        "How many?",
        "Ring.",
        "Send it again",
    ):
        assert said in page
    what, people = desk.look("what"), desk.look("people")
    assert re.search(r"centre asks:.*drinks.*id=\"title\"", what, re.S)
    assert "How many?" not in what
    assert "How many?" in people
    assert "centre asks:" not in desk.look("practical")
    home = desk.client.get(f"/organisations/{desk.organisation}").text
    assert f'href="{desk.at("check-answers")}">Change “Tea maker”' in home
    desk.send("what", title="Tea for the club", description="You make tea.", then="check")
    desk.send("check-answers")
    assert desk.read("state") == State.SUBMITTED
    assert "Sent back" not in desk.look("check-answers")


def test_every_change_of_a_published_role_is_kept_without_a_private_number(either):
    desk = either
    publish(desk)
    desk.send("what", title="Tea", summary="Make tea.", description="Ring 07700 900123.")
    desk.send("people", places_offered="3", interview_needed="false")
    kept = history(desk)
    assert kept["title"] == ("Tea maker", "Tea")
    assert "07700" not in kept["description"][1]
    assert kept["places_offered"][1] == "3"
    desk.send("when", when_kind="times")
    desk.send("times", session_repeats="weekly", session_on="2 3 2027", session_days="1",
              session_start="18:00", session_end="20:00")  # fmt: skip
    assert "18:00" in history(desk)["sessions"][1]
    desk.send("times", remove=str(first_session(desk)))
    assert history(desk)["sessions"][1]
    assert waiting(desk) == {}


def first_session(desk) -> int:
    return with_role(desk, lambda _s, role: role.sessions[0].id)


def test_a_risky_change_waits_and_one_proposal_holds_all_of_it(either):
    desk = either
    publish(desk)
    answer = desk.send("who", with_children="true", with_adults_at_risk="false", minimum_age="16")
    assert "looks at this first: with children" in desk.client.get(answer.location).text
    assert (desk.read("with_children"), desk.read("minimum_age")) == (False, 16)
    desk.send("where", attendance="in_person", near="CT16 1AA", in_private_homes="false")
    assert {"with_children", "places"} <= set(waiting(desk))
    page = desk.look("check-answers")
    assert "looks at a change first: with children" in page
    assert "CT16 1AA" in page
    assert with_role(desk, lambda _s, role: [place.postcode for place in role.places]) == [
        "TN23 1QX"
    ]
    assert set(history(desk)) == {"minimum_age"}
    desk.send("who", with_children="false", with_adults_at_risk="false", minimum_age="16")
    assert set(waiting(desk)) == {"places"}
    settle(desk, lambda session, one: accept(session, one, BROKER, local_today()))
    assert "CT16" in history(desk)["places"][1]
    assert waiting(desk) == {}


def test_what_they_take_back_or_the_centre_refuses_waits_no_more(desk):
    publish(desk)
    desk.send("who", with_children="true", with_adults_at_risk="false")
    desk.send("who", with_children="false", with_adults_at_risk="false")
    assert waiting(desk) == {}
    desk.send("where", attendance="in_person", near="CT16 1AA", in_private_homes="false")

    def no(session, one) -> None:
        refuse(session, one, "Stay.", BROKER)
        forget_typed(session, one.opportunity)

    settle(desk, no)
    assert "CT16" not in desk.look("check-answers")


def test_what_trusted_organisations_change_does_not_wait(desk):
    publish(desk)
    with_role(desk, lambda _s, role: setattr(role.organisation, "trusted", True))
    assert "it looks at first" not in desk.look("check-answers")
    desk.send("who", with_children="true", with_adults_at_risk="false")
    assert desk.read("with_children") is True
    assert history(desk)["with_children"] == ("No", "Yes")


def test_before_sending_it_says_what_is_still_to_be_shown_and_counts_nobody_till_then(desk):
    desk.begin(kind="role")
    desk.finish()
    with_role(desk, lambda _s, role: setattr(role.organisation, "state", "submitted"))
    page = desk.look("check-answers")
    assert "has to say yes to the organisation first" in page
    assert "people near you fit" in page
    assert "reach-heading" not in page
    assert "reach-heading" not in desk.look("preview")
    desk.send("check-answers")
    assert desk.read("state") == State.SUBMITTED


def test_drafts_wait_on_the_first_page_with_the_way_back_into_them(desk):
    home = desk.client.get(f"/organisations/{desk.organisation}").text
    assert "Post a role" in home
    assert "Share our roles: your own site" not in home
    desk.begin(kind="role")
    desk.send("what", title="Tea")
    home = desk.client.get(f"/organisations/{desk.organisation}").text
    assert f'href="{desk.base}/{desk.role}">Finish “Tea”' in home
    for words in (
        "Share our roles: your own site",
        "Rotas",
        "Hours, letters",
        "Who looks after it",
        "Details of",
    ):
        assert words in home


def test_guidance_stands_beside_the_questions_it_is_about(desk):
    desk.begin(kind="role")
    for page, words in {"practical": "Expenses", "who": "afeguarding"}.items():
        found = re.findall(r"Help with this: ([^<]+)<", desk.look(page))
        assert any(words.lower() in one.lower() for one in found), found


def test_nothing_of_a_proposal_is_left_where_none_was_made(desk):
    publish(desk)
    from brokerage.opportunities.moderation.models import ProposedChange

    desk.send("practical", expenses_paid="true")
    with desk.app.app_context():
        assert db.session.scalars(select(ProposedChange)).all() == []
        db.session.remove()
