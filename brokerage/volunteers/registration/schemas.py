"""Questions of registering that are no column of a person's record: one row each."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from brokerage.consents import PURPOSES
from brokerage.schema import RecordSchema, row
from brokerage.volunteers.parts import KEEPERS, SELF
from brokerage.volunteers.support import LONGEST

GUARDIAN_WAYS = {
    "link": "By a link that we send them",
    "paper": "On paper, with the volunteer centre",
}
ASKED_PURPOSES = {
    name: purpose.wording.text for name, purpose in PURPOSES.items() if not purpose.unless_said
}
EXAMPLE_DAY = "For example, 27 3 2027"


def _line(label: str, longest: int = 200, hint: str = "") -> fields.String:
    return row(
        fields.String(validate=Length(max=longest)),
        label=label,
        hint=hint,
        audience=SELF,
        editable_by=KEEPERS,
    )


class AnswersSchema(RecordSchema):
    """What is asked beside the rows of VolunteerSchema."""

    near = _line("Where do you live?", 100, "Your postcode, or your town or village")
    within = _line("How far can you travel?", 20)
    hours_per_week = _line("At most how many hours a week?", 10, "Leave empty if you do not know")
    available_from = _line("From which day?", 40, f"Leave empty for now. {EXAMPLE_DAY}")
    away_first_on = _line("First day away", 40, EXAMPLE_DAY)
    away_last_on = _line("Last day away", 40, EXAMPLE_DAY)
    support = row(
        fields.String(validate=Length(max=LONGEST)),
        label="Is there anything else that would help you to take part?",
        hint="Practical things only, such as a chair or large print. Please do not tell us about "
        "an illness.",
        audience=SELF,
        editable_by=KEEPERS,
        multiline=True,
    )
    born_on = _line("Date of birth", 40, "Only where a role needs it. For example, 27 3 1954")
    carer_name = _line("Your carer’s name")
    carer_relation = _line("Who they are to you", 80, "Such as daughter or support worker")
    carer_phone = _line("Your carer’s telephone", 40)
    carer_email = _line("Your carer’s e-mail", 254)
    guardian_name = _line("Your parent’s or guardian’s name")
    guardian_relation = _line("Who they are to you", 80, "Such as mother or foster carer")
    guardian_email = _line("Their e-mail", 254)
    guardian_phone = _line("Their telephone", 40)
    guardian_way = row(
        fields.String(validate=OneOf(list(GUARDIAN_WAYS))),
        label="How shall we ask them?",
        audience=SELF,
        editable_by=KEEPERS,
        choices=GUARDIAN_WAYS,
    )
    consents = row(
        fields.List(fields.String()),
        label="Tick what you agree to",
        hint="You need not tick any. You can change your mind at any time.",
        audience=SELF,
        editable_by=KEEPERS,
        choices=ASKED_PURPOSES,
    )
