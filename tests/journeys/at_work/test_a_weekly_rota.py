"""A trusted charity and its rota of twelve: every week, somebody who cannot come, and hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.actors import Role
from brokerage.hours.jobs import keep_rotas, remind_of_sessions
from brokerage.hours.models import Booking, BookingState, HourEntry, Kind, Occurrence
from brokerage.hours.recording import record_hours
from brokerage.hours.rota.booking import book
from brokerage.introductions import service
from brokerage.introductions.models import Introduction
from brokerage.messages.models import OutboxMessage
from brokerage.organisations.models import Organisation
from brokerage.suggestions.occurring import occurrences_between
from brokerage.volunteers.models import Volunteer
from brokerage.weeks import DAY_NAMES, local_today
from tests.brokerage.hours.conftest import MEMBER, YES, place
from tests.journeys.at_work.charity import be, continue_to_check, look, make_charity, titled, write
from tests.journeys.at_work.conftest import DOVER, Work, sign_in
from tests.journeys.conftest import Visitor, Visits
from tests.making import make_role, make_volunteer

OLD, TITLE = "Driver for the lunch club", "Driver for the supper club"
NAMES = (
    "Otter", "Robin", "Linnet", "Heron", "Plover", "Curlew", "Sorrel", "Bramble", "Hazel",
    "Rowan", "Juniper",
)  # fmt: skip
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Club:
    """The charity, its new role, and the first session on which somebody is down."""

    number: int
    organisation: str
    role: str = ""
    day: date = date.min

    @property
    def home(self) -> str:
        return f"/organisations/{self.organisation}"

    @property
    def rota(self) -> str:
        return f"{self.home}/rota/{self.role}"


def test_a_rota_of_twelve(visit: Visits, site: Work) -> None:
    office, desk, phone = visit(), visit(), visit("phone")
    number, organisation = write(site, _charity)
    club = Club(number, organisation)
    be(site, office, Role.MEMBER, organisation_id=number)
    be(site, phone, Role.MEMBER, organisation_id=number)
    _copied_and_published(office, club)
    club = Club(number, organisation, site.records(lambda s: titled(s, TITLE).public_id),
                local_today() + timedelta(days=2))  # fmt: skip
    _seen_at_the_desk(desk)
    write(site, _eleven_start)
    wren = write(site, _wren_applies)
    _answered(phone, club)
    _everybody_every_week(office, site, club)
    volunteer = visit("phone")
    be(site, volunteer, Role.VOLUNTEER, volunteer_id=wren)
    _one_cannot_come_and_one_waits(visit(), volunteer, site, club)
    _more_wanted_and_the_week_before(phone, site, club)
    _attended(phone, site, club)
    _hours_confirmed_in_bulk(office, site, club)
    _papers_and_feedback(office, club)
    _calendar(volunteer)


def _charity(session: Session) -> tuple[int, str]:
    """Trusted, with a role of last year to copy: a session in two days, and each week."""
    made = make_charity(session, "The Supper Club", trusted=True)
    organisation = session.get_one(Organisation, made[0])
    day = DAY_NAMES[(local_today() + timedelta(days=2)).weekday()][:3]
    old = make_role(
        session, OLD, at=DOVER, on=f"{day} 18:30-20:30", organisation=organisation,
        state="closed", summary="Drive people home.", description="You drive people home. " * 6,
        with_children=False, with_adults_at_risk=False,
    )  # fmt: skip
    old.places[0].district_code, old.places[0].postcode = "E07000108", "CT16 1DY"
    old.sessions[0].places = 12
    return made


def _copied_and_published(office: Visitor, club: Club) -> None:
    page = office.page
    office.go(f"{club.home}/roles/new")
    page.get_by_role("button", name=OLD).click()
    page.locator('[name="title"]').fill(TITLE)
    continue_to_check(office)
    look(office)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("h1")).to_have_text("Your role is live")


def _seen_at_the_desk(desk: Visitor) -> None:
    page = sign_in(desk, "broker-dover")
    desk.go("/desk/roles/submitted")
    expect(page.locator('section[aria-labelledby="unseen"]')).to_contain_text(TITLE)
    look(desk)


def _eleven_start(session: Session) -> None:
    """By the service, as the pages would; the role began ten weeks ago."""
    role = titled(session, TITLE)
    role.places_offered, role.in_flight_limit = None, None
    role.sessions[0].starts_on -= 10 * WEEK
    session.flush()
    for name in NAMES:
        place(session, role, name)


def _wren_applies(session: Session) -> int:
    person = make_volunteer(
        session, first_name="Wren", last_name="Lanternsea", preferred_channel="email",
        email="wren@people.example",
    )  # fmt: skip
    service.introduce(session, person, titled(session, TITLE), MEMBER, YES)
    return person.id


def _answered(phone: Visitor, club: Club) -> None:
    """The twelfth comes through the pages, on the helper's phone."""
    page = phone.page
    phone.go(f"{club.home}/applicants")
    page.get_by_role("link", name="Wren").first.click()
    look(phone)
    for answer in ("talk", "yes", "started"):
        page.locator(f'button[name="answer"][value="{answer}"]').click()
    expect(page.locator("h1")).to_contain_text("volunteers with you")


def _everybody_every_week(office: Visitor, site: Work, club: Club) -> None:
    page = office.page
    office.go(f"{club.rota}/grid")
    for box in page.get_by_label(re.compile(r", every ")).all():
        box.check()
    page.get_by_role("button", name="Save the rota").click(timeout=60_000)
    expect(page.get_by_role("alert")).to_contain_text("12 changed for every week")
    expect(page.locator("tfoot td").last).to_contain_text("12 of 12")
    look(office)
    site.run(keep_rotas)
    taken = site.records(lambda s: set(s.scalars(select(Occurrence.places_taken))))
    assert taken == {12}


def _one_cannot_come_and_one_waits(
    visitor: Visitor, volunteer: Visitor, site: Work, club: Club
) -> None:
    """By the link of the reminder; whoever waits has the place, and is told."""
    write(site, _somebody_waits)
    site.run(remind_of_sessions)
    text = site.records(lambda s: _last_text(s, "Otter", "/reply/session/"))
    link = re.search(r"/reply/session/\S+", text)
    assert link is not None
    visitor.go(link[0])
    look(visitor)
    expect(visitor.page.locator("main")).to_contain_text("You are down for this session")
    visitor.page.get_by_role("button", name="I cannot come").click()
    expect(visitor.page.locator("main")).to_contain_text("You are not down for this session")
    states = site.records(lambda s: _states_on(s, club.day))
    assert (states["Otter"], states["Avocet"]) == (BookingState.CANCELLED, BookingState.BOOKED)
    assert site.records(lambda s: _last_text(s, "Avocet", TITLE))
    volunteer.go("/my/rota")
    expect(volunteer.page.locator("#mine ~ ul").first).to_contain_text("18:30")
    look(volunteer)


def _somebody_waits(session: Session) -> None:
    role = titled(session, TITLE)
    avocet = place(session, role, "Avocet")
    today = local_today()
    planned = occurrences_between(session, role, today, today + WEEK)[0]
    assert book(session, avocet, planned, MEMBER).state == BookingState.WAITING


def _last_text(session: Session, name: str, holding: str) -> str:
    query = select(OutboxMessage.text).where(OutboxMessage.name.startswith(name))
    found = [one for one in session.scalars(query.order_by(OutboxMessage.id)) if holding in one]
    return found[-1]


def _states_on(session: Session, day: date) -> dict[str, str]:
    query = (
        select(Volunteer.first_name, Booking.state)
        .join(Booking, Booking.volunteer_id == Volunteer.id)
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .where(Occurrence.held_on == day)
    )
    return dict(session.execute(query).all())


def _more_wanted_and_the_week_before(phone: Visitor, site: Work, club: Club) -> None:
    """Two are taken off next week on the phone; the week before fills their places again."""
    page, following = phone.page, club.day + WEEK
    phone.go(f"{club.rota}/grid")
    reference = f"{following.isoformat()}.1110"
    for box in page.locator(f'input[name="on"][value$="~{reference}"]:checked').all()[:2]:
        box.uncheck()
    page.get_by_role("button", name="Save the rota").click()
    phone.go(f"{club.rota}?week={following.isoformat()}")
    expect(page.locator(".tag--gap")).to_have_text("2 more wanted")
    look(phone)
    page.get_by_role("button", name="The same people as the week before").click()
    expect(page.get_by_role("alert")).to_contain_text("put down as last week")
    page.emulate_media(media="print")
    expect(page.locator(".slot__people li").first).to_be_visible()
    expect(page.get_by_role("button", name="The same people")).to_be_hidden()
    page.emulate_media(media="screen")


def _attended(phone: Visitor, site: Work, club: Club) -> None:
    """A session of last week: who is ticked has confirmed hours."""
    page, held = phone.page, club.day - WEEK
    phone.go(f"{club.rota}?week={held.isoformat()}")
    page.get_by_role("link", name="Note who came").click()
    look(phone)
    for name in NAMES[:3]:
        page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Save who came").click()
    expect(page.get_by_role("alert")).to_contain_text("their hours are confirmed")
    verified = site.records(
        lambda s: list(s.scalars(select(HourEntry.minutes).where(HourEntry.kind == Kind.VERIFIED)))
    )
    assert verified == [120, 120, 120]


def _hours_confirmed_in_bulk(office: Visitor, site: Work, club: Club) -> None:
    write(site, _three_write_down)
    page = office.page
    office.go(f"{club.home}/hours")
    look(office)
    page.get_by_role("button", name="Confirm all 3").click()
    expect(page.get_by_role("alert")).to_contain_text("3 entries are confirmed")
    kinds = site.records(
        lambda s: [
            (one.kind, one.minutes)
            for one in s.scalars(select(HourEntry).where(HourEntry.superseded_at.is_(None)))
        ]
    )
    assert kinds.count((Kind.VERIFIED, 90)) == 3


def _three_write_down(session: Session) -> None:
    role, day = titled(session, TITLE), local_today() - timedelta(days=20)
    query = select(Introduction).where(Introduction.opportunity_id == role.id)
    for one in session.scalars(query.order_by(Introduction.id).limit(3)):
        record_hours(session, one, MEMBER, day, 90)


def _papers_and_feedback(office: Visitor, club: Club) -> None:
    page = office.page
    office.go(f"{club.home}/hours")
    page.locator("#people ~ ul").get_by_role("link", name="Otter").first.click()
    expect(page.locator(".given")).to_contain_text("3 hours 30 minutes")
    look(office)
    placement = page.url
    page.get_by_role("link", name="Certificate, to print").click()
    expect(page.locator("main")).to_contain_text("3 hours 30 minutes")
    look(office)
    page.goto(placement)
    page.locator('[name="kind"][value="thank_you"]').check()
    page.get_by_role("button", name="Write the letter").click()
    expect(page.get_by_role("alert")).to_contain_text("The letter is written")
    look(office)
    page.goto(placement)
    _choose_first_answers(page)
    page.get_by_role("button", name="Send it to the centre").click()
    expect(page.get_by_role("alert")).to_contain_text("Your volunteer centre reads it")


def _choose_first_answers(page: Page) -> None:
    for question in ("first", "second", "third"):
        page.locator(f'[name="{question}"]').first.check()


def _calendar(volunteer: Visitor) -> None:
    """The feed has the sessions that Wren is down for."""
    page = volunteer.page
    volunteer.go("/my/calendar")
    page.get_by_role("button", name="Make my address").click()
    look(volunteer)
    path = re.sub(r"^https?://[^/]+", "", page.locator(".feed").inner_text().strip())
    answer = page.request.get(volunteer.site.address + path)
    assert answer.ok
    feed = answer.text()
    assert TITLE in feed
    assert feed.count("BEGIN:VEVENT") >= 8
