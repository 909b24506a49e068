"""Who speaks for an organisation: organisers, helpers, and those who were asked or who ask.

A helper answers applicants and confirms hours; who belongs, and what is said of the organisation,
is for the organisers. Services never commit and never see the request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from brokerage import audit, signed_links
from brokerage.accounts.models import Account, Hat
from brokerage.accounts.opening import open_for_member
from brokerage.accounts.service import give_hat, take_hat
from brokerage.actors import Actor, Role
from brokerage.db import now
from brokerage.errors import Conflict, Gone, Invalid, NotFound
from brokerage.organisations.models import Invitation, Organisation

LINK, LASTS = "organisation_invitation", timedelta(days=14)
KEPT = timedelta(days=30)
MOST_OPEN = 20
# As for an organisation that is not one's own: nobody learns who belongs to another.
NOT_FOUND = "We cannot find that organisation."


@dataclass(frozen=True)
class Member:
    """Somebody who speaks for an organisation."""

    account: Account
    hat: Hat

    @property
    def duty(self) -> str:
        """In words."""
        return "Helper" if self.hat.helper else "Organiser"


def list_members(session: Session, organisation: Organisation) -> list[Member]:
    """Organisers first, then by name."""
    query = (
        select(Account, Hat)
        .join(Hat, Hat.account_id == Account.id)
        .where(Hat.organisation_id == organisation.id, Hat.role == Role.MEMBER)
        .order_by(Hat.helper, Account.name, Account.id)
    )
    return [Member(account, hat) for account, hat in session.execute(query)]


def is_organiser(session: Session, organisation: Organisation, actor: Actor) -> bool:
    """Whether somebody looks after the organisation: its organisers, and the desk for them."""
    if actor.centre_ids:
        return True
    mine = select(Hat.id).where(
        Hat.account_id == actor.account_id,
        Hat.organisation_id == organisation.id,
        Hat.helper.is_(False),
    )
    return session.scalar(mine) is not None


def get_member(session: Session, organisation: Organisation, public_id: str) -> Member:
    """One by the public id of the account. Raises NotFound."""
    for one in list_members(session, organisation):
        if one.account.public_id == public_id:
            return one
    raise NotFound(NOT_FOUND)


def join(
    session: Session, organisation: Organisation, name: str, email: str, *, helper: bool = False
) -> Account:
    """Make the holder of a proved address a member: the account there is, else a new one."""
    address = email.lower()
    known = session.scalars(
        select(Account).where(Account.email == address, Account.active).order_by(Account.id)
    ).all()
    account = known[0] if len(known) == 1 else None
    if account is None:
        account = open_for_member(session, organisation.id, name, address)
    elif not any(hat.organisation_id == organisation.id for hat in account.hats):
        give_hat(session, account, Role.MEMBER, organisation_id=organisation.id)
    mine = next(hat for hat in account.hats if hat.organisation_id == organisation.id)
    mine.helper = helper
    session.flush()
    return account


def remove(session: Session, organisation: Organisation, member: Member, actor: Actor) -> bool:
    """End somebody's part, and their sign-ins. Whether an organiser is left."""
    person = member.account.public_id
    take_hat(session, member.account, member.hat)
    audit.record(session, actor, "member.removed", "organisation", organisation.public_id)
    audit.record(session, actor, "organisation.left", "account", person)
    return any(not one.hat.helper for one in list_members(session, organisation))


def change_duty(
    session: Session, organisation: Organisation, member: Member, helper: bool, actor: Actor
) -> None:
    """Make somebody an organiser or a helper. Raises Conflict for the last organiser."""
    others = [one for one in list_members(session, organisation) if one.hat.id != member.hat.id]
    if helper and all(one.hat.helper for one in others):
        raise Conflict("Somebody has to be the organiser. Make somebody else one first.")
    member.hat.helper = helper
    session.flush()
    audit.record(session, actor, "member.duty", "organisation", organisation.public_id)


def invite(
    session: Session,
    organisation: Organisation,
    name: str,
    email: str,
    helper: bool,
    actor: Actor,
) -> Invitation:
    """Ask somebody to join; asked again, the earlier link ends. Raises Invalid."""
    return _ask(session, organisation, name, email, "", helper, actor, agreed=True)


def ask_to_join(
    session: Session, organisation: Organisation, name: str, email: str, note: str, actor: Actor
) -> Invitation:
    """Somebody says that they belong; an organiser or the centre has to agree."""
    return _ask(session, organisation, name, email, note, False, actor, agreed=False)


def agree(session: Session, invitation: Invitation, helper: bool, actor: Actor) -> None:
    """They may join: they get a link. Raises Conflict for one that is settled."""
    _check_open(invitation)
    if invitation.agreed_at is not None:
        raise Conflict("Somebody has agreed to this already.")
    invitation.agreed_at, invitation.helper = now(), helper
    session.flush()
    organisation = invitation.organisation.public_id
    audit.record(session, actor, "member.agreed", "organisation", organisation)


def end_invitation(session: Session, invitation: Invitation, actor: Actor) -> None:
    """It counts no more."""
    _check_open(invitation)
    invitation.ended_at = now()
    session.flush()
    organisation = invitation.organisation.public_id
    audit.record(session, actor, "member.not_invited", "organisation", organisation)


def list_open(session: Session, organisation: Organisation) -> Sequence[Invitation]:
    """Who was asked, or asks, and has not come yet."""
    query = select(Invitation).where(
        Invitation.organisation_id == organisation.id,
        Invitation.used_at.is_(None),
        Invitation.ended_at.is_(None),
        Invitation.made_at > now() - KEPT,
    )
    return session.scalars(query.order_by(Invitation.id)).all()


def get_invitation(session: Session, organisation: Organisation, public_id: str) -> Invitation:
    """One of an organisation's. Raises NotFound."""
    for one in list_open(session, organisation):
        if one.public_id == public_id:
            return one
    raise NotFound(NOT_FOUND)


def link_for(invitation: Invitation) -> str:
    """The signed end of the address at which somebody joins."""
    return signed_links.sign(LINK, invitation.public_id)


def get_by_link(session: Session, token: str) -> Invitation:
    """The invitation of a link. Raises NotFound, or Gone where it was used or taken back."""
    public_id = signed_links.read(LINK, token, LASTS)
    found = session.scalar(select(Invitation).where(Invitation.public_id == public_id))
    if found is None or found.agreed_at is None:
        raise NotFound("This link does not work any more.")
    if found.used_at is not None or found.ended_at is not None:
        raise Gone("This invitation was used or taken back. Sign in, or ask for a new one.")
    return found


def take_up(session: Session, invitation: Invitation, actor: Actor) -> Account:
    """Join with an invitation; of two presses of the button one counts."""
    session.refresh(invitation, with_for_update=True)
    _check_open(invitation)
    organisation = invitation.organisation
    account = join(
        session, organisation, invitation.name, invitation.email, helper=invitation.helper
    )
    invitation.used_at = now()
    session.flush()
    audit.record(session, actor, "member.joined", "organisation", organisation.public_id)
    return account


def forget_invitations(session: Session, at: datetime) -> int:
    """Delete those that were used, taken back or left alone for 30 days; how many."""
    over = or_(Invitation.used_at < at - KEPT, Invitation.ended_at < at - KEPT)
    old = Invitation.made_at < at - KEPT
    found = session.execute(delete(Invitation).where(or_(over, old)).returning(Invitation.id))
    return len(found.all())


def _ask(
    session: Session,
    organisation: Organisation,
    name: str,
    email: str,
    note: str,
    helper: bool,
    actor: Actor,
    *,
    agreed: bool,
) -> Invitation:
    said = " ".join(name.split())
    if not said or len(said) > 200:
        raise Invalid("Enter a name.", "name")
    for one in list_open(session, organisation):
        if one.email.lower() == email.lower():
            one.ended_at = now()
    session.flush()
    if len(list_open(session, organisation)) >= MOST_OPEN:
        raise Conflict("Too many people are being asked at once. Ring your volunteer centre.")
    made = Invitation(
        organisation=organisation,
        name=said,
        email=email,
        note=" ".join(note.split())[:400],
        helper=helper,
        made_by=actor.name,
        agreed_at=now() if agreed else None,
    )
    session.add(made)
    session.flush()
    action = "member.invited" if agreed else "member.asked"
    audit.record(session, actor, action, "organisation", organisation.public_id)
    return made


def _check_open(invitation: Invitation) -> None:
    if invitation.used_at is not None or invitation.ended_at is not None:
        raise Conflict("This invitation was used or taken back already.")
