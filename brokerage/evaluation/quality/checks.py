"""The one list of what is checked, in the order of the page."""

from __future__ import annotations

from brokerage.errors import NotFound
from brokerage.evaluation.quality.check import Check, Subject
from brokerage.evaluation.quality.hours import HOURS
from brokerage.evaluation.quality.introductions import INTRODUCTIONS
from brokerage.evaluation.quality.organisations import ORGANISATIONS
from brokerage.evaluation.quality.pairs import PAIRS
from brokerage.evaluation.quality.people import PEOPLE
from brokerage.evaluation.quality.roles import ROLES
from brokerage.evaluation.quality.sessions import SESSIONS

SUBJECTS: tuple[Subject, ...] = (
    PEOPLE,
    PAIRS,
    INTRODUCTIONS,
    HOURS,
    SESSIONS,
    ROLES,
    ORGANISATIONS,
)
CHECKS: dict[str, Check] = {check.id: check for one in SUBJECTS for check in one.checks}


def get_check(check_id: str) -> tuple[Subject, Check]:
    """A check whose records are listed. Raises NotFound for any other."""
    for subject in SUBJECTS:
        for check in subject.checks:
            if check.id == check_id and check.listed:
                return subject, check
    raise NotFound("There is no such check.")
