"""One account for every role, with sign-ins that are printed. Only in a demonstration."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.accounts.passwords import HASHER
from brokerage.accounts.service import give_hat, open_account
from brokerage.actors import Role
from brokerage.centres.models import Centre
from brokerage.centres.service import find_lead
from brokerage.demo.histories import broker_at, manager_at
from brokerage.opportunities.models import Opportunity, State
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerState

PASSWORD = "marmalade kettle harbour"  # noqa: S105 - invented people, and printed for everybody
BROKERS = (
    "Bryony Broker", "Wilf Weaver", "Dilys Docker", "Grace Gate", "Mina Mote", "Saul Spring",
    "Tess Tiller",
)  # fmt: skip
WORDS = {
    "volunteer": "somebody who offers time",
    "organisation": "somebody who speaks for an organisation",
    "broker": "a broker at the lead centre's desk",
    "broker-dover": "a broker at another centre",
    "manager": "the manager of the lead centre",
    "lead": "who runs the pilot",
    "evaluator": "who evaluates it",
    "administrator": "who looks after the service",
}


def add_accounts(session: Session) -> int:
    """Add the accounts; how many. What they need is loaded before them."""
    centre = find_lead(session)
    if centre is None:
        return 0
    brokers = _add_brokers(session)
    manager = _account(session, "manager", "Morgan Manager")
    manager.public_id = manager_at(centre.id).removeprefix("account:")
    give_hat(session, manager, Role.MANAGER, centre_id=centre.id, safeguarding=True)
    for role in (Role.LEAD, Role.EVALUATOR, Role.ADMINISTRATOR):
        give_hat(session, _account(session, role.value, f"{role.value.title()} Example"), role)
    volunteer, member = _add_volunteer(session, centre.id), _add_member(session, centre.id)
    return brokers + 4 + volunteer + member


def _add_brokers(session: Session) -> int:
    """One at each centre; the histories name them (see histories.broker_at)."""
    names = iter(BROKERS)
    centres = session.scalars(select(Centre).order_by(Centre.is_lead.desc(), Centre.id)).all()
    for centre in centres:
        town = centre.slug.partition("-")[0]
        account = _account(session, "broker" if centre.is_lead else f"broker-{town}", next(names))
        account.public_id = broker_at(centre.id).removeprefix("account:")
        give_hat(session, account, Role.BROKER, centre_id=centre.id)
    return len(centres)


def _add_volunteer(session: Session, centre_id: int) -> int:
    """Somebody who has been with us for a while, with an address and a home."""
    of_centre = Volunteer.centre_id == centre_id, Volunteer.state == VolunteerState.ACTIVE
    home = (Volunteer.email.is_(None), Volunteer.latitude.is_(None), Volunteer.created_at)
    found = session.scalar(select(Volunteer).where(*of_centre).order_by(*home).limit(1))
    if found is None:
        return 0
    name = f"{found.first_name} {found.last_name}".strip()
    account = _account(session, "volunteer", name, found.email)
    give_hat(session, account, Role.VOLUNTEER, volunteer_id=found.id)
    return 1


def _add_member(session: Session, centre_id: int) -> int:
    """Of an organisation with a live role, near the desk if there is one."""
    live = select(Opportunity.organisation_id).where(Opportunity.state == State.LIVE)
    ours = (Organisation.centre_id == centre_id).desc()
    query = select(Organisation).where(Organisation.id.in_(live)).order_by(ours, Organisation.id)
    found = session.scalar(query.limit(1))
    if found is None:
        return 0
    account = _account(session, "organisation", "Olu Organiser", found.email)
    give_hat(session, account, Role.MEMBER, organisation_id=found.id)
    return 1


def _account(session: Session, sign_in_name: str, name: str, email: str | None = None) -> Account:
    account = open_account(session, sign_in_name, name, email=email)
    account.password, account.demonstration = HASHER.hash(PASSWORD), True
    return account
