"""The pages on which centres confirm months and quarters and the pilot lead closes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage.actors import Actor, Role
from brokerage.audit import AuditEntry
from brokerage.centres.models import Centre
from brokerage.db import db, unit_of_work
from brokerage.evaluation.closing import close, confirm
from brokerage.evaluation.counting import count_period
from brokerage.evaluation.models import Adjustment, CountedPeriod, PeriodConfirmation
from brokerage.evaluation.periods import Period, midnight
from brokerage.jobs.jobs import run
from brokerage.jobs.models import JobRun, RunState
from brokerage.weeks import local_today
from tests.brokerage.evaluation.quality.spoiling import introduction
from tests.making import make_centre, make_county, signed_in

MONTH = Period.around(local_today()).before()
PAGE = f"/figures/periods/{MONTH}"
ASHFORD, DOVER = "ashford-example-volunteer-centre", "dover-example"


@pytest.fixture(params=["app", "postgres_app"])
def county(request: pytest.FixtureRequest) -> Flask:
    app: Flask = request.getfixturevalue(request.param)
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        make_centre(session, "Dover Example", "E07000108")
        lead = session.scalars(select(Centre).where(Centre.is_lead)).one()
        lead.slug = ASHFORD
    return app


def centre_id(app: Flask, slug: str) -> int:
    with app.app_context():
        return db.session.scalars(select(Centre.id).where(Centre.slug == slug)).one()


def broker(app: Flask, slug: str = ASHFORD) -> FlaskClient:
    return signed_in(app, Role.BROKER, centre_id=centre_id(app, slug))


def confirmations(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        query = select(Centre.slug, PeriodConfirmation.note).join_from(PeriodConfirmation, Centre)
        return [(slug, note) for slug, note in db.session.execute(query.order_by(Centre.slug))]


def acts(app: Flask, action: str) -> list[str]:
    with app.app_context():
        query = select(AuditEntry.public_id).where(AuditEntry.action == action)
        return list(db.session.scalars(query.where(AuditEntry.kind == "period")))


def closed_by(app: Flask) -> str | None:
    with app.app_context():
        query = select(CountedPeriod.closed_by).where(CountedPeriod.period == str(MONTH))
        return db.session.scalar(query)


def run_what_was_asked(app: Flask) -> None:
    """As the consumer of the queue does, beside the requests."""
    with app.app_context():
        waiting = db.session.scalars(select(JobRun.id).where(JobRun.state == RunState.ASKED)).all()
        db.session.rollback()
    for run_id in waiting:
        run(app, run_id)


def test_a_centre_confirms_once_and_takes_it_back(county: Flask) -> None:
    client = broker(county)
    assert "Our records are complete" in client.get(PAGE).text
    sent = {"centre": ASHFORD, "submission": "once", "note": "Two <sheets> were lost"}
    for _ in range(2):
        answer = client.post(f"{PAGE}/confirm", data=sent)
        assert (answer.status_code, answer.location) == (302, PAGE)
    assert confirmations(county) == [(ASHFORD, "Two <sheets> were lost")]
    assert acts(county, "confirm") == [str(MONTH)]
    page = client.get(PAGE).text
    assert "Two &lt;sheets&gt; were lost" in page
    assert "Our records are complete" not in page
    assert "1 of 2 centres" in client.get("/figures/periods").text
    client.post(f"{PAGE}/take-back", data={"centre": ASHFORD, "submission": "back"})
    assert confirmations(county) == []
    assert acts(county, "take_back") == [str(MONTH)]


def test_the_lead_closes_without_those_who_are_missing_only_when_they_say_so(county: Flask) -> None:
    lead = signed_in(county, Role.LEAD)
    answer = lead.post(f"{PAGE}/close", data={"submission": "first"})
    assert answer.status_code == 422
    assert "Not yet confirmed by: Ashford Example Volunteer Centre, Dover Example" in answer.text
    assert 'href="#without_all"' in answer.text
    assert closed_by(county) is None
    for _ in range(2):
        sent = {"submission": "second", "without_all": "yes"}
        assert lead.post(f"{PAGE}/close", data=sent).status_code == 302
    assert acts(county, "ask_to_close") == [str(MONTH)]
    assert closed_by(county) is None
    run_what_was_asked(county)
    assert str(closed_by(county)).startswith("account:")
    assert acts(county, "close") == [str(MONTH)]
    page = lead.get(PAGE).text
    assert "These figures stay as they are" in page
    assert "Close it" not in page


def test_what_is_closed_cannot_be_confirmed_any_more_and_the_note_is_not_lost(
    county: Flask,
) -> None:
    with county.app_context(), unit_of_work() as session:
        close(session, MONTH, Actor("job:test", "job"), local_today(), without_all=True)
    sent = {"centre": ASHFORD, "submission": "late", "note": "x"}
    answer = broker(county).post(f"{PAGE}/confirm", data=sent)
    assert answer.status_code == 422
    assert "is closed. Late changes are listed." in answer.text
    assert confirmations(county) == []


def test_a_note_that_is_too_long_comes_back_whole(county: Flask) -> None:
    note = "many words " * 150
    sent = {"centre": ASHFORD, "submission": "long", "note": note}
    answer = broker(county).post(f"{PAGE}/confirm", data=sent)
    assert answer.status_code == 422
    assert 'href="#note"' in answer.text
    assert note.strip() in answer.text
    assert confirmations(county) == []


def test_the_present_month_is_not_over(county: Flask) -> None:
    page = f"/figures/periods/{MONTH.next()}"
    client = broker(county)
    assert "It is not over yet" in client.get(page).text
    sent = {"centre": ASHFORD, "submission": "early"}
    answer = client.post(f"{page}/confirm", data=sent)
    assert (answer.status_code, "is not over yet" in answer.text) == (422, True)


@pytest.mark.parametrize("text", ["soon", "2026-13", "2001-01", "2099-Q1"])
def test_what_was_never_counted_is_not_there(county: Flask, text: str) -> None:
    assert signed_in(county, Role.LEAD).get(f"/figures/periods/{text}").status_code == 404


def test_nobody_confirms_for_another_centre(county: Flask) -> None:
    for act in ("confirm", "take-back"):
        sent = {"centre": DOVER, "submission": act}
        assert broker(county).post(f"{PAGE}/{act}", data=sent).status_code == 404
    assert confirmations(county) == []


def test_somebody_of_two_centres_says_for_which(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
        dover = make_centre(session, "Dover Example", "E07000108").id
    client = signed_in(app, Role.MANAGER, centre_id=dover)
    answer = client.post(f"{PAGE}/confirm", data={"submission": "none"})
    assert (answer.status_code, "Choose a centre." in answer.text) == (422, True)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MEMBER, Role.ADMINISTRATOR])
def test_others_see_none_of_it(app: Flask, role: Role) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    assert signed_in(app, role).get("/figures/periods").status_code == 403


def test_each_does_their_own_part_only(app: Flask) -> None:
    with app.app_context(), unit_of_work() as session:
        make_county(session)
    lead, evaluator = signed_in(app, Role.LEAD), signed_in(app, Role.EVALUATOR)
    assert lead.post(f"{PAGE}/confirm").status_code == 403
    assert evaluator.post(f"{PAGE}/close").status_code == 403
    assert evaluator.get(PAGE).status_code == 200


def test_late_changes_are_listed_for_those_they_are_about(county: Flask) -> None:
    ours, theirs = centre_id(county, ASHFORD), centre_id(county, DOVER)
    with county.app_context(), unit_of_work() as session:
        closed, listed = count_period(session, MONTH), count_period(session, MONTH.next())
        for centre, minutes in ((ours, 150), (theirs, -90)):
            session.add(
                Adjustment(
                    closed_period_id=closed.id,
                    listed_in_id=listed.id,
                    measure="hours",
                    centre_id=centre,
                    grouping="",
                    numerator=minutes,
                )
            )
    for page in (PAGE, f"/figures/periods/{MONTH.next()}"):
        seen = broker(county).get(page).text
        assert "+2.5 hours" in seen
        assert "−1.5 hours" not in seen
        assert "−1.5 hours" in signed_in(county, Role.EVALUATOR).get(page).text
    empty = f"/figures/periods/{Period.around(local_today(), 'quarter')}"
    assert "No late change is listed for your centre" in broker(county).get(empty).text


def test_the_notes_of_other_centres_are_for_the_county_only(county: Flask) -> None:
    theirs = centre_id(county, DOVER)
    with county.app_context(), unit_of_work() as session:
        confirm(session, MONTH, theirs, Actor("job:test", "job"), local_today(), "A private word")
    assert "A private word" not in broker(county).get(PAGE).text
    assert "A private word" in broker(county, DOVER).get(PAGE).text
    assert "A private word" in signed_in(county, Role.LEAD).get(PAGE).text


def test_while_it_is_being_closed_the_page_says_so_and_looks_again(county: Flask) -> None:
    lead, client = signed_in(county, Role.LEAD), broker(county)
    client.post(f"{PAGE}/confirm", data={"centre": ASHFORD, "submission": "yes"})
    for key in ("first", "another page"):
        lead.post(f"{PAGE}/close", data={"submission": key, "without_all": "yes"})
    with county.app_context():
        assert len(db.session.scalars(select(JobRun)).all()) == 1
    answer = lead.get(PAGE)
    assert answer.headers["Refresh"] == "3"
    assert "It is being closed." in answer.text
    assert "Close it" not in answer.text
    refused = client.post(f"{PAGE}/take-back", data={"centre": ASHFORD, "submission": "back"})
    assert (refused.status_code, "is being closed" in refused.text) == (422, True)
    run_what_was_asked(county)
    answer = lead.get(PAGE)
    assert "Refresh" not in answer.headers
    assert "These figures stay as they are" in answer.text


def test_why_it_could_not_be_closed_is_told_and_nothing_was(county: Flask) -> None:
    lead = signed_in(county, Role.LEAD)
    for slug in (ASHFORD, DOVER):
        broker(county, slug).post(f"{PAGE}/confirm", data={"centre": slug, "submission": slug})
    lead.post(f"{PAGE}/close", data={"submission": "close"})
    with county.app_context(), unit_of_work() as session:  # as if it came between the two
        gone = select(PeriodConfirmation).where(PeriodConfirmation.centre_id == 1)
        session.delete(session.scalars(gone).one())
    run_what_was_asked(county)
    assert closed_by(county) is None
    page = lead.get(PAGE).text
    assert "It could not be closed." in page
    assert "Not yet confirmed by: Ashford Example Volunteer Centre." in page
    assert "Close it" in page
    assert "could not be closed" not in broker(county).get(PAGE).text


def test_before_confirming_a_centre_sees_what_of_the_month_is_to_be_mended(county: Flask) -> None:
    assert "nothing to mend" in broker(county).get(PAGE).text
    with county.app_context(), unit_of_work() as session:
        late = MONTH.first_on - timedelta(days=40)
        introduction(session, referred_at=midnight(MONTH.first_on), due_on=late)
    page = broker(county).get(PAGE).text
    assert "No answer for more than 30 days" in page
    assert f"/figures/quality/introduction_late?centre={ASHFORD}&amp;period={MONTH}" in page
    assert "Still to mend" not in signed_in(county, Role.LEAD).get(PAGE).text
