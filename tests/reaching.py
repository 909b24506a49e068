"""How to come to every page: which role, at which address, and after which steps.

The pages come from the application's routes; a new one is among them by itself. One that needs
more than its address (a draft begun, a password given) has a line in STEPS. What is not a page
has a line in NOT_PAGES, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Flask, current_app
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from brokerage.accounts.passwords import HASHER
from brokerage.accounts.second_factor import factor
from brokerage.accounts.service import give_hat, open_account
from brokerage.actors import Role
from brokerage.centres.service import find_lead
from brokerage.organisations.views.pages import PAGES as JOINING
from brokerage.privacy.views.own import ASKED
from brokerage.volunteers.registration.pages import PAGES as REGISTERING
from brokerage.volunteers.registration.pages import TOGETHER
from tests.making import DRIVING, make_role
from tests.walking import PARTIES, Walk, may_open, values

FILES = (".csv", ".ics", ".zip", ".pdf", ".json", ".xlsx")  # how the address of a file ends
NOT_PAGES = {
    "probes.healthz": "for machines",
    "probes.readyz": "for machines",
    "suggestions.download": "a table",
    "desk.people_csv": "a table",
    "desk_records.runs_out_csv": "a table",
    "audits.download": "a table",
    "suggestions.map_background": "drawn by the map's script",
    "my_data.take_away": "a file",
    "evaluation.take_file": "a file",
    "privacy.copy_as_file": "a file",
    "calendars.feed": "a calendar",
    "opportunities_api.list_opportunities": "the API",
    "opportunities_api.one_opportunity": "the API",
    "suggestions_api.list_skills": "the API",
    "reference.openapi": "the API's description",
    "accounts.set_up": "closed once there is staff: accounts/test_first_run.py opens it",
}
LEADS_ON = {"posting.go_on"}  # to the page where somebody stopped
# Who has registered, or works for one organisation, is led on at once.
LED_ON = {
    ("registration.start", Role.VOLUNTEER),
    ("registration.interested", Role.VOLUNTEER),
    ("organisations.mine", Role.MEMBER),
    ("sharing.index", Role.MEMBER),
}
PASSWORD = "a lighthouse full of herrings"
NEW, WITH_APP = "new-at-the-desk", "long-at-the-desk"
FRESH = "A role that nobody asked for yet"

Step = Callable[[Walk, FlaskClient], str | None]


def make_more(session: Session) -> None:
    """Beside the walk's world: staff with a password, and a role that nobody asked for yet."""
    centre = find_lead(session)
    assert centre is not None
    for name in (NEW, WITH_APP):
        account = open_account(session, name, name)
        account.password = HASHER.hash(PASSWORD)
        if name == WITH_APP:
            maker = factor(current_app.config["SECRET_KEY"], "tests")
            account.tf_totp_secret = maker.generate_totp_secret()
        give_hat(session, account, Role.BROKER, centre_id=centre.id)
    make_role(
        session, FRESH, source_id="fresh", on="Tue 18:30-20:30", skills={DRIVING: "needed"}
    ).public_id = FRESH_ID


FRESH_ID = "freshfreshfresh1"


def _sent(client: FlaskClient, path: str, **typed: str) -> None:
    """Post a form that is taken."""
    answer = client.post(path, data=typed)
    assert answer.status_code in (302, 303), f"{path}: {answer.status_code}"


def _asked_for_a_message(_walk: Walk, client: FlaskClient) -> None:
    _sent(client, "/account/sign-in", name="somebody@people.example")


def _password_given(name: str) -> Step:
    def give(_walk: Walk, client: FlaskClient) -> None:
        _sent(client, "/account/sign-in/password", name=name, password=PASSWORD)

    return give


def _new_address_given(_walk: Walk, client: FlaskClient) -> None:
    _sent(client, "/account/details", full_name="Wren", email="wren-new@people.example")


def _draft_begun(_walk: Walk, client: FlaskClient) -> None:
    """By somebody under 16, who is asked for a guardian."""
    _sent(client, "/register")
    _sent(client, "/register/age", age_band="under-16")


def _joining_begun(_walk: Walk, client: FlaskClient) -> None:
    _sent(client, "/organisations/register")
    _sent(client, "/organisations/register/questions/name", name="Larkspur Lane", near="Ashford")


def _code_asked_for(_walk: Walk, client: FlaskClient) -> None:
    _sent(client, "/register")
    _sent(client, "/register/save")


def _own_introduction(walk: Walk, _client: FlaskClient) -> str:
    mine = walk.records["introductions.show", "introduction_id"].own[Role.BROKER]
    return f"/my/introductions/{mine}"


def _fresh_role(_walk: Walk, _client: FlaskClient) -> str:
    return f"/my/apply/{FRESH_ID}"


def _somebody_for_a_fresh_role(walk: Walk, _client: FlaskClient) -> str:
    person = walk.records["desk.ask_refer", "volunteer_id"].own[Role.BROKER]
    return f"/desk/people/{person}/refer/{FRESH_ID}"


def _shared_person(walk: Walk, _client: FlaskClient) -> str:
    return f"/desk/any-centre/{walk.records['desk_records.shared_person', 'shared_id'].shared}"


# Routes whose one argument is the name of a page: each is a page of its own.
NAMED = {
    "registration.page": [page.name for page in REGISTERING],
    "joining.page": [page.name for page in JOINING],
    "my.correct": list(TOGETHER),
    "my_data.ask": list(ASKED),
}
STEPS: dict[str, Step] = {
    "accounts.enter_code": _asked_for_a_message,
    "accounts.second_step": _password_given(WITH_APP),
    "accounts.set_up_second_step": _password_given(NEW),
    "accounts.prove_address": _new_address_given,
    "registration.page": _draft_begun,
    "registration.check": _draft_begun,
    "registration.saved": _code_asked_for,
    "joining.page": _joining_begun,
    "joining.known": _joining_begun,
    "joining.check": _joining_begun,
    "joining.save": _joining_begun,
    "my.introduction": _own_introduction,
    "my.apply": _fresh_role,
    "desk.ask_refer": _somebody_for_a_fresh_role,
    "desk_records.shared_person": _shared_person,
}


@dataclass(frozen=True)
class Page:
    """One page as one role sees it."""

    walk: Walk
    endpoint: str
    party: Role | None
    path: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.endpoint} {self.name} as {self.party or 'a visitor'}"

    def reach(self) -> tuple[FlaskClient, str]:
        """A browser that stands before it, and its address."""
        client = self.walk.browser(self.party)
        step = STEPS.get(self.endpoint)
        return client, (step(self.walk, client) if step else None) or self.path


def pages(walk: Walk) -> Iterator[Page]:
    """Every page, as everybody who may open it and has something to open."""
    for rule in walk.app.url_map.iter_rules():
        if not _is_page(rule):
            continue
        for party in PARTIES:
            if not may_open(walk.app, rule.endpoint, party) or (rule.endpoint, party) in LED_ON:
                continue
            given = values(walk, rule, party, "own")
            if given is None and rule.endpoint in STEPS:
                given = dict.fromkeys(rule.arguments, "-")
            if given is None:
                continue
            for name in NAMED.get(rule.endpoint, [""]):
                named = dict.fromkeys(given, name) if name else given
                built = walk.app.url_map.bind("localhost").build(rule.endpoint, named, "GET")
                yield Page(walk, rule.endpoint, party, built, name)


def page_endpoints(app: Flask) -> set[str]:
    """Every route that should be a page."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if _is_page(rule)}


def _is_page(rule: Rule) -> bool:
    if rule.endpoint in NOT_PAGES or rule.endpoint in LEADS_ON or rule.rule.endswith(FILES):
        return False
    return "GET" in (rule.methods or ())
