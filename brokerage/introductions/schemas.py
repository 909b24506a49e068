"""The fields of an introduction, follow-up, contact and task: one row each.

An organisation's view is ``SharedSchema`` alone: what the volunteer agreed to send, and where it
stands. It never sees the reasons kept for staff.
"""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from brokerage.introductions import contacts, followups, tasks
from brokerage.introductions.due import Owner
from brokerage.introductions.sharing import CONTACT_CHANNELS
from brokerage.introductions.states import IN_WORDS, State
from brokerage.schema import Audience, RecordSchema, row

SELF, STAFF, PARTNER = Audience.SELF, Audience.STAFF, Audience.PARTNER
KEEPERS = (STAFF,)
STATES = {state.value: IN_WORDS[state] for state in State}
OWNERS = {
    Owner.VOLUNTEER.value: "The volunteer",
    Owner.ORGANISATION.value: "The organisation",
    Owner.BROKER.value: "The volunteer centre",
}


class SharedSchema(RecordSchema):
    """What an organisation reads of somebody: agreed for this introduction, then frozen."""

    first_name = row(fields.String(), label="First name", audience=PARTNER)
    contact_channel = row(
        fields.String(validate=OneOf(list(CONTACT_CHANNELS))),
        label="Wants to be reached by",
        audience=PARTNER,
        choices=CONTACT_CHANNELS,
    )
    reasons = row(fields.List(fields.String()), label="Why it may fit", audience=PARTNER)
    note = row(
        fields.String(validate=Length(max=2000)), label="Note", audience=PARTNER, multiline=True
    )


class IntroductionSchema(RecordSchema):
    """One volunteer and one role."""

    id = row(fields.String(attribute="public_id", dump_only=True), label="Reference", audience=SELF)
    state = row(fields.String(dump_only=True), label="State", audience=SELF, choices=STATES)
    state_since = row(fields.DateTime(dump_only=True), label="Since", audience=SELF)
    owner = row(
        fields.String(dump_only=True), label="Whose turn it is", audience=SELF, choices=OWNERS
    )
    due_on = row(fields.Date(dump_only=True), label="Reply due by", audience=SELF)
    agreed_on = row(
        fields.Date(allow_none=True), label="Day agreed", audience=SELF, editable_by=KEEPERS
    )
    started_on = row(
        fields.Date(allow_none=True), label="Started on", audience=SELF, editable_by=KEEPERS
    )
    reason = row(fields.String(dump_only=True), label="Why it closed")
    shared = row(
        fields.Nested(SharedSchema, dump_only=True),
        label="What the organisation receives",
        audience=SELF,
        drawn_apart=True,
    )
    note = row(
        fields.String(validate=Length(max=2000)),
        label="Note to the organisation",
        audience=SELF,
        editable_by=KEEPERS,
        multiline=True,
    )
    version = row(fields.Integer(dump_only=True), label="Version", drawn_apart=True)


class FollowUpSchema(RecordSchema):
    """How a placement goes."""

    weeks = row(fields.Integer(dump_only=True), label="Weeks after the start")
    outcome = row(
        fields.String(required=True, validate=OneOf(list(followups.OUTCOMES))),
        label="How is it going?",
        choices=followups.OUTCOMES,
        editable_by=KEEPERS,
    )
    note = row(
        fields.String(validate=Length(max=contacts.LONGEST)),
        label="Note",
        editable_by=KEEPERS,
        multiline=True,
    )
    done_at = row(fields.DateTime(dump_only=True), label="Asked on")


class ContactSchema(RecordSchema):
    """A call, letter or visit."""

    kind = row(
        fields.String(required=True, validate=OneOf(list(contacts.KINDS))),
        label="How you were in touch",
        choices=contacts.KINDS,
        editable_by=KEEPERS,
    )
    result = row(
        fields.String(required=True, validate=OneOf(list(contacts.RESULTS))),
        label="What came of it",
        choices=contacts.RESULTS,
        editable_by=KEEPERS,
    )
    note = row(
        fields.String(validate=Length(max=contacts.LONGEST)),
        label="Note",
        hint="Nothing about health, faith or checks",
        editable_by=KEEPERS,
        multiline=True,
    )
    made_at = row(fields.DateTime(dump_only=True), label="When")


class TaskSchema(RecordSchema):
    """Something to do."""

    what = row(
        fields.String(required=True, validate=Length(1, tasks.LONGEST)),
        label="What is to be done",
        editable_by=KEEPERS,
    )
    kind = row(
        fields.String(validate=OneOf(list(tasks.KINDS))),
        label="Kind",
        choices=tasks.KINDS,
        editable_by=KEEPERS,
    )
    due_on = row(fields.Date(required=True), label="By", editable_by=KEEPERS)
    done_at = row(fields.DateTime(dump_only=True), label="Done")
