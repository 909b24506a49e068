"""Register numbers as people write them, as an org-id (org-id.guide): checked for form only.

"Charity No. 1090095" becomes GB-CHC-1090095. Whether the register knows it is for a person to see.
"""

from __future__ import annotations

import re

from brokerage.errors import Invalid

ORG_ID = re.compile(r"[A-Z]{2}-[A-Z0-9]+-\S{1,60}")
# What stands round a number: "Registered charity number:", "Reg. No.", "Company no"
_WORDS = re.compile(
    r"\b(registered|reg|registration|charity|charitable|company|companies|house|scottish|england"
    r"|wales|and|cic|cio|number|num|no|nr)\b\.?",
    re.IGNORECASE,
)
FORMS = (
    (re.compile(r"(SC\d{6})"), "GB-COH"),  # a Scottish company, only where “company” is said
    (re.compile(r"(SC\d{5,6})"), "GB-SC"),
    (re.compile(r"(?:NIC)(\d{6})"), "GB-NIC"),
    (re.compile(r"([1-9]\d{5,6}(?:-\d{1,3})?)"), "GB-CHC"),  # England and Wales, linked ones too
    (re.compile(r"(\d{8}|(?:OC|NI|IP|RS|CE|CS)\d{6})"), "GB-COH"),
)
HINT = (
    "Write it as the register does, such as 1090095 or SC012345. Leave it empty if you have none."
)


def read_org_id(text: str | None, field: str = "org_id") -> str | None:
    """An org-id; None for no number. Raises Invalid for what is no number of a known form."""
    said = (text or "").strip()
    if not said:
        return None
    whole = re.sub(r"\s+", "", said.upper())
    if ORG_ID.fullmatch(whole):
        return whole
    company = re.search(r"compan", said, re.IGNORECASE) is not None
    number = re.sub(r"[\s.:#/]+", "", _WORDS.sub(" ", said)).upper()
    for form, prefix in FORMS[0 if company else 1 :]:
        if found := form.fullmatch(number):
            return f"{prefix}-{found[1]}"
    raise Invalid(HINT, field)


def in_words(org_id: str | None) -> str:
    """The number as a person knows it: "Charity 1090095"."""
    if not org_id:
        return ""
    names = {"GB-CHC-": "Charity", "GB-SC-": "Scottish charity", "GB-COH-": "Company"}
    for prefix, name in names.items():
        if org_id.startswith(prefix):
            return f"{name} {org_id.removeprefix(prefix)}"
    return org_id
