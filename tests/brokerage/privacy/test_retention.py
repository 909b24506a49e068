from __future__ import annotations

import json
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select

from brokerage.concerns.models import Concern, ConcernNote
from brokerage.db import now, unit_of_work
from brokerage.errors import BadSetting
from brokerage.hours.letters.service import write_letter
from brokerage.hours.models import Letter
from brokerage.introductions import service
from brokerage.introductions.models import Contact
from brokerage.messages.models import MessageState, OutboxMessage
from brokerage.organisations.models import OrganisationMove, Standing
from brokerage.privacy.models import Complaint
from brokerage.privacy.retention import RULES, due, retain
from brokerage.privacy.schedule import as_json, as_table, read, schedule
from brokerage.privacy.whose import OF_A_CENTRE
from brokerage.volunteers.models import Volunteer, VolunteerCheck, VolunteerMove, VolunteerState
from tests.brokerage.hours.conftest import MEMBER, make_body, make_rota_role, place
from tests.making import make_centre, make_county, make_organisation, make_volunteer

DOCUMENT = Path(__file__).parents[3] / "docs" / "privacy" / "retention.md"
YEARS_AGO = now() - relativedelta(years=12)
CHECK = {
    "level": "basic",
    "issued_on": YEARS_AGO.date(),
    "seen_by": "tests",
    "decision": "suitable",
    "decided_on": YEARS_AGO.date(),
    "update_service": True,
}


def line(name: str):
    return next(one for one in schedule() if one.id == name)


def aged(session, state, moved_at=YEARS_AGO) -> Volunteer:
    made = make_volunteer(session, state=state, created_at=YEARS_AGO)
    made.moves.append(
        VolunteerMove(to_state=state, moved_at=moved_at, actor="tests", through="web")
    )
    session.flush()
    return made


def test_every_line_with_months_has_a_rule_and_no_other(session) -> None:
    assert {one.id for one in schedule() if one.months is not None} == set(RULES)


def test_the_document_is_made_from_the_schedule(session, request) -> None:
    if request.config.getoption("--refresh-golden"):
        head = DOCUMENT.read_text().partition("| What |")[0]
        DOCUMENT.write_text(head + as_table(schedule()))
    assert DOCUMENT.read_text().endswith(as_table(schedule()))


@pytest.mark.parametrize(
    ("name", "state", "becomes"),
    [
        ("enquiries", VolunteerState.ENQUIRY, VolunteerState.ANONYMISED),
        ("left", VolunteerState.LEFT, VolunteerState.ANONYMISED),
        ("silent", VolunteerState.ACTIVE, VolunteerState.LEFT),
    ],
)
def test_people_go_when_their_time_is_up_and_not_before(session, name, state, becomes) -> None:
    months = line(name).months
    edge = now() - relativedelta(months=months)
    old = aged(session, state, edge - relativedelta(days=1))
    young = aged(session, state, edge + relativedelta(days=1))
    assert [one.count for one in due(session, [line(name)], now())] == [1]
    assert retain(session, line(name), now()) == 1
    assert (old.state, young.state) == (becomes, state)
    assert retain(session, line(name), now()) == 0


def test_somebody_who_was_rung_lately_is_not_silent(session) -> None:
    vera = aged(session, VolunteerState.ACTIVE)
    call = Contact(centre_id=vera.centre_id, volunteer_id=vera.id, kind="call", result="reached")
    call.actor, call.through = "tests", "phone"
    session.add(call)
    session.flush()
    assert retain(session, line("silent"), now()) == 0


def test_a_centre_sees_its_own_figures_and_no_count_of_concerns(session) -> None:
    mine = aged(session, VolunteerState.LEFT)
    dover = make_centre(session, "Dover", "E07000108")
    theirs = make_volunteer(session, dover.id, state=VolunteerState.LEFT, created_at=YEARS_AGO)
    for person in (mine, theirs):
        session.add(VolunteerCheck(volunteer_id=person.id, **CHECK))
        message(session, f"to {person.id}", volunteer_id=person.id)
    session.flush()
    lines = schedule()
    county = {one.purpose.id: one.count for one in due(session, lines, now())}
    for centre in (mine.centre_id, dover.id):
        own = {one.purpose.id: one.count for one in due(session, lines, now(), {centre})}
        assert (own["left"], own["checks"], own["messages"]) == (1, 1, 1)
        assert "concerns" not in own
    assert (county["left"], county["checks"], county["messages"]) == (2, 2, 2)
    assert set(county) == set(RULES)
    assert set(OF_A_CENTRE) == set(RULES) - {"concerns"}


def message(session, key: str, **fields) -> OutboxMessage:
    made = OutboxMessage(
        key=key, channel="email", address="vera@example.org", name="Vera", purpose="news",
        subject="News", text="News.", internet_id=f"<{key}@example.org>", due_at=now(),
        **{"state": MessageState.SENT, "queued_at": YEARS_AGO, **fields},
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_letters_go_two_years_after_the_placement_and_stay_while_it_goes_on(session) -> None:
    make_county(session)
    role = make_rota_role(session, make_body(session))
    wren, otter, robin = (place(session, role, name) for name in ("Wren", "Otter", "Robin"))
    edge = now() - relativedelta(months=line("letters").months)
    for one in (wren, otter, robin):
        letter = write_letter(session, one, MEMBER, "thank_you", "", "Olu", "", now().date())
        letter.created_at = YEARS_AGO
    for one, days in ((wren, -1), (otter, 1)):
        service.end(session, one, MEMBER, "finished")
        one.closed_at = edge + relativedelta(days=days)
    fresh = write_letter(session, wren, MEMBER, "thank_you", "", "Olu", "", now().date())
    session.flush()
    assert retain(session, line("letters"), now()) == 1
    kept = session.scalars(select(Letter).order_by(Letter.id)).all()
    assert [one.introduction_id for one in kept] == [otter.id, robin.id, wren.id]
    assert kept[-1] is fresh


def test_old_messages_lose_address_and_text_and_are_still_counted(session) -> None:
    old = message(session, "old")
    new = message(session, "new", queued_at=now())
    waiting = message(session, "waiting", state=MessageState.QUEUED)
    assert retain(session, line("messages"), now()) == 1
    for one in (old, new, waiting):
        session.refresh(one)
    assert (old.address, old.text, old.subject) == ("", "", "")
    assert new.text == waiting.text == "News."


def test_what_named_an_erased_person_goes_with_the_next_run(session) -> None:
    vera = make_volunteer(session, state=VolunteerState.ANONYMISED)
    told = message(session, "told", volunteer_id=vera.id, queued_at=now())
    assert retain(session, line("messages"), now()) == 1
    session.refresh(told)
    assert told.text == ""


def test_closed_concerns_and_complaints_go_and_open_ones_stay(session) -> None:
    centre_id = make_volunteer(session).centre_id
    shared = {"centre_id": centre_id, "actor": "public", "through": "web", "what": "said"}
    for closed_at in (None, YEARS_AGO):
        concern = Concern(**shared, closed_at=closed_at, notes=[ConcernNote(text="n", actor="x")])
        day = YEARS_AGO.date()
        complaint = Complaint(**shared, kind="other", acknowledge_by=day, closed_at=closed_at)
        session.add_all((concern, complaint))
    session.flush()
    assert retain(session, line("concerns"), now()) == 1
    assert retain(session, line("complaints"), now()) == 1
    assert session.scalar(select(func.count()).select_from(ConcernNote)) == 1
    assert sorted(session.scalars(select(Complaint.what))) == ["", "said"]


@pytest.mark.parametrize("state", list(Standing))
def test_contacts_go_two_years_after_their_organisation(session, state) -> None:
    body = make_organisation(session, state=state, contact_name="Ash", email="a@people.example")
    facts = {"from_state": "submitted", "to_state": state, "actor": "tests", "through": "desk"}
    body.moves.append(OrganisationMove(**facts, moved_at=YEARS_AGO, note=""))
    session.flush()
    gone = state in (Standing.DECLINED, Standing.LEFT)
    assert retain(session, line("organisation_contacts"), now()) == gone
    session.refresh(body)
    assert (body.email, body.contact_name) == (
        (None, None) if gone else ("a@people.example", "Ash")
    )
    assert body.name


def test_of_an_old_check_little_remains(session) -> None:
    vera = make_volunteer(session)
    check = VolunteerCheck(volunteer_id=vera.id, **CHECK)
    session.add(check)
    session.flush()
    assert retain(session, line("checks"), now()) == 1
    session.refresh(check)
    assert (check.decided_on, check.update_service, check.level) == (None, None, "basic")


def test_a_dry_run_changes_nothing_and_says_the_same_as_the_run(app, cli) -> None:
    with app.app_context(), unit_of_work() as session:
        public_id = aged(session, VolunteerState.LEFT).public_id
    dry = cli.invoke(args=["privacy", "retain", "--dry-run"])
    assert "1 record due; nothing was changed." in dry.output
    with app.app_context(), unit_of_work() as session:
        assert find(session, public_id).state == VolunteerState.LEFT
    assert "1 record let go of." in cli.invoke(args=["privacy", "retain"]).output
    with app.app_context(), unit_of_work() as session:
        assert find(session, public_id).state == VolunteerState.ANONYMISED
    assert "0 records let go of." in cli.invoke(args=["privacy", "retain"]).output
    assert "1 erasure in" in cli.invoke(args=["privacy", "erasures"]).output
    assert "0 people erased again." in cli.invoke(args=["privacy", "replay"]).output


@pytest.mark.postgres
def test_every_rule_runs_on_postgresql(postgres_app) -> None:
    with postgres_app.app_context(), unit_of_work() as session:
        vera = aged(session, VolunteerState.LEFT)
        assert sum(one.count for one in due(session, schedule(), now())) == 1
        assert sum(retain(session, one, now()) for one in schedule() if one.months) == 1
        assert vera.state == VolunteerState.ANONYMISED


def find(session, public_id: str) -> Volunteer:
    return session.scalars(select(Volunteer).where(Volunteer.public_id == public_id)).one()


def test_a_county_has_its_own_months(app, cli, session, tmp_path) -> None:
    lines = json.loads(as_json(schedule()))
    lines[0]["months"] = 3
    own = tmp_path / "own.json"
    own.write_text(json.dumps(lines))
    app.config["RETENTION_FILE"] = str(own)
    assert schedule()[0].months == 3
    assert "3 months from" in as_table(schedule())


@pytest.mark.parametrize("text", ["", "[]", '[{"id": "left"}]', "{}"])
def test_a_schedule_that_cannot_be_followed_is_refused(session, text) -> None:
    with pytest.raises(BadSetting):
        read(text)
    broken = json.loads(as_json(schedule()))
    broken[0]["months"] = 0
    with pytest.raises(BadSetting, match="months of enquiries"):
        read(json.dumps(broken))
