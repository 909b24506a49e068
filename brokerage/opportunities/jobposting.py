"""A role as a schema.org JobPosting, so that search engines can show it. Pure.

Public knowledge only: a private home gives its town, never an address or a point.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from brokerage.opportunities.models import Attendance, Opportunity, OpportunityPlace
from brokerage.opportunities.places import A_HOME, shown_place
from brokerage.opportunities.service import is_open
from brokerage.templating import paragraphs
from brokerage.weeks import LOCAL_TIME, day_of

CONTEXT = "https://schema.org/"
COUNTRY = "GB"


def document(opportunity: Opportunity, url: str, today: date) -> dict[str, Any]:
    """The document for a role at ``url``; a role nobody can take up any more is past its end."""
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "JobPosting",
        "title": opportunity.title,
        "description": _description(opportunity),
        "url": url,
        "identifier": _identifier(opportunity),
        "hiringOrganization": _organisation(opportunity),
        "employmentType": "VOLUNTEER",
        "directApply": False,
    }
    if opportunity.published_at:
        made["datePosted"] = day_of(opportunity.published_at).isoformat()
    if valid_through := _valid_through(opportunity, today):
        made["validThrough"] = valid_through
    if opportunity.starts_on:
        made["jobStartDate"] = opportunity.starts_on.isoformat()
    if opportunity.commitment:
        made["workHours"] = opportunity.commitment
    if opportunity.attendance != Attendance.IN_PERSON:
        made["jobLocationType"] = "TELECOMMUTE"
        made["applicantLocationRequirements"] = {"@type": "Country", "name": COUNTRY}
    if opportunity.attendance != Attendance.REMOTE and opportunity.places:
        made["jobLocation"] = [_place(place) for place in opportunity.places]
    return made


def _description(opportunity: Opportunity) -> str:
    """HTML, as search engines want it; escaped by ``paragraphs``."""
    text = opportunity.description or opportunity.summary or opportunity.title
    return str(paragraphs(text)).replace(' class="govuk-body"', "")


def _identifier(opportunity: Opportunity) -> dict[str, str]:
    return {
        "@type": "PropertyValue",
        "name": opportunity.organisation.name,
        "value": opportunity.public_id,
    }


def _organisation(opportunity: Opportunity) -> dict[str, str]:
    organisation = opportunity.organisation
    made = {"@type": "Organization", "name": organisation.name}
    if organisation.website:
        made["sameAs"] = organisation.website
    return made


def _valid_through(opportunity: Opportunity, today: date) -> str:
    """The last moment somebody may answer; yesterday's for a role that is closed early."""
    last = min((d for d in (opportunity.ends_on, opportunity.expires_on) if d), default=None)
    if not is_open(opportunity, today) and (last is None or last >= today):
        last = date.fromordinal(today.toordinal() - 1)
    if last is None:
        return ""
    return datetime.combine(last, time(23, 59, 59), LOCAL_TIME).isoformat()


def _place(place: OpportunityPlace) -> dict[str, Any]:
    if place.is_private_home:
        outward = shown_place(place).postcode  # never its name: it may say whose home it is
        return {"@type": "Place", "address": _address({"addressLocality": outward or A_HOME})}
    made: dict[str, Any] = {"@type": "Place"}
    if place.name:
        made["name"] = place.name
    street = {"streetAddress": place.address, "postalCode": place.postcode or ""}
    made["address"] = _address({name: text for name, text in street.items() if text})
    if place.latitude is not None and place.longitude is not None:
        made["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return made


def _address(parts: dict[str, str]) -> dict[str, str]:
    return {"@type": "PostalAddress", **parts, "addressCountry": COUNTRY}
