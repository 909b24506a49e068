"""The fields of an organisation."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Email, Length, OneOf, Regexp, Validator

from brokerage.schema import Audience, RecordSchema, row, shown

MEMBERS = (Audience.PARTNER, Audience.STAFF)  # its own people, or a broker for them

KINDS = {
    "charity": "Charity",
    "cio": "Charitable incorporated organisation (CIO)",
    "cic": "Community interest company (CIC)",
    "community_group": "Community group, with or without a constitution",
    "club": "Sports or social club",
    "school": "School or college",
    "public_body": "Council, health or other public body",
    "faith_group": "Faith group",
    "social_enterprise": "Social enterprise",
    "other": "Something else",
}
INCOME_BANDS = {  # NCVO Almanac's six bands
    "micro": "Under £10,000",
    "small": "£10,000 to £100,000",
    "medium": "£100,000 to £1 million",
    "large": "£1 million to £10 million",
    "major": "£10 million to £100 million",
    "super_major": "Over £100 million",
}
INSURANCE = {
    "own": "We have our own insurance that covers volunteers",
    "shared": "Somebody else’s insurance covers us, such as the hall’s or a bigger body’s",
    "none": "We have none yet",
    "unsure": "We are not sure: please help us",
}
EXPENSES = {
    "paid": "We pay what volunteers spend, such as bus fares",
    "some": "We can pay some of it",
    "none": "We cannot pay expenses now",
}
# An org-id is a list's prefix and an identifier (org-id.guide); checked for form, not existence.
ORG_ID = Regexp(r"[A-Z]{2}-[A-Z0-9]+-\S{1,60}", error="Write an org-id such as GB-CHC-1090095")


CONTACTS, STATEMENTS = "Who we talk to", "Insurance and expenses"
SAFE = "For roles with children, adults at risk or in private homes"


def _kept(
    rule: Validator, label: str, group: str, hint: str = "", choices: dict[str, str] | None = None
) -> fields.String:
    """What the organisation and its centre see, and nobody else."""
    text = fields.String(allow_none=True, validate=rule)
    return row(
        text,
        label=label,
        audience=Audience.PARTNER,
        editable_by=MEMBERS,
        group=group,
        hint=hint,
        choices=choices,
    )


def _day(label: str, hint: str, group: str = STATEMENTS) -> fields.Date:
    return row(
        fields.Date(allow_none=True),
        label=label,
        audience=Audience.PARTNER,
        editable_by=MEMBERS,
        group=group,
        hint=hint,
    )


class OrganisationSchema(RecordSchema):
    """A body that needs volunteers."""

    id = shown(fields.String(attribute="public_id", dump_only=True), "Organisation reference")
    name = shown(fields.String(required=True, validate=Length(2, 200)), "Name", editable_by=MEMBERS)
    description = shown(
        fields.String(validate=Length(max=20_000)),
        "What you do",
        editable_by=MEMBERS,
        multiline=True,
    )
    kind = shown(
        fields.String(required=True, validate=OneOf(list(KINDS))),
        "Kind of organisation",
        editable_by=MEMBERS,
        choices=KINDS,
    )
    org_id = shown(
        fields.String(allow_none=True, validate=ORG_ID),
        "Organisation identifier",
        editable_by=MEMBERS,
    )
    website = shown(
        fields.Url(allow_none=True, schemes={"http", "https"}, validate=Length(max=500)),
        "Website",
        editable_by=MEMBERS,
    )
    income_band = row(
        fields.String(allow_none=True, validate=OneOf(list(INCOME_BANDS))),
        label="Income in a year",
        editable_by=MEMBERS,
        choices=INCOME_BANDS,
    )
    contact_name = _kept(Length(max=200), "First contact: name", CONTACTS)
    email = _kept(Email(), "First contact: e-mail", CONTACTS, "We write to this address")
    phone = _kept(Length(max=40), "First contact: telephone", CONTACTS)
    second_name = _kept(
        Length(max=200), "Second contact: name", CONTACTS, "Somebody else, for when you are away"
    )
    second_email = _kept(Email(), "Second contact: e-mail", CONTACTS)
    second_phone = _kept(Length(max=40), "Second contact: telephone", CONTACTS)
    postcode = _kept(Length(max=8), "Postcode", "", "Where you mostly are. It is not shown")
    insurance = _kept(OneOf(list(INSURANCE)), "Insurance", STATEMENTS, choices=INSURANCE)
    insurance_ends_on = _day("Insurance lasts until", "Leave it empty if you have none")
    expenses = _kept(OneOf(list(EXPENSES)), "Expenses", STATEMENTS, choices=EXPENSES)
    safeguarding_lead = _kept(
        Length(max=200),
        "Safeguarding lead",
        SAFE,
        "The person whom anybody can tell when they are worried",
    )
    safeguarding_reviewed_on = _day(
        "Safeguarding policy last looked at on", "Keep the paper: we only note the day", SAFE
    )
    data_protection_on = _day(
        "We keep people’s details safe, stated on",
        "Only those who need them see them, and you delete them when they are not needed",
        SAFE,
    )
    runs_a_centre = row(fields.Boolean(dump_only=True), label="Also runs a volunteer centre")
    source = row(fields.String(dump_only=True), label="Came from")
    source_id = row(fields.String(dump_only=True), label="Reference at the source")
