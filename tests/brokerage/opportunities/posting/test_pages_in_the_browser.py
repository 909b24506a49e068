"""The pages of posting, as somebody of an organisation uses them."""

from __future__ import annotations

import re

import pytest

from brokerage.opportunities.models import State


def test_a_role_is_a_draft_from_its_first_page_on_and_is_sent_at_the_end(either):
    either.begin(kind="role")
    assert either.read("state") == State.DRAFT
    either.finish()
    page = either.look("check-answers")
    assert "Send to the volunteer centre" in page
    assert "Ashford Example Volunteer Centre looks at it" in page
    answer = either.send("check-answers")
    assert answer.location.endswith("/sent")
    assert "always answers" in either.look("sent")
    assert either.read("state") == State.SUBMITTED
    assert either.read("expires_on") is not None


def test_pressing_the_button_twice_makes_one_draft(desk):
    assert desk.begin(kind="role", key="same") == desk.begin(kind="role", key="same")
    assert desk.client.get(desk.base).text.count("Role without a title</a>") == 1


def test_what_was_typed_is_kept_also_where_it_is_wrong(either):
    either.begin(kind="role")
    answer = either.send("what", 422, title="", summary="x" * 401, description="Tea.")
    assert "Write a title" in answer.text
    assert "You have 401" in answer.text
    assert 'href="#summary"' in answer.text
    page = either.look("what")
    assert "x" * 401 in page
    assert "Tea." in page
    assert either.read("description") == ""  # not part of the role until the page is right


def test_a_page_leads_to_the_next_that_applies(desk):
    desk.begin(kind="role")
    assert desk.send("what", title="Tea").location.endswith("/where")
    assert desk.send("where", attendance="remote", near="").location.endswith("/when")
    assert desk.send("when", when_kind="times").location.endswith("/times")
    assert desk.send("when", when_kind="any").location.endswith("/dates")
    assert desk.send("skills", skills="driving").location.endswith("/musts")
    assert desk.send("who", with_children="true").location.endswith("/check")


def test_a_change_from_the_check_page_leads_back_to_it_unless_it_asks_something_new(desk):
    desk.begin(kind="role")
    desk.finish()
    assert desk.send("what", then="check", title="Tea").location.endswith("/check-answers")
    back = desk.send("who", then="check", with_children="true")
    assert back.location.endswith("/check?then=check")
    assert "something to answer" in desk.look("check-answers")


def test_a_trustee_and_a_group_are_asked_their_own_questions(desk):
    desk.begin(kind="trustee", key="1")
    assert "Who may not be a trustee" in desk.look("board")
    desk.send("board", meetings_a_year="6", term_years="3", eligibility_declared="true")
    assert (desk.read("meetings_a_year"), desk.read("eligibility_declared")) == (6, True)
    desk.begin(kind="group", key="2")
    answer = desk.send("group", 422, group_least="20", group_most="5")
    assert "smaller than the smallest" in answer.text
    desk.send("group", group_least="5", group_most="20")
    assert desk.read("kind") == "group"


def test_a_template_fills_the_pages_and_a_copy_leaves_its_dates_behind(desk):
    desk.begin(starter="driver", key="1")
    assert "[the lunch club]" in desk.look("what")
    assert desk.read("expenses_paid") is True
    assert [term.importance for term in desk.read("terms") if "Driving" in term.uri] == ["must"]
    desk.send("what", title="Driver", description="Drive.")
    desk.send("where", attendance="in_person", near="TN23 1QX")
    desk.send("dates", ends_on="1 1 2099")
    first = desk.role
    desk.begin(copy=first, key="2")
    assert desk.role != first
    assert (desk.read("title"), desk.read("ends_on")) == ("Driver", None)
    assert len(desk.read("places")) == 1


def test_sessions_are_added_changed_and_removed_one_by_one(either):
    either.begin(kind="role")
    either.send("what", title="Rota")
    either.send("when", when_kind="times")
    assert "Write the day" in either.send("times", 422, session_repeats="weekly").text
    rota = {
        "session_repeats": "weekly", "session_on": "2 3 2099", "session_days": ["0", "2"],
        "session_start": "9am", "session_end": "12.30", "session_places": "12",
    }  # fmt: skip
    again = either.send("times", another="1", **rota)
    assert again.location.endswith("/times")
    assert "Every Monday and Wednesday, 09:00 to 12:30" in either.look("times")
    (row,) = either.read("sessions")
    assert (row.places, row.weekdays, row.length_minutes) == (12, [0, 2], 210)
    shown = either.client.get(either.at(f"times?session={row.id}")).text
    assert 'value="12"' in shown
    either.send("times", **{**rota, "session": str(row.id), "session_places": "6"})
    (row,) = either.read("sessions")
    assert row.places == 6
    assert either.send("times").location.endswith("/skills")  # nothing more to add
    either.send("times", remove=str(row.id))
    assert either.read("sessions") == []


def test_of_two_people_with_one_page_the_second_sees_both_answers_and_chooses(either):
    either.begin(kind="role")
    either.send("what", title="Tea")
    drawn = re.search(r'name="drawn" value="(\w+)"', either.look("what"))
    assert drawn
    either.send("what", title="Tea from her", drawn=drawn[1])
    answer = either.send("what", 409, title="Tea from him", drawn=drawn[1])
    assert "Somebody else changed this page" in answer.text
    assert "Tea from her" in answer.text
    assert "Tea from him" in answer.text
    newer = re.search(r'name="drawn" value="(\w+)"', answer.text)
    assert newer
    either.send("what", title="Tea from him", drawn=newer[1])
    assert either.read("title") == "Tea from him"


def test_two_people_with_two_pages_do_not_meet(desk):
    desk.begin(kind="role")
    drawn = re.search(r'name="drawn" value="(\w+)"', desk.look("people"))
    assert drawn
    desk.send("what", title="Tea")
    desk.send("people", places_offered="3", drawn=drawn[1])
    assert desk.read("places_offered") == 3


def test_what_was_typed_while_signed_out_is_there_after_signing_in(either):
    either.begin(kind="role")
    member, either.client = either.client, either.app.test_client()
    sent = either.client.post(either.at("what"), data={"title": "Typed for an hour"})
    assert (sent.status_code, "/account/keep-typed" in sent.location) == (307, True)
    kept = either.client.post(sent.location, data={"title": "Typed for an hour"})
    assert "/account/sign-in?next=" in kept.location
    key = kept.location.rpartition("%3D")[2]
    assert "Typed for an hour" not in member.get(either.at("what")).text
    page = member.get(f"{either.at('what')}?kept={key}").text
    assert 'value="Typed for an hour"' in page
    assert "You had been signed out" in page
    assert "Typed for an hour" not in member.get(f"{either.at('what')}?kept=wrong").text


def test_the_page_keeps_itself_while_somebody_types(desk):
    desk.begin(kind="role")
    form = {"title": "T", "description": "Ring 07700 900123. WE NEED HELP NOW please."}
    answer = desk.client.post(desk.at("what/keep"), data=form).json
    assert answer["kept"]
    assert [one["text"] for one in answer["private"]] == ["07700 900123"]
    assert any("shouting" in hint["text"] for hint in answer["hints"])
    assert "Ring 07700 900123" in desk.look("what")
    assert desk.read("description") == ""


def test_private_numbers_are_pointed_out_and_not_published(either):
    either.begin(kind="role")
    either.finish()
    words = "Ring Sam on 07700 900 123 or write to sam@gmail.com. Our own: info@teaclub.example."
    either.send("what", title="Tea maker", description=words)
    page = either.look("check-answers")
    assert "We take out a mobile number" in page
    assert "01632 960001" in page  # the centre's number stands instead
    either.send("check-answers")
    published = either.read("description")
    assert "07700" not in published
    assert "gmail" not in published
    assert "01632 960001 (volunteer centre)" in published
    assert "info@teaclub.example" in published


def test_the_check_for_a_role_with_children_is_found_by_questions(desk):
    desk.begin(kind="role")
    desk.send("who", with_children="true", with_adults_at_risk="false")
    assert "children_place" in desk.look("check")
    assert "adults_personal_care" not in desk.look("check")
    assert "Answer yes or no" in desk.send("check", 422, often="true").text
    yes = ("children_taught_or_cared_for", "often")
    no = ("children_personal_care", "children_place", "supervised")
    desk.send("check", **dict.fromkeys(yes, "true"), **dict.fromkeys(no, "false"))
    assert desk.read("check_level") == "enhanced_barred"
    desk.send("who", with_children="false", with_adults_at_risk="false")
    assert desk.read("check_level") == "none"


def test_a_private_home_is_shown_as_an_area(desk):
    desk.begin(kind="role")
    desk.send("what", title="Gardener")
    desk.send("where", attendance="in_person", near="TN23 1QX", address="4 Secret Lane",
              in_private_homes="true")  # fmt: skip
    page = desk.look("preview")
    assert "Secret Lane" not in page
    assert "Shown as an area" in page


def test_a_place_that_nobody_knows_is_asked_again_with_suggestions(desk):
    desk.begin(kind="role")
    answer = desk.send("where", 422, attendance="in_person", near="Ashfrod")
    assert "Did you mean" in answer.text
    assert "Choose where it is done" in desk.send("where", 422, near="TN23 1QX").text


def test_a_draft_can_be_deleted_and_a_sent_role_cannot(either):
    either.begin(kind="role")
    either.finish()
    assert "Delete this draft?" in either.look("delete")
    either.send("check-answers")
    assert either.send("delete", 409).status_code == 409
    either.begin(kind="role", key="2")
    either.send("what", title="Not this one")
    assert either.send("delete").location.endswith("/roles")
    assert either.client.get(either.at("what")).status_code == 404


@pytest.mark.parametrize("state", [State.LIVE, State.PAUSED, State.CHANGES_ASKED])
def test_a_role_is_changed_on_the_same_pages_later(desk, state):
    desk.begin(kind="role")
    desk.finish()
    set_state(desk, state)
    desk.send("what", title="Tea maker, Tuesdays", then="check")
    assert desk.read("title") == "Tea maker, Tuesdays"
    assert desk.read("state") == state


def test_a_live_role_never_publishes_a_private_number(desk):
    desk.begin(kind="role")
    desk.finish()
    set_state(desk, State.LIVE)
    desk.send("what", title="Tea", description="Ring 07700900123")
    assert "07700900123" not in desk.read("description")


def test_a_closed_role_stays_as_it_is(desk):
    desk.begin(kind="role")
    desk.finish()
    set_state(desk, State.CLOSED)
    assert "has closed" in desk.send("what", 422, title="Open again").text
    assert desk.read("title") == "Tea maker"
    assert "has closed" in desk.look("check-answers")


def trust(desk):
    from brokerage.db import unit_of_work
    from brokerage.opportunities.service import find_opportunity

    with desk.app.app_context(), unit_of_work() as session:
        role = find_opportunity(session, desk.role)
        assert role is not None
        role.organisation.trusted = True


def test_fewer_places_than_are_taken_are_refused_kindly(desk):
    desk.begin(kind="role")
    change(desk, places_offered=5, places_taken=3)
    assert "3 people have a place already" in desk.send("people", 422, places_offered="2").text


def test_a_trusted_organisation_publishes_at_once(desk):
    desk.begin(kind="role")
    trust(desk)
    desk.finish()
    assert "It is published at once" in desk.look("check-answers")
    desk.send("check-answers")
    assert desk.read("state") == State.LIVE
    assert desk.client.get(f"/opportunities/{desk.role}").status_code == 200


def test_a_trusted_organisation_is_looked_at_where_it_has_more_to_show(desk):
    desk.begin(kind="role")
    trust(desk)
    desk.finish()
    desk.send("who", with_children="true", with_adults_at_risk="false")
    desk.send("check", children_taught_or_cared_for="true", children_personal_care="false",
              children_place="false", often="true", supervised="false")  # fmt: skip
    page = desk.look("check-answers")
    assert "It is published at once" not in page
    assert "a safeguarding lead" in page
    desk.send("check-answers")
    assert desk.read("state") == State.SUBMITTED


def test_nobody_reaches_another_organisations_role(desk):
    from brokerage.db import unit_of_work
    from tests.making import make_role

    with desk.app.app_context(), unit_of_work() as session:
        other = make_role(session, "Theirs")
        names = other.organisation.public_id, other.public_id
    for path in (f"{desk.base}/{names[1]}/what", f"/organisations/{names[0]}/roles"):
        assert desk.client.get(path).status_code == 404


def set_state(desk, state: State) -> None:
    from brokerage.db import now

    change(desk, state=state, published_at=now())


def change(desk, **facts: object) -> None:
    from brokerage.db import unit_of_work
    from brokerage.opportunities.service import find_opportunity

    with desk.app.app_context(), unit_of_work() as session:
        role = find_opportunity(session, desk.role)
        assert role is not None
        for name, value in facts.items():
            setattr(role, name, value)
