"""Moving somebody between centres, taking on other centres' people, and the notices of both."""

from __future__ import annotations

import re

import pytest

from brokerage.actors import PUBLIC
from brokerage.centres.models import Centre
from brokerage.consents import record_consent
from brokerage.db import unit_of_work
from brokerage.records.paging import Paging, page_of
from brokerage.volunteers.models import CentreNotice, VolunteerTransfer
from tests.brokerage.records.conftest import Desks, desks_of


def ask(desks: Desks) -> str:
    dover = next(one.public_id for one in desks.rows(Centre) if one.id == desks.dover)
    wanted = {"to_centre": dover, "reason": "moved_house"}
    assert desks.here.post(f"{desks.at}/transfer", data=wanted).status_code == 302
    return f"/desk/transfers/{desks.rows(VolunteerTransfer)[-1].public_id}"


def share(desks: Desks, agreed: bool = True) -> None:
    with desks.app.app_context(), unit_of_work() as session:
        person = session.merge(desks.volunteer(), load=True)
        record_consent(session, person.id, "share_any_centre", agreed, PUBLIC)


def check_a_transfer(desks: Desks) -> None:
    address = ask(desks)
    waiting = desks.there.get("/desk/transfers").text
    assert "Vera" in waiting
    assert "Vera Example" not in waiting  # not theirs yet
    assert desks.here.post(f"{address}/answer", data={"agrees": "yes"}).status_code == 404
    assert desks.there.post(f"{address}/answer", data={}).status_code == 422
    assert desks.there.post(f"{address}/answer", data={"agrees": "yes"}).status_code == 302
    assert desks.volunteer().centre_id == desks.dover
    assert desks.here.get(f"{desks.at}/records").status_code == 404
    assert desks.there.get(f"{desks.at}/records").status_code == 200
    assert desks.here.post(f"{address}/reverse").status_code == 302
    assert desks.volunteer().centre_id == desks.ashford
    assert desks.notices() == ["transfer_asked", "transfer_done", "transfer_reversed"]
    assert [one.subject for one in desks.outbox()] == [
        "Dover Example Volunteer Centre looks after you now",
        "Ashford Example Volunteer Centre looks after you now",
    ]


def test_a_transfer_is_asked_answered_and_reversed_and_the_person_told(desks: Desks) -> None:
    check_a_transfer(desks)


def test_a_transfer_on_postgresql(postgres_app) -> None:
    check_a_transfer(desks_of(postgres_app))


def test_a_transfer_is_declined_or_taken_back_only_by_those_it_is_up_to(desks: Desks) -> None:
    first = ask(desks)
    assert desks.there.post(f"{first}/take-back").status_code == 404
    assert desks.here.post(f"{first}/take-back").status_code == 302
    second = ask(desks)
    assert desks.there.post(f"{second}/answer", data={"agrees": "no"}).status_code == 302
    assert desks.there.post(f"{second}/reverse").status_code == 409
    assert [one.state for one in desks.rows(VolunteerTransfer)] == ["taken_back", "declined"]
    assert desks.volunteer().centre_id == desks.ashford
    assert desks.outbox() == []


def test_what_is_wrong_with_a_transfer_is_said_at_its_field(desks: Desks) -> None:
    ashford = next(one.public_id for one in desks.rows(Centre) if one.id == desks.ashford)
    for typed, field in (
        ({}, "to_centre"),
        ({"to_centre": ashford, "reason": "asked"}, "to_centre"),
        ({"to_centre": ashford, "reason": "odd"}, "reason"),
    ):
        page = desks.here.post(f"{desks.at}/transfer", data=typed)
        assert page.status_code == 422
        assert f'href="#{field}"' in page.text
    assert desks.rows(VolunteerTransfer) == []


def test_other_centres_see_an_outline_until_they_take_somebody_on(desks: Desks) -> None:
    outline = f"/desk/any-centre/{desks.person}"
    assert desks.there.get(outline).status_code == 404
    share(desks)
    assert "Vera" in desks.there.get("/desk/any-centre").text
    page = desks.there.get(outline).text
    assert "Vera" in page
    assert "Vera Example" not in page
    assert "vera@people.example" not in page
    assert desks.there.get(f"{desks.at}/records").status_code == 404
    assert desks.there.post(f"{outline}/take-on").location == desks.at
    assert desks.there.get(f"{desks.at}/records").status_code == 200
    assert "Another centre took this person on" in desks.here.get("/desk/notices").text
    assert desks.here.post(f"{desks.at}/let-go").status_code == 409  # their own
    assert desks.there.post(f"{desks.at}/let-go").status_code == 302
    assert desks.there.get(f"{desks.at}/records").status_code == 404
    assert desks.notices() == ["taken_on", "let_go"]


def test_a_withdrawn_consent_closes_both_at_once(desks: Desks) -> None:
    share(desks)
    desks.there.post(f"/desk/any-centre/{desks.person}/take-on")
    share(desks, agreed=False)
    for path in (f"/desk/any-centre/{desks.person}", f"{desks.at}/records", f"{desks.at}/checks"):
        assert desks.there.get(path).status_code == 404
    assert "Vera" not in desks.there.get("/desk/any-centre").text


def test_a_notice_stays_until_somebody_of_the_centre_saw_it(desks: Desks) -> None:
    share(desks)
    desks.there.post(f"/desk/any-centre/{desks.person}/take-on")
    page = desks.here.get("/desk/notices").text
    seen = re.search(r'action="(/desk/notices/[^"]+/seen)"', page)[1]
    assert desks.there.post(seen).status_code == 404
    assert desks.here.post(seen).status_code == 302
    assert "There is nothing new." in desks.here.get("/desk/notices").text
    assert desks.rows(CentreNotice)[0].seen_by.startswith("account:")


@pytest.mark.parametrize(
    ("said", "total", "page", "offset"),
    [
        ("", 60, 1, 0),
        ("2", 60, 2, 25),
        ("9", 60, 3, 50),
        ("x", 60, 1, 0),
        ("5", 0, 1, 0),
        ("-1", 60, 1, 0),
        ("٣", 60, 1, 0),
        ("9" * 30, 60, 1, 0),
    ],
)
def test_pages_of_a_list(said: str, total: int, page: int, offset: int) -> None:
    paging = Paging(total, page_of({"page": said}))
    assert (paging.page, paging.offset) == (page, offset)
