"""One account for every role, with sign-ins that are printed. Only in a demonstration."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from brokerage.accounts.models import Account
from brokerage.accounts.passwords import HASHER
from brokerage.accounts.service import give_hat, open_account
from brokerage.actors import Role
from brokerage.centres.service import find_lead
from brokerage.opportunities.models import Opportunity, State
from brokerage.organisations.models import Organisation
from brokerage.volunteers.models import Volunteer, VolunteerState

PASSWORD = "marmalade kettle harbour"  # noqa: S105 - invented people, and printed for everybody
WORDS = {
    "volunteer": "somebody who offers time",
    "organisation": "somebody who speaks for an organisation",
    "broker": "a broker at the lead centre's desk",
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
    broker = _account(session, "broker", "Bryony Broker")
    give_hat(session, broker, Role.BROKER, centre_id=centre.id)
    manager = _account(session, "manager", "Morgan Manager")
    give_hat(session, manager, Role.MANAGER, centre_id=centre.id, safeguarding=True)
    for role in (Role.LEAD, Role.EVALUATOR, Role.ADMINISTRATOR):
        give_hat(session, _account(session, role.value, f"{role.value.title()} Example"), role)
    return 5 + _add_volunteer(session, centre.id) + _add_member(session, centre.id)


def _add_volunteer(session: Session, centre_id: int) -> int:
    of_centre = Volunteer.centre_id == centre_id, Volunteer.state == VolunteerState.ACTIVE
    found = session.scalar(select(Volunteer).where(*of_centre).order_by(Volunteer.id).limit(1))
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
