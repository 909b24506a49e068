"""The kinds of relaxation and the keys of their changes: what a page needs to build a link.

| kind | for a person: ``change`` | for a role: ``change`` |
| --- | --- | --- |
| distance | ``within_km`` float | ``lift_km`` float: a lift for people so far beyond their limit |
| travel | ``within_minutes`` float | |
| remote | ``remote`` "welcome" | ``remote`` "hybrid" or "yes" |
| shift | ``windows`` tuple of Window | ``sessions`` tuple of Session, or ``windows`` |
| time | ``windows`` | ``sessions`` (held then instead), or ``windows`` (then as well) |
| skill | ``skill`` uri that would be learned | ``skill`` uri no longer insisted on |
| training | ``accepts_training`` True | ``training_given`` True |
| accompanied | ``accompanied`` True | ``accompanied`` True |

Every key but ``skill``, ``lift_km`` and a role's ``accompanied`` is the field of ``Volunteer``,
``Availability``, ``Opportunity`` or ``Hours`` that takes the value.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """``Relaxation.kind``."""

    DISTANCE = "distance"
    TRAVEL = "travel"
    REMOTE = "remote"
    SHIFT = "shift"
    TIME = "time"
    SKILL = "skill"
    TRAINING = "training"
    ACCOMPANIED = "accompanied"


class Key(StrEnum):
    """Keys of ``Relaxation.change``; each change has exactly one."""

    WITHIN_KM = "within_km"
    WITHIN_MINUTES = "within_minutes"
    LIFT_KM = "lift_km"
    REMOTE = "remote"
    WINDOWS = "windows"
    SESSIONS = "sessions"
    SKILL = "skill"
    ACCEPTS_TRAINING = "accepts_training"
    TRAINING_GIVEN = "training_given"
    ACCOMPANIED = "accompanied"
