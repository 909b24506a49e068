"""People who sign in: the account, the hats it wears, and each place it is signed in."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask_security import UserMixin
from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from brokerage.actors import Role
from brokerage.db import Base, code_text, created, key, name_text, public_id


class Account(Base, UserMixin):
    """Somebody who can sign in.

    The sign-in name is unique. The e-mail address is not: households share one, and then links
    are not sent to it (``links_off``).
    """

    __tablename__ = "accounts"

    id: Mapped[key]
    public_id: Mapped[public_id]
    sign_in_name: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[name_text]
    email: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(254), index=True
    )
    links_off: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    # volunteers and organisations need none
    password: Mapped[str | None] = mapped_column(String(255))
    # Flask-Security's: changes when every sign-in has to end
    fs_uniquifier: Mapped[str] = mapped_column(
        String(64), unique=True, default=lambda: secrets.token_hex(32)
    )
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_phone_number: Mapped[str | None] = mapped_column(String(128))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    # the last time step whose code was used, so that none is taken twice
    totp_counter: Mapped[int | None] = mapped_column(BigInteger)
    # invented with the demonstration county; cannot sign in where SEEDED_SIGN_INS is off
    demonstration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[created]

    hats: Mapped[list[Hat]] = relationship(
        cascade="all, delete-orphan", order_by="Hat.id", lazy="selectin"
    )


class Hat(Base):
    """One role of an account, and whose: a centre's, an organisation's, or the person's own."""

    __tablename__ = "account_hats"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "centre_id", "organisation_id", "volunteer_id"),
        CheckConstraint(
            "(role IN ('broker', 'manager')) = (centre_id IS NOT NULL)", name="staff_has_centre"
        ),
        CheckConstraint(
            "(role = 'member') = (organisation_id IS NOT NULL)", name="member_has_organisation"
        ),
        CheckConstraint("(role = 'volunteer') = (volunteer_id IS NOT NULL)", name="own_record"),
    )

    id: Mapped[key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[Role] = mapped_column(String(20))
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centres.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteers.id"), index=True)
    # the centre's designated lead for safeguarding, or the deputy
    safeguarding: Mapped[bool] = mapped_column(default=False)
    # of a member: answers applicants and confirms hours; who belongs is for the organisers
    helper: Mapped[bool] = mapped_column(default=False)


class SignIn(Base):
    """One browser that is signed in; looked at on each request, so ending it works at once."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index("ix_sign_ins_live", "account_id", "ended_at"),)

    id: Mapped[key]
    public_id: Mapped[public_id]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    method: Mapped[code_text]  # password, link, code, desk
    browser: Mapped[str] = mapped_column(String(120), default="")
    second_factor: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[created]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class Challenge(Base):
    """Something sent or printed that can be used once: a link, a code, or both.

    ``account_id`` is empty where nobody was found, so that known and unknown names take the same
    way. Only keyed hashes are kept (sealing.py).
    """

    __tablename__ = "account_challenges"

    id: Mapped[key]
    public_id: Mapped[public_id]
    kind: Mapped[code_text]  # challenges.KINDS
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    browser_hash: Mapped[str | None] = mapped_column(String(64))
    address: Mapped[str | None] = mapped_column(String(254))  # a new e-mail address, to be proved
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[created]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class AttemptCount(Base):
    """How often something was tried in one period; throttling.py counts here."""

    __tablename__ = "account_attempts"

    what_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    count: Mapped[int]
