"""Tables about people who offer time. Equality monitoring is not among them: it stands apart."""

from brokerage.volunteers.models.checks import (
    DECISIONS,
    LEVELS,
    SupportDetail,
    VolunteerCheck,
    VolunteerReference,
    VolunteerTraining,
)
from brokerage.volunteers.models.contacts import GuardianAnswer, GuardianConsent, VolunteerCarer
from brokerage.volunteers.models.drafts import RegistrationDraft
from brokerage.volunteers.models.person import (
    Volunteer,
    VolunteerMove,
    VolunteerPause,
    VolunteerState,
    VolunteerTerm,
    VolunteerWindow,
)
from brokerage.volunteers.models.standing import (
    CentreNotice,
    LikelyPair,
    NamelessEnquiry,
    NotTheSame,
    TransferState,
    VolunteerMerge,
    VolunteerTaking,
    VolunteerTransfer,
)

__all__ = [
    "DECISIONS",
    "LEVELS",
    "CentreNotice",
    "GuardianAnswer",
    "GuardianConsent",
    "LikelyPair",
    "NamelessEnquiry",
    "NotTheSame",
    "RegistrationDraft",
    "SupportDetail",
    "TransferState",
    "Volunteer",
    "VolunteerCarer",
    "VolunteerCheck",
    "VolunteerMerge",
    "VolunteerMove",
    "VolunteerPause",
    "VolunteerReference",
    "VolunteerState",
    "VolunteerTaking",
    "VolunteerTerm",
    "VolunteerTraining",
    "VolunteerTransfer",
    "VolunteerWindow",
]
