"""The questions of signing in and of accounts; drawn as every other control.

Written out, not made from a schema: a password is no field of a record, and is never shown again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brokerage.errors import BrokerageError
from brokerage.forms import Control

SECRET = frozenset({"password", "new_password"})
LONGEST = 254
LONGEST_NAME = 200

NAME = Control("name", "username", "Your e-mail address or sign-in name", required=True)
PASSWORD = Control("password", "password", "Your password", required=True)
CODE = Control("code", "one_time_code", "The six-digit code from the e-mail", required=True)
STEP_CODE = Control(
    "code",
    "one_time_code",
    "The six-digit code from your app",
    "Or one of your printed recovery codes, such as 1a2b-3c4d-5e6f",
    required=True,
)
FIRST_CODE = Control(
    "code", "one_time_code", "The six-digit code that the app shows", required=True
)
DESK_CODE = Control(
    "code", "text", "The code on your letter", "Eight letters and figures", required=True
)
SIGN_IN_NAME = Control("name", "username", "The sign-in name on your letter", required=True)
NEW_PASSWORD = Control(
    "password",
    "new_password",
    "Your new password",
    "At least 12 characters. Three words that do not belong together work well.",
    required=True,
)
OLD_PASSWORD = Control("current", "password", "Your password now", required=True)
FULL_NAME = Control("full_name", "text", "Your name", required=True)
EMAIL = Control("email", "email", "Your e-mail address", "We send a code to it first")

ASK = (NAME,)
ENTER_CODE = (CODE,)
BY_PASSWORD = (NAME, PASSWORD)
AT_THE_DESK = (SIGN_IN_NAME, DESK_CODE)
FIRST_PASSWORD = (NEW_PASSWORD,)
CHANGE_PASSWORD = (OLD_PASSWORD, replace(NEW_PASSWORD))
DETAILS = (FULL_NAME, EMAIL)

STAFF_NAME = Control("full_name", "text", "Their name", required=True)
STAFF_EMAIL = Control(
    "email", "email", "Their work e-mail address", "They sign in with it", required=True
)
STAFF_ROLE = Control(
    "role",
    "radios",
    "What they do",
    choices=(("broker", "Broker"), ("manager", "Centre manager, who also looks after the staff")),
    required=True,
)
SET_UP = (
    Control("centre", "text", "The name of the lead volunteer centre", required=True),
    Control("district", "select", "The district it is in", required=True),
    Control("address", "text", "The centre's address", required=True),
    Control("phone", "text", "The centre's telephone number", required=True),
    replace(FULL_NAME, label="Your name", hint="You become the manager of this centre"),
    Control("email", "email", "Your work e-mail address", "You sign in with it", required=True),
    NEW_PASSWORD,
)


def read(
    asked: Sequence[Control], form: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """(what was typed, what is missing) by name; passwords keep their spaces."""
    typed = {c.name: _clean(c, form.get(c.name, "")) for c in asked}
    missing = {c.name: [_enter(c)] for c in asked if c.required and not typed[c.name]}
    for control in asked:
        value = typed[control.name]
        if control.choices and value and value not in dict(control.choices):
            missing[control.name] = [_enter(control)]
        if control.name == "full_name" and len(value) > LONGEST_NAME:
            missing[control.name] = [f"Use {LONGEST_NAME} characters or fewer"]
        if control.kind == "email" and value and not _is_address(value):
            missing[control.name] = ["Enter an e-mail address, such as name@example.org"]
    return typed, missing


def filled(
    asked: Sequence[Control],
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, list[str]] | None = None,
) -> list[Control]:
    """The controls with what was typed and what is wrong; a password is not shown again."""
    given = typed or {}
    return [
        replace(
            c,
            values=(given[c.name],) if given.get(c.name) and c.kind not in SECRET else (),
            errors=tuple((errors or {}).get(c.name, ())),
        )
        for c in asked
    ]


def about(problem: BrokerageError, asked: Sequence[Control]) -> dict[str, list[str]]:
    """A refusal as an error at its field, or at the first one."""
    names = [c.name for c in asked]
    field = problem.field if problem.field in names else names[0]
    return {str(field): [problem.message]}


def _enter(control: Control) -> str:
    verb = "Choose" if control.choices else "Enter"
    return f"{verb} {control.label[:1].lower()}{control.label[1:]}"


def _clean(control: Control, text: str) -> str:
    """Without the character that PostgreSQL refuses, and no longer than a column holds."""
    kept = text.replace("\0", "")
    return kept if control.kind in SECRET else kept.strip()[:LONGEST]


def _is_address(text: str) -> bool:
    local, _, domain = text.partition("@")
    return bool(local and "." in domain and " " not in text and "@" not in domain)
