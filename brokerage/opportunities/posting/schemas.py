"""Questions about a role that are no column of it: one row each."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from brokerage.opportunities.posting.pages import ANY_TIME, AT_TIMES, HOURS, SMALL, UNSURE
from brokerage.opportunities.schemas import POSTERS
from brokerage.schema import Audience, FieldT, RecordSchema, row
from brokerage.volunteers.check_rules import QUESTIONS
from brokerage.weeks import DAY_NAMES

WHENS = {
    AT_TIMES: "On set days and times",
    HOURS: "Some hours a week or a month, on days we agree",
    ANY_TIME: "At any time that suits them",
    SMALL: "Small tasks, a few minutes at a time",
    UNSURE: "We do not know yet",
}
KIND_WORDS = {"role": "Volunteer role", "trustee": "Trustee", "group": "For a group"}
REPEATS = {
    "once": "Once",
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "monthly": "Every month, on the same day of the week",
}
WEEKDAYS = {str(number): name for number, name in enumerate(DAY_NAMES)}
HOURS_PER = {"week": "A week", "month": "A month", "once": "In all"}
YES_NO = {"true": "Yes", "false": "No"}
DAY = "For example, 27 3 2027"


def _asked(field: FieldT, label: str, hint: str = "", **more: object) -> FieldT:
    return row(
        field,
        label=label,
        hint=hint,
        audience=Audience.PARTNER,
        editable_by=POSTERS,
        **more,  # type: ignore[arg-type]
    )


def _line(label: str, longest: int = 200, hint: str = "") -> fields.String:
    return _asked(fields.String(validate=Length(max=longest)), label, hint)


def _choice(choices: dict[str, str], label: str, hint: str = "") -> fields.String:
    field = fields.String(validate=OneOf(list(choices)))
    return _asked(field, label, hint, choices=choices)


def _ticks(choices: dict[str, str], label: str, hint: str = "") -> fields.Field:  # type: ignore[type-arg]
    return _asked(fields.List(fields.String()), label, hint, choices=choices)


class PostingSchema(RecordSchema):
    """What is asked beside the rows of OpportunitySchema."""

    near = _line(
        "Postcode", 100, "Of the place where it happens. Without one, write the town or village."
    )
    place_name = _line("Name of the place", 200, "Such as “Village hall”. You may leave it empty.")
    address = _line("Street", 400, "You may leave it empty")
    when_kind = _choice(WHENS, "When do you need them?")
    session_repeats = _choice(REPEATS, "How often?")
    session_on = _line("Which day, or the first day?", 40, DAY)
    session_days = _ticks(
        WEEKDAYS, "On which days of the week?", "Leave them empty for the same day as the first"
    )
    session_start = _line("It starts at", 10, "Such as 18:30")
    session_end = _line("It ends at", 10, "Such as 20:30")
    session_until = _line("Last day", 40, f"Leave it empty if it goes on. {DAY}")
    session_places = _line("How many people each time?", 6, "Leave it empty if you do not count")
    session_term_time = _ticks({"true": "Only in school terms"}, "School holidays")
    hours = _line("How many hours?", 6, "Such as 2, or 1.5. Leave it empty if you do not know.")
    hours_per = _choice(HOURS_PER, "Is that")
    hours_within = _ticks({}, "On which parts of the week?")
    musts = _ticks({}, "Tick only what you cannot show them")


CheckSchema = RecordSchema.from_dict(
    {name: _choice(YES_NO, label) for name, label in QUESTIONS.items()}, name="CheckSchema"
)
"""The ten short questions about a DBS check, as volunteers/check_rules.py has them."""
