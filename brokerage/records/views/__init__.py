"""Pages about a person's records: checks, references, support, guardians, moving centre."""

from brokerage.records.views import (
    answering,
    any_centre,
    check_level,
    checks,
    equality,
    guardians,
    notices,
    references,
    running_out,
    support,
    transfers,
)
from brokerage.records.views.blueprint import answers, desk_records, records

__all__ = [
    "answering",
    "answers",
    "any_centre",
    "check_level",
    "checks",
    "desk_records",
    "equality",
    "guardians",
    "notices",
    "records",
    "references",
    "running_out",
    "support",
    "transfers",
]
