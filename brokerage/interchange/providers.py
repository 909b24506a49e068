"""Organisations of volunteeringdata.io, which are often published without a name."""

from __future__ import annotations

import re
from typing import Any

from brokerage.interchange import cleaning
from brokerage.interchange.drafts import DraftOrganisation, Remark
from brokerage.interchange.jsonld import Node, address, one_of
from brokerage.interchange.rows import Row

SOURCE = "volunteeringdata"
NO_NAME = "The organisation is published without a name: it is called after its web address."
_CHARITY = re.compile(r"[1-9]\d{5,6}(?:-\d{1,3})?")


def read_organisation(uri: str, node: Node, line: int) -> DraftOrganisation:
    """An organisation as published; one without a name is called after its web address."""
    website = _website(node)
    stated = cleaning.label(str(one_of(node, "name", "label", "title") or ""))[:200]
    name = stated or _name_from(website)
    remarks = () if stated else (Remark(line, "name", uri, NO_NAME),)
    return DraftOrganisation(
        SOURCE,
        (uri or f"name:{name.casefold()}")[:255],
        name,
        placeholder=not stated,
        facts=_facts(node, website),
        line=line,
        remarks=remarks,
    )


def unnamed_organisation(uri: str, row: Row) -> DraftOrganisation:
    """A stand-in for an organisation that is not in the file, until it comes with another."""
    host = address(row.raw("applyLink")).hostname or ""
    row.remark(
        "organisation",
        "The organisation is not in this file: it is called after the web address to apply at.",
        uri,
    )
    name = f"Organisation at {host}" if host else "Organisation not named"
    return DraftOrganisation(SOURCE, (uri or f"host:{host}")[:255], name[:200], placeholder=True)


def _facts(node: Node, website: str | None) -> dict[str, Any]:
    described = cleaning.for_the_public(cleaning.prose(str(node.get("description") or "")))
    number = _charity_number(node)
    return {
        **({"kind": "charity"} if number else {}),
        "description": described.text,
        "website": website,
        "phone": cleaning.published_phone(str(one_of(node, "phone", "telephone") or "")),
        "org_id": f"GB-CHC-{number}" if number else None,
    }


def _website(node: Node) -> str | None:
    text = cleaning.label(str(one_of(node, "website", "applylink", "applyLink") or ""))
    return text[:500] if address(text).scheme in ("http", "https") else None


def _charity_number(node: Node) -> str | None:
    registration = node.get("charityRegistration")
    stated = registration.get("registrationNumber") if isinstance(registration, dict) else None
    text = str(stated or node.get("charityNumber") or "")
    found = _CHARITY.fullmatch(re.sub(r"(?i)\s|no\.?", "", text))
    return found[0] if found else None


def _name_from(website: str | None) -> str:
    """The last part of an address in words: ".../CreatePaisley" is Create Paisley."""
    parts = address(website or "")
    last = re.sub(r"-\d+$", "", parts.path.rstrip("/").rpartition("/")[2])
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_+]+", " ", last).strip()
    if len(words) > 3 and not words.isdigit():
        return words[:200]
    return f"Organisation at {parts.hostname}"[:200] if parts.hostname else "Organisation not named"
