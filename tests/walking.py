"""The world that the route walk goes through, and a record for every argument of an address.

A new slice adds one line to RECORDS for each argument of its routes. The key is the argument
(``volunteer_id``), or, where several slices use one name, blueprint or endpoint before it
(``opportunities.public_id``, ``accounts.by_link.token``): the longest one that fits counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from brokerage.access import access_of
from brokerage.accounts.challenges import issue
from brokerage.accounts.current import TOKEN
from brokerage.accounts.models import Account, SignIn
from brokerage.accounts.permissions import allowed
from brokerage.accounts.service import begin_sign_in, give_hat, open_account
from brokerage.actors import PUBLIC, Actor, Role
from brokerage.centres.models import Centre
from brokerage.concerns.models import Hold
from brokerage.concerns.service import report
from brokerage.consents import record_consent
from brokerage.db import now, unit_of_work
from brokerage.evaluation.entered.keeping import enter
from brokerage.evaluation.periods import Period
from brokerage.guidance.articles import edit as edit_article
from brokerage.guidance.articles import find_row
from brokerage.guidance.booking import Guest, book
from brokerage.guidance.support import log as log_support
from brokerage.guidance.telling import token_of as booking_link
from brokerage.hours.letters.service import write_letter
from brokerage.hours.messages import FEEDBACK_LINK, HOURS_LINK, SESSION_LINK
from brokerage.hours.recording import record_hours
from brokerage.hours.rota.booking import book as book_session
from brokerage.interchange.models import RunState
from brokerage.interchange.runs import begin_run
from brokerage.introductions.answering.links import token_for_all, token_for_one, token_for_role
from brokerage.introductions.calendar import address_of, renew_address
from brokerage.introductions.models import Introduction
from brokerage.introductions.service import (
    Agreement,
    accept,
    acknowledge,
    find_open,
    introduce,
    start,
)
from brokerage.introductions.tasks import add_task
from brokerage.messages.models import OutboxMessage
from brokerage.messages.service import Message, queue
from brokerage.messages.stopping import stop_link
from brokerage.opportunities.models import Opportunity, State
from brokerage.opportunities.moderation.changes import propose
from brokerage.organisations import members, registering
from brokerage.organisations.models import Organisation, Standing
from brokerage.privacy.complaints import receive
from brokerage.privacy.requests import ask as ask_for_data
from brokerage.signed_links import sign
from brokerage.signed_links import sign as sign_link
from brokerage.suggestions.alerts.models import Alert, AlertState, HowOften, Kind
from brokerage.suggestions.alerts.owning import CONFIRM, MANAGE
from brokerage.suggestions.occurring import occurrences_between
from brokerage.volunteers.checks import record_check
from brokerage.volunteers.contacts import Contact
from brokerage.volunteers.duplicates.merging import merge
from brokerage.volunteers.guardians import ask_guardian
from brokerage.volunteers.guardians import link_for as guardian_link
from brokerage.volunteers.models import Volunteer, VolunteerPause, VolunteerState
from brokerage.volunteers.notices import tell
from brokerage.volunteers.references import ask_reference, cancel_reference
from brokerage.volunteers.references import link_for as reference_link
from brokerage.volunteers.registration.drafts import begin, begin_of, finish
from brokerage.volunteers.registration.drafts import link_for as link_for_draft
from brokerage.volunteers.transfers import ask_transfer
from brokerage.weeks import local_today
from tests.evaluating import new_evaluation, new_release
from tests.making import (
    make_centre,
    make_county,
    make_funding,
    make_organisation,
    make_publication,
    make_rate,
    make_role,
    make_support,
    make_target,
    make_training,
    make_volunteer,
)
from tests.undoing import keep

VISITOR = None
PARTIES: tuple[Role | None, ...] = (VISITOR, *Role)
DESK = (Role.BROKER, Role.MANAGER)

# Stand in the names of people whom nobody who walks may see, and of those of the walkers' centre.
SECRET, OURS = "Zzsecret", "Qqours"
THROUGH_US = Agreement("centre")


@dataclass
class World:
    """Ashford's people walk; Dover's are the others."""

    ours: Centre
    theirs: Centre
    volunteer: Volunteer
    other_volunteer: Volunteer
    shared_volunteer: Volunteer
    gone_volunteer: Volunteer
    organisation: Organisation
    other_organisation: Organisation
    role: Opportunity
    closed_role: Opportunity
    draft_role: Opportunity
    dover_role: Opportunity
    accounts: dict[Role, Account] = field(default_factory=dict)
    other_accounts: dict[Role, Account] = field(default_factory=dict)


@dataclass(frozen=True)
class Records:
    """The values of one argument. ``own`` is by role; a role without one has nothing to open.

    ``seen_when_shared``: who may open the shared one; to everybody else it is not there.
    """

    own: Mapping[Role | None, str] = field(default_factory=dict)
    other: str | None = None
    shared: str | None = None
    withdrawn: str | None = None
    missing: str = "AAAAAAAAAAAAAAAA"
    seen_when_shared: frozenset[Role | None] = frozenset()


def same_for(parties: tuple[Role | None, ...], value: str) -> dict[Role | None, str]:
    return dict.fromkeys(parties, value)


def _volunteers(_session: Session, world: World) -> Records:
    return Records(
        own=same_for((*DESK, Role.VOLUNTEER), world.volunteer.public_id),
        other=world.other_volunteer.public_id,
        shared=world.shared_volunteer.public_id,
        withdrawn=world.gone_volunteer.public_id,
    )


def _organisations(_session: Session, world: World) -> Records:
    own = same_for((*DESK, Role.MEMBER), world.organisation.public_id)
    return Records(own, other=world.other_organisation.public_id)


def _roles(_session: Session, world: World) -> Records:
    own = same_for(PARTIES, world.role.public_id)
    return Records(own, withdrawn=world.closed_role.public_id)


def _roles_one_posts(_session: Session, world: World) -> Records:
    """Of one's own organisation, in every state; a broker posts for it."""
    own = same_for((*DESK, Role.MEMBER), world.draft_role.public_id)
    return Records(own, other=world.dover_role.public_id)


def _pages_of_posting(_session: Session, _world: World) -> Records:
    return Records(same_for((*DESK, Role.MEMBER), "what"))


def _roles_for_me(_session: Session, world: World) -> Records:
    return Records({Role.VOLUNTEER: world.role.public_id}, withdrawn=world.draft_role.public_id)


def _roles_also_closed(_session: Session, world: World) -> Records:
    """These say that a role has closed; one that was never published is not there."""
    return Records(same_for(PARTIES, world.role.public_id), withdrawn=world.draft_role.public_id)


def _centres(_session: Session, world: World) -> Records:
    return Records(same_for(PARTIES, world.ours.slug), missing="no-such-centre")


def _staff(_session: Session, world: World) -> Records:
    return Records(
        {Role.MANAGER: world.accounts[Role.BROKER].public_id},
        other=world.other_accounts[Role.BROKER].public_id,
        # a volunteer's account is no member of the staff, though of the same centre
        withdrawn=world.accounts[Role.VOLUNTEER].public_id,
    )


def _hats(_session: Session, world: World) -> Records:
    return Records(
        {Role.MANAGER: str(world.accounts[Role.BROKER].hats[0].id)},
        other=str(world.other_accounts[Role.BROKER].hats[0].id),
        withdrawn=str(world.accounts[Role.VOLUNTEER].hats[0].id),
        missing="999999",
    )


def _sign_ins(session: Session, world: World) -> Records:
    found = {role: _sign_in_of(session, account) for role, account in world.accounts.items()}
    return Records(found, other=_sign_in_of(session, world.other_accounts[Role.BROKER]))


def _sign_in_of(session: Session, account: Account) -> str:
    return session.scalars(select(SignIn.public_id).where(SignIn.account == account)).first()


def _tokens(kind: str, whose: Role) -> Callable[[Session, World], Records]:
    def made(session: Session, world: World) -> Records:
        token = issue(session, kind, world.accounts[whose]).token
        return Records(same_for(PARTIES, token))

    return made


def _checks(session: Session, world: World) -> Records:
    return _parts(session, world, _make_check)


def _references(session: Session, world: World) -> Records:
    return _parts(session, world, _make_reference)


def _guardians(session: Session, world: World) -> Records:
    return _parts(session, world, _make_guardian)


def _parts(session: Session, world: World, make: Callable[[Session, Volunteer], Any]) -> Records:
    """Something of a person's, and the like of somebody at another centre."""
    own = same_for(DESK, make(session, world.volunteer).public_id)
    return Records(own, other=make(session, world.other_volunteer).public_id)


def _make_check(session: Session, volunteer: Volunteer) -> Any:
    facts = {"level": "basic", "issued_on": local_today(), "decision": "suitable"}
    return record_check(session, volunteer, PUBLIC, today=local_today(), **facts)


def _make_reference(session: Session, volunteer: Volunteer) -> Any:
    return ask_reference(session, volunteer, PUBLIC, Contact("Rowan", email="r@people.example"))


def _make_guardian(session: Session, volunteer: Volunteer) -> Any:
    return ask_guardian(session, volunteer, PUBLIC, Contact("Ash", email="a@people.example"))


def _shared(_session: Session, world: World) -> Records:
    """People of other centres: open to every desk, while they agree to it."""
    return Records(
        other=world.other_volunteer.public_id,
        shared=world.shared_volunteer.public_id,
        withdrawn=world.gone_volunteer.public_id,
        seen_when_shared=frozenset(DESK),
    )


def _transfers(session: Session, world: World) -> Records:
    """Asked by Ashford of Dover; and one that is between two others."""
    ashford = Actor("account:here", "desk", centre_ids=frozenset({world.ours.id}))
    dover = Actor("account:there", "desk", centre_ids=frozenset({world.theirs.id}))
    third = _third_centre(session)
    mine = make_volunteer(session, world.ours.id, first_name=OURS)
    theirs = make_volunteer(session, world.theirs.id, first_name=SECRET)
    own = ask_transfer(session, mine, world.theirs.id, "moved_house", ashford)
    other = ask_transfer(session, theirs, third.id, "moved_house", dover)
    return Records(same_for(DESK, own.public_id), other=other.public_id)


def _third_centre(session: Session) -> Centre:
    name = "Thanet Example Volunteer Centre"
    found = session.scalar(select(Centre).where(Centre.name == name))
    return found or make_centre(session, name, "E07000114")


def _notices(session: Session, world: World) -> Records:
    own = tell(session, world.ours.id, world.volunteer, "taken_on", PUBLIC)
    other = tell(session, world.theirs.id, world.other_volunteer, "taken_on", PUBLIC)
    return Records(same_for(DESK, own.public_id), other=other.public_id)


def _reference_links(session: Session, world: World) -> Records:
    """Whoever holds the link may answer; one that was taken back leads nowhere."""
    asked, ended = (_make_reference(session, make_volunteer(session)) for _ in range(2))
    cancel_reference(session, ended, PUBLIC)
    return Records(same_for(PARTIES, reference_link(asked)), withdrawn=reference_link(ended))


def _guardian_links(session: Session, world: World) -> Records:
    consent = _make_guardian(session, make_volunteer(session))
    return Records(same_for(PARTIES, guardian_link(consent)))


def _introductions(session: Session, world: World) -> Records:
    def of(volunteer: Volunteer, role: Opportunity) -> str:
        found = find_open(session, volunteer.id, role.id)
        return (found or introduce(session, volunteer, role, PUBLIC, THROUGH_US)).public_id

    return Records(
        same_for(DESK, of(world.volunteer, world.role)),
        other=of(world.other_volunteer, world.dover_role),
        shared=of(world.shared_volunteer, world.dover_role),
    )


def _ways_out(_session: Session, _world: World) -> Records:
    return Records(same_for(PARTIES, "withdrawn"))


def _tasks(session: Session, world: World) -> Records:
    today = local_today()
    mine = add_task(session, PUBLIC, world.ours.id, "Ring", today, volunteer_id=world.volunteer.id)
    other = add_task(session, PUBLIC, world.theirs.id, f"Ring {SECRET}", today)
    return Records(same_for(DESK, mine.public_id), other=other.public_id)


def _roles_at_the_desk(_session: Session, world: World) -> Records:
    return Records(same_for(DESK, world.role.public_id), withdrawn=world.draft_role.public_id)


def _others(session: Session, world: World) -> Records:
    """Somebody beside the first one: of two records of one person, say."""
    return Records(
        same_for(DESK, make_volunteer(session, world.ours.id, first_name=OURS).public_id),
        other=make_volunteer(session, world.theirs.id, first_name=SECRET).public_id,
        shared=world.shared_volunteer.public_id,
        withdrawn=world.gone_volunteer.public_id,
    )


def _merges(session: Session, world: World) -> Records:
    def merged_at(centre: Centre, name: str) -> str:
        pair = [make_volunteer(session, centre.id, first_name=name) for _ in range(2)]
        return merge(session, *pair, {}, PUBLIC).public_id

    return Records(
        same_for(DESK, merged_at(world.ours, OURS)), other=merged_at(world.theirs, SECRET)
    )


def _imports(session: Session, world: World) -> Records:
    def made_at(centre: Centre, name: str) -> str:
        mapping = {"heading": ["Name"], "table": "people", "columns": {"Name": "name"}}
        run = begin_run(session, PUBLIC, centre.id, "mapped", [], "secret", mapping)
        counts = {"title": "People", "file": "people.csv", "counts": {"created": 1}, "notes": []}
        run.files = ["people.csv"]
        run.report = [counts | {"rows": [[2, "created", name, ""]]}]
        run.state = RunState.READY
        return run.public_id

    return Records(same_for(DESK, made_at(world.ours, OURS)), other=made_at(world.theirs, SECRET))


def _pages_of_registering(_session: Session, _world: World) -> Records:
    return Records(same_for(PARTIES, "name"))


def _drafts(session: Session, _world: World) -> Records:
    """Whoever holds the link goes on; one that is finished leads nowhere."""
    begun, ended = (begin(session, {}) for _ in range(2))
    finish(session, ended)
    return Records(same_for(PARTIES, link_for_draft(begun)), withdrawn=link_for_draft(ended))


def _parts_of_my_record(_session: Session, _world: World) -> Records:
    return Records({Role.VOLUNTEER: "name"})


def _pauses(session: Session, world: World) -> Records:
    def of(volunteer: Volunteer) -> str:
        away = VolunteerPause(first_on=local_today(), last_on=local_today())
        volunteer.pauses.append(away)
        session.flush()
        return str(away.id)

    own = {Role.VOLUNTEER: of(world.volunteer)}
    return Records(own, other=of(world.other_volunteer), missing="99999999")


def _calendars(session: Session, world: World) -> Records:
    """Whoever holds the address; one that was given up leads nowhere."""
    ended = make_volunteer(session)
    old = address_of(session, ended).token
    renew_address(session, ended)
    return Records(same_for(PARTIES, address_of(session, world.volunteer).token), withdrawn=old)


def _closed(_session: Session, _world: World) -> Records:
    """Nobody's: first-run set-up is closed once there is staff (test_first_run.py opens it)."""
    return Records()


def _messages(session: Session, world: World) -> Records:
    """The mailbox of a demonstration is open to everybody; production has none."""
    return Records(same_for(PARTIES, _message(session, world).public_id))


def _stops(session: Session, world: World) -> Records:
    token = stop_link(_message(session, world).public_id).rpartition("/")[2]
    return Records(same_for(PARTIES, token))


def _message(session: Session, world: World) -> OutboxMessage:
    facts = {"channel": "email", "address": "vera@people.example", "name": "Vera"}
    about = {"purpose": "news", "subject": "News", "text": "News.", "transactional": False}
    return queue(session, Message(**facts, **about, volunteer_id=world.volunteer.id))


def _concerns(session: Session, world: World) -> Records:
    own, other = (report(session, c.id, PUBLIC, SECRET) for c in (world.ours, world.theirs))
    own.what = OURS
    return Records(same_for(DESK, own.public_id), other=other.public_id)


def _holds(session: Session, world: World) -> Records:
    ours, theirs = (
        Hold(
            centre_id=one.centre_id,
            volunteer_id=one.id,
            who=name,
            why="",
            set_by="tests",
            lifted_at=now(),  # others' records introduce these people
        )
        for one, name in ((world.volunteer, OURS), (world.other_volunteer, SECRET))
    )
    session.add_all((ours, theirs))
    session.flush()
    return Records(same_for(DESK, ours.public_id), other=theirs.public_id)


def _subjects(_session: Session, world: World) -> Records:
    own = same_for(DESK, world.volunteer.public_id)
    return Records(own, other=world.other_volunteer.public_id)


def _kinds(_session: Session, _world: World) -> Records:
    return Records(same_for(DESK, "volunteer"), missing="nobody")


def _requests(session: Session, world: World) -> Records:
    own, other = (
        ask_for_data(session, one, "copy", "", PUBLIC)
        for one in (world.volunteer, world.other_volunteer)
    )
    return Records(same_for(DESK, own.public_id), other=other.public_id)


def _kinds_of_request(_session: Session, _world: World) -> Records:
    return Records({Role.VOLUNTEER: "correct"}, missing="everything")


def _complaints(session: Session, world: World) -> Records:
    own, other = (
        receive(session, one.id, PUBLIC, "other", SECRET if one is world.theirs else OURS)
        for one in (world.ours, world.theirs)
    )
    return Records(same_for(DESK, own.public_id), other=other.public_id)


def _started(session: Session, volunteer: Volunteer, organisation: Organisation) -> Introduction:
    """A placement in a role of its own; the organisation is one that was verified."""
    organisation.verified_at = now()
    role = make_role(session, organisation=organisation, on="Tue 18:30-20:30")
    made = introduce(session, volunteer, role, PUBLIC, THROUGH_US)
    acknowledge(session, made, PUBLIC)
    accept(session, made, PUBLIC)
    start(session, made, PUBLIC, local_today())
    return made


def _pairs(
    make: Callable[[Session, Introduction], str], *roles: Role | None
) -> Callable[[Session, World], Records]:
    """Something of a placement at the walkers' organisation, and the like at the other one."""

    def made(session: Session, world: World) -> Records:
        mine = _started(session, world.volunteer, world.organisation)
        other = _started(session, world.other_volunteer, world.other_organisation)
        return Records(same_for(roles, make(session, mine)), other=make(session, other))

    return made


def _sessions_down_for(session: Session, world: World) -> Records:
    """Whoever holds the link may say that they cannot come."""
    mine = _started(session, make_volunteer(session), world.organisation)
    today = local_today()
    planned = occurrences_between(session, mine.opportunity, today, today + timedelta(days=8))
    booking = book_session(session, mine, planned[0], PUBLIC)
    token = sign_link(SESSION_LINK, booking.public_id)
    return Records(same_for(PARTIES, token), withdrawn=sign_link(HOURS_LINK, booking.public_id))


def _hours_links(session: Session, _world: World) -> Records:
    """Whoever holds the link reads first names; so it is an organisation of its own."""
    made = _started(session, make_volunteer(session), make_organisation(session))
    record_hours(session, made, PUBLIC, local_today(), 60)
    token = sign_link(HOURS_LINK, made.opportunity.organisation.public_id)
    return Records(same_for(PARTIES, token), withdrawn=sign_link(HOURS_LINK, "nobody"))


def _feedback_links(session: Session, world: World) -> Records:
    mine = _started(session, make_volunteer(session), world.organisation).public_id
    asked, over = (
        sign_link(FEEDBACK_LINK, f"{mine}:volunteer:{when}") for when in ("weeks_4", "end")
    )
    return Records(same_for(PARTIES, asked), withdrawn=over)


def _public_id(_session: Session, made: Introduction) -> str:
    return made.public_id


def _roles_run(_session: Session, world: World) -> Records:
    own = same_for((*DESK, Role.MEMBER), world.role.public_id)
    return Records(own, other=world.dover_role.public_id)


def _entry_of(session: Session, made: Introduction) -> str:
    return record_hours(session, made, PUBLIC, local_today(), 60).public_id


def _letter_of(session: Session, made: Introduction) -> str:
    return write_letter(
        session, made, PUBLIC, "thank_you", "", "Somebody", "", local_today()
    ).public_id


OF_ORGANISATIONS = (*DESK, Role.MEMBER)


def _own_people(_session: Session, world: World) -> Records:
    """A person's data is the home centre's to give out, and nobody else's."""
    return Records(
        own=same_for(DESK, world.volunteer.public_id),
        other=world.other_volunteer.public_id,
        shared=world.shared_volunteer.public_id,
        withdrawn=world.gone_volunteer.public_id,
    )


def _alerts(session: Session, world: World) -> Records:
    mine, other = (
        _alert(session, kind=Kind.RECORD, volunteer_id=one.id, words=name)
        for one, name in ((world.volunteer, OURS), (world.other_volunteer, SECRET))
    )
    own = same_for((*DESK, Role.VOLUNTEER), mine.public_id)
    return Records(own, other=other.public_id)


def _alert_links(purpose: str, state: AlertState) -> Callable[[Session, World], Records]:
    """Whoever holds the link; that of an alert which was stopped leads nowhere."""

    def made(session: Session, _world: World) -> Records:
        held, ended = (_alert(session, state=state, address=f"{n}@p.example") for n in "ab")
        tokens = [sign(purpose, one.public_id) for one in (held, ended)]
        session.delete(ended)
        session.flush()
        return Records(same_for(PARTIES, tokens[0]), withdrawn=tokens[1])

    return made


def _alert(session: Session, **facts: Any) -> Alert:
    plain = {
        "state": AlertState.ACTIVE,
        "how_often": HowOften.DAILY,
        "wording_version": "2026-1",
        "actor": "public",
        "through": "web",
    }
    made = Alert(**{**plain, **facts})
    session.add(made)
    session.flush()
    return made


def _articles(_session: Session, _world: World) -> Records:
    return Records(same_for(PARTIES, "expenses"), missing="no-such-guidance")


def _editions(session: Session, world: World) -> Records:
    lead = Actor("account:lead", "web")
    if find_row(session, "expenses") is None:
        facts = {"title": "T", "summary": "S", "body": "B", "sources": []}
        edit_article(session, "expenses", 0, {**facts, "reviewed_on": local_today()}, lead)
    return Records({Role.LEAD: "1"}, missing="999999")


def _trainings(session: Session, world: World) -> Records:
    return Records(same_for(PARTIES, make_training(session, world.ours).public_id))


def _trainings_at_the_desk(session: Session, world: World) -> Records:
    ours, theirs = (make_training(session, one) for one in (world.ours, world.theirs))
    return Records(same_for(DESK, ours.public_id), other=theirs.public_id)


def _bookings(session: Session, world: World) -> Records:
    """Of another event than the one in the address: only a booking of this one can be given up."""
    booked = book(
        session, make_training(session, world.theirs), Guest(SECRET, "a@b.example"), PUBLIC
    )
    return Records(other=booked.public_id)


def _booking_links(session: Session, world: World) -> Records:
    event, jo = make_training(session, world.ours), Guest("Jo", phone="01632 960001")
    booked = book(session, event, jo, PUBLIC)
    return Records(same_for(PARTIES, booking_link(booked)))


STAFF_AND_COUNTY = (*DESK, Role.LEAD, Role.EVALUATOR)


def _measures(_session: Session, _world: World) -> Records:
    return Records(same_for(STAFF_AND_COUNTY, "hours"), missing="nothing")


def _measures_with_rows(_session: Session, _world: World) -> Records:
    """The lead reads the rows of roles, and nobody's people."""
    return Records({**same_for(DESK, "hours"), Role.LEAD: "roles_live"}, missing="nothing")


def _tables_of_figures(_session: Session, _world: World) -> Records:
    return Records(same_for(STAFF_AND_COUNTY, "trend"), missing="nothing")


def _checks_of_data(_session: Session, _world: World) -> Records:
    return Records(same_for(DESK, "person_times"), missing="person_equality")


def _published(session: Session, _world: World) -> Records:
    return Records(same_for(PARTIES, make_publication(session, "2026-Q1").period))


def _published_tables(session: Session, _world: World) -> Records:
    (table,) = make_publication(session, "2026-Q1").tables
    return Records(same_for(PARTIES, table.name), missing="nothing")


def _publications(session: Session, _world: World) -> Records:
    """It waits for somebody other than whoever made it."""
    waiting = make_publication(session, "2026-Q2", approved=False)
    return Records(same_for((Role.LEAD, Role.EVALUATOR), waiting.public_id))


def _support_entries(session: Session, world: World) -> Records:
    own, other = (
        log_support(session, one.id, make_support(group_name=name), PUBLIC).public_id
        for one, name in ((world.ours, OURS), (world.theirs, SECRET))
    )
    return Records(same_for(DESK, own), other=other)


def _entered(kind: str, make: Callable[..., Any]) -> Callable[[Session, World], Records]:
    """One of the managers' own centre, and one of Dover's that only the lead may see."""

    def made(session: Session, world: World) -> Records:
        own, dover = (
            enter(session, kind, make(centre_id=one.id), PUBLIC).public_id
            for one in (world.ours, world.theirs)
        )
        mine = same_for((Role.MANAGER, Role.LEAD), own)
        return Records(mine, shared=dover, seen_when_shared=frozenset({Role.LEAD}))

    return made


def _rates(session: Session, _world: World) -> Records:
    return Records({Role.LEAD: enter(session, "rate", make_rate(), PUBLIC).public_id})


def _shown_organisations(session: Session, world: World) -> Records:
    """Only those that a centre has checked."""
    away = {"state": Standing.LISTED, "centre_id": world.theirs.id}
    listed = make_organisation(session, SECRET, **away)
    own = same_for(PARTIES, world.organisation.public_id)
    return Records(own, withdrawn=listed.public_id)


def _shown_roles(_session: Session, world: World) -> Records:
    own = same_for(PARTIES, world.role.public_id)
    return Records(own, withdrawn=world.closed_role.public_id)


def _own_organisations(_session: Session, world: World) -> Records:
    own = {Role.MEMBER: world.organisation.public_id}
    return Records(own, other=world.other_organisation.public_id)


def _links_of_one(session: Session, world: World) -> Records:
    """Whoever holds the link reads a first name, so this is of people whom nobody else knows."""
    return Records(same_for(PARTIES, token_for_one(_linked(session, world))))


def _links_of_all(session: Session, world: World) -> Records:
    host = _linked(session, world).opportunity.organisation
    return Records(same_for(PARTIES, token_for_all(host)))


def _links_of_role(session: Session, world: World) -> Records:
    return Records(same_for(PARTIES, token_for_role(_linked(session, world).opportunity)))


def _linked(session: Session, world: World) -> Introduction:
    role = make_role(session, organisation=make_organisation(session, "The Linked Trust"))
    person = make_volunteer(session, world.ours.id, first_name="Linda")
    return introduce(session, person, role, PUBLIC, THROUGH_US)


def _applicants(session: Session, world: World) -> Records:
    own = same_for((*DESK, Role.MEMBER), _sent(session, world).public_id)
    other = make_volunteer(session, world.theirs.id, first_name=SECRET)
    sent = introduce(session, other, world.dover_role, PUBLIC, THROUGH_US)
    return Records(own, other=sent.public_id)


def _sent(session: Session, world: World) -> Introduction:
    person = make_volunteer(session, world.ours.id, first_name=OURS)
    return introduce(session, person, world.role, PUBLIC, THROUGH_US)


def _roles_run_by(_session: Session, world: World) -> Records:
    own = same_for((*DESK, Role.MEMBER), world.role.public_id)
    return Records(own, other=world.dover_role.public_id)


def _members(_session: Session, world: World) -> Records:
    own = same_for((*DESK, Role.MEMBER), world.accounts[Role.MEMBER].public_id)
    return Records(own, other=world.other_accounts[Role.MEMBER].public_id)


def _invitations(session: Session, world: World) -> Records:
    own, other = (
        members.invite(session, one, name, f"{one.public_id}@people.example", False, PUBLIC)
        for one, name in ((world.organisation, OURS), (world.other_organisation, SECRET))
    )
    return Records(same_for((*DESK, Role.MEMBER), own.public_id), other=other.public_id)


def _joining_links(session: Session, _world: World) -> Records:
    """Whoever holds the link confirms the address; one that was used leads nowhere."""
    facts = {"name": "Larkspur Lane", "email": "lark@people.example"}
    begun, done = (registering.register(session, facts, PUBLIC) for _ in range(2))
    done.state = Standing.SUBMITTED
    links = [registering.link_for(one) for one in (begun, done)]
    return Records(same_for(PARTIES, links[0]), withdrawn=links[1])


def _invitation_links(session: Session, _world: World) -> Records:
    body = make_organisation(session, "Lane End Lunches")
    begun, ended = (
        members.invite(session, body, "Rowan", f"{who}@people.example", True, PUBLIC)
        for who in ("rowan", "robin")
    )
    members.end_invitation(session, ended, PUBLIC)
    return Records(same_for(PARTIES, members.link_for(begun)), withdrawn=members.link_for(ended))


def _drafts_of_organisations(session: Session, _world: World) -> Records:
    begun, ended = (begin_of(session, "organisation") for _ in range(2))
    finish(session, ended)
    return Records(same_for(PARTIES, link_for_draft(begun)), withdrawn=link_for_draft(ended))


def _known_organisations(session: Session, world: World) -> Records:
    """Their names are public; one that nobody has verified is not there."""
    away = {"state": Standing.JOINING, "centre_id": world.theirs.id}
    joining = make_organisation(session, SECRET, **away)
    own = same_for(PARTIES, world.organisation.public_id)
    return Records(own, withdrawn=joining.public_id)


def _roles_run(_session: Session, world: World) -> Records:
    own = same_for((*DESK, Role.MEMBER), world.draft_role.public_id)
    return Records(own, other=world.dover_role.public_id)


def _roles_looked_at(session: Session, world: World) -> Records:
    sent = make_role(session, organisation=world.organisation, state=State.SUBMITTED)
    theirs = make_role(session, organisation=world.other_organisation, state=State.SUBMITTED)
    own = same_for(DESK, sent.public_id)
    return Records(own, other=theirs.public_id, withdrawn=world.draft_role.public_id)


def _waiting_changes(session: Session, world: World) -> Records:
    own, other = (
        propose(session, role, {"with_children": True}, PUBLIC)
        for role in (world.role, world.dover_role)
    )
    return Records(same_for(DESK, own.public_id), other=other.public_id)


def _periods(_session: Session, _world: World) -> Records:
    """Last month: it is over, and nobody has closed it."""
    month = Period.around(local_today()).before()
    return Records(same_for((*DESK, Role.LEAD, Role.EVALUATOR), str(month)))


def _evaluations(session: Session, _world: World) -> Records:
    return Records(same_for((Role.LEAD, Role.EVALUATOR), new_evaluation(session).public_id))


def _releases(session: Session, _world: World) -> Records:
    return Records(same_for((Role.LEAD, Role.EVALUATOR), new_release(session).public_id))


def _files_of_releases(_session: Session, _world: World) -> Records:
    return Records(same_for((Role.LEAD, Role.EVALUATOR), "people.csv"), missing="nobody.csv")


RECORDS: dict[str, Callable[[Session, World], Records]] = {
    "volunteer_id": _volunteers,
    "organisation_id": _organisations,
    "member_id": _members,
    "invitation_id": _invitations,
    "joining.name": _pages_of_registering,
    "joining.token": _drafts_of_organisations,
    "confirming.confirm.token": _joining_links,
    "confirming.confirmed.token": _joining_links,
    "confirming.invited.token": _invitation_links,
    "confirming.joined.token": _invitation_links,
    "known_id": _known_organisations,
    "organisations.opportunity_id": _roles_run,
    "moderation.opportunity_id": _roles_looked_at,
    "moderation.history.opportunity_id": _roles_run,
    "change_id": _waiting_changes,
    "opportunities.public_id": _roles,
    "opportunities_api.opportunity_id": _roles_also_closed,
    "desk.opportunity_id": _roles_at_the_desk,
    "posting.opportunity_id": _roles_one_posts,
    "posting.name": _pages_of_posting,
    "introduction_id": _introductions,
    "applicants.introduction_id": _applicants,
    "applicants.opportunity_id": _roles_run_by,
    "answering.token": _links_of_one,
    "answering.everybody.token": _links_of_all,
    "answering.answer_all.token": _links_of_all,
    "answering.role.token": _links_of_role,
    "answering.answer_role.token": _links_of_role,
    "answering.role_filled.token": _links_of_role,
    "answering.say_role_filled.token": _links_of_role,
    "introductions.target": _ways_out,
    "organisation_hours.introduction_id": _pairs(_public_id, *OF_ORGANISATIONS),
    "organisation_hours.letter_id": _pairs(_letter_of, *OF_ORGANISATIONS),
    "organisation_hours.opportunity_id": _roles_run,
    "rota.opportunity_id": _roles_run,
    "my_hours.introduction_id": _pairs(_public_id, Role.VOLUNTEER),
    "my_hours.letter_id": _pairs(_letter_of, Role.VOLUNTEER),
    "my_hours.entry_id": _pairs(_entry_of, Role.VOLUNTEER),
    "hours_links.session.token": _sessions_down_for,
    "hours_links.cannot_come.token": _sessions_down_for,
    "hours_links.confirm.token": _hours_links,
    "hours_links.confirm_all.token": _hours_links,
    "hours_links.feedback.token": _feedback_links,
    "hours_links.keep_feedback_by_link.token": _feedback_links,
    "task_id": _tasks,
    "registration.role_id": _roles,
    "registration.name": _pages_of_registering,
    "registration.token": _drafts,
    "my.name": _parts_of_my_record,
    "my.pause_id": _pauses,
    "my.role_id": _roles_for_me,
    "calendars.token": _calendars,
    "centres.slug": _centres,
    "other_id": _others,
    "merge_id": _merges,
    "import_id": _imports,
    "suggestions.public_id": _roles_also_closed,
    "messages.public_id": _messages,
    "messages.token": _stops,
    "staff_id": _staff,
    "hat_id": _hats,
    "concern_id": _concerns,
    "hold_id": _holds,
    "safeguarding.kind": _kinds,
    "safeguarding.subject_id": _subjects,
    "request_id": _requests,
    "complaint_id": _complaints,
    "my_data.kind": _kinds_of_request,
    "privacy.volunteer_id": _own_people,
    "sign_in_id": _sign_ins,
    "check_id": _checks,
    "reference_id": _references,
    "guardian_id": _guardians,
    "shared_id": _shared,
    "transfer_id": _transfers,
    "notice_id": _notices,
    "alert_id": _alerts,
    "alerts.token": _alert_links(MANAGE, AlertState.ACTIVE),
    "alerts.confirm.token": _alert_links(CONFIRM, AlertState.ASKED),
    "alerts.confirmed.token": _alert_links(CONFIRM, AlertState.ASKED),
    "guidance.slug": _articles,
    "guidance.number": _editions,
    "training.event_id": _trainings,
    "training.token": _booking_links,
    "training_desk.event_id": _trainings_at_the_desk,
    "training_desk.booking_id": _bookings,
    "support.entry_id": _support_entries,
    "evaluation.measure_id": _measures,
    "evaluation.rows.measure_id": _measures_with_rows,
    "evaluation.rows_file.measure_id": _measures_with_rows,
    "evaluation.table": _tables_of_figures,
    "evaluation.check_id": _checks_of_data,
    "published.period": _published,
    "published.table": _published_tables,
    "publication_id": _publications,
    "feeds.organisation_id": _shown_organisations,
    "feeds.role_id": _shown_roles,
    "sharing.organisation_id": _own_organisations,
    "evaluation.period": _periods,
    "evaluation.target_id": _entered("target", make_target),
    "evaluation.rate_id": _rates,
    "evaluation.funding_id": _entered("funding", make_funding),
    "evaluation_id": _evaluations,
    "release_id": _releases,
    "evaluation.take_file.name": _files_of_releases,
    "answers.reference.token": _reference_links,
    "answers.keep_reference.token": _reference_links,
    "answers.guardian.token": _guardian_links,
    "answers.keep_guardian.token": _guardian_links,
    "accounts.set_up.token": _closed,
    "accounts.keep_set_up.token": _closed,
    "accounts.by_link.token": _tokens("link", Role.VOLUNTEER),
    "accounts.sign_in_by_link.token": _tokens("link", Role.VOLUNTEER),
    "accounts.reset_password.token": _tokens("reset", Role.BROKER),
    "accounts.keep_reset_password.token": _tokens("reset", Role.BROKER),
}


def records_for(endpoint: str, argument: str) -> Callable[[Session, World], Records] | None:
    """What stands in the table for an argument of a route."""
    blueprint = endpoint.partition(".")[0]
    keys = (f"{endpoint}.{argument}", f"{blueprint}.{argument}", argument)
    return next((RECORDS[key] for key in keys if key in RECORDS), None)


def make_world(session: Session) -> World:
    """Two centres, with somebody of every role at the first."""
    make_county(session)
    ours = session.scalars(select(Centre)).one()
    theirs = make_centre(session, "Dover Example Volunteer Centre", "E07000108")
    # Other centres may read the first name of somebody shared, and nothing that says who they are.
    shared = make_volunteer(
        session, theirs.id, first_name="Shared", last_name=SECRET, email=f"{SECRET}@s.example"
    )
    record_consent(session, shared.id, "share_any_centre", True, PUBLIC)
    organisation = make_organisation(session, "The Ashford Trust")
    other_organisation = make_organisation(session, "The Dover Trust")
    organisation.centre_id, other_organisation.centre_id = ours.id, theirs.id
    world = World(
        ours=ours,
        theirs=theirs,
        volunteer=make_volunteer(session, ours.id, first_name=OURS),
        other_volunteer=make_volunteer(session, theirs.id, first_name=SECRET, last_name="Other"),
        shared_volunteer=shared,
        gone_volunteer=make_volunteer(
            session, ours.id, first_name=SECRET, state=VolunteerState.ANONYMISED
        ),
        organisation=organisation,
        other_organisation=other_organisation,
        role=make_role(session, organisation=organisation),
        closed_role=make_role(session, organisation=organisation, state=State.CLOSED),
        draft_role=make_role(session, organisation=organisation, state=State.DRAFT),
        dover_role=make_role(session, organisation=other_organisation),
    )
    world.accounts = _accounts(session, ours, world.volunteer, organisation, OURS)
    dover = _accounts(session, theirs, world.other_volunteer, other_organisation, SECRET)
    world.other_accounts = dover
    session.flush()
    return world


def _accounts(
    session: Session, centre: Centre, volunteer: Volunteer, organisation: Organisation, name: str
) -> dict[Role, Account]:
    whose: dict[Role, dict[str, int]] = {
        Role.VOLUNTEER: {"volunteer_id": volunteer.id},
        Role.MEMBER: {"organisation_id": organisation.id},
        Role.BROKER: {"centre_id": centre.id},
        Role.MANAGER: {"centre_id": centre.id},
    }
    made = {}
    for role in Role:
        account = open_account(session, f"{role.value}@{centre.slug}.example", f"{name} {role}")
        # Without this hat the log is not there: tests/brokerage/concerns says so.
        give_hat(session, account, role, safeguarding=role in DESK, **whose.get(role, {}))
        begin_sign_in(session, account, "tests")
        made[role] = account
    return made


class Walk:
    """Asks one thing at a time, each of the same world: whatever was written is undone."""

    def __init__(self, app: Flask, more: Callable[[Session], object] | None = None) -> None:
        self.app = app
        with app.app_context(), unit_of_work() as session:
            world = make_world(session)
            if more:
                more(session)
            self.tokens = {
                role: begin_sign_in(session, account, "tests")
                for role, account in world.accounts.items()
            }
            self.records = self._all_records(session, world)
        self.undo = keep(app).undo

    def _all_records(self, session: Session, world: World) -> dict[tuple[str, str], Records]:
        found = {}
        for rule in self.app.url_map.iter_rules():
            for argument in rule.arguments - {"filename"}:
                make = records_for(rule.endpoint, argument)
                if make is not None:
                    found[rule.endpoint, argument] = make(session, world)
        return found

    def browser(self, party: Role | None) -> FlaskClient:
        """A browser in which somebody of this role is signed in, or nobody."""
        client = self.app.test_client()
        if party is not VISITOR:
            with client.session_transaction() as cookie:
                cookie[TOKEN] = self.tokens[party]
        return client


def may_open(app: Flask, endpoint: str, party: Role | None) -> bool:
    """Whether a route is open to a role, whatever the record."""
    access = access_of(app, endpoint)
    assert access is not None
    return access.permission == "public" or (bool(party) and allowed(access.permission, {party}))


def values(walk: Walk, rule: Rule, party: Role | None, standing: str) -> dict[str, str] | None:
    """An address's arguments; None where there is no such record. Mixed: the last is another's."""
    found: dict[str, str] = {}
    arguments = sorted(rule.arguments, reverse=True)
    if standing == "mixed" and len(arguments) < 2:
        return None
    for number, argument in enumerate(arguments):
        if argument == "filename":
            return None if standing != "own" else {"filename": "css/site.css"}
        records = walk.records[rule.endpoint, argument]
        kind = standing
        if standing == "mixed":
            kind = "own" if number < len(arguments) - 1 else "other"
        value = records.own.get(party) if kind == "own" else getattr(records, kind)
        if value is None:
            return None
        found[argument] = value
    return found
