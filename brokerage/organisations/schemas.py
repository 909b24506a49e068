"""The fields of an organisation."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Email, Length, OneOf, Regexp

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
# An org-id is a list's prefix and an identifier (org-id.guide); checked for form, not existence.
ORG_ID = Regexp(r"[A-Z]{2}-[A-Z0-9]+-\S{1,60}", error="Write an org-id such as GB-CHC-1090095")


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
    email = row(
        fields.String(allow_none=True, validate=Email()), label="E-mail", editable_by=MEMBERS
    )
    phone = row(
        fields.String(allow_none=True, validate=Length(max=40)),
        label="Telephone",
        editable_by=MEMBERS,
    )
    postcode = row(
        fields.String(allow_none=True, validate=Length(max=8)),
        label="Postcode",
        editable_by=MEMBERS,
    )
    runs_a_centre = row(fields.Boolean(dump_only=True), label="Also runs a volunteer centre")
    source = row(fields.String(dump_only=True), label="Came from")
    source_id = row(fields.String(dump_only=True), label="Reference at the source")
