"""Letters and certificates as pages that print, and as PDF files where these are set up."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from brokerage.access import needs
from brokerage.accounts.current import current_actor
from brokerage.centres.models import Centre
from brokerage.db import db
from brokerage.errors import NotFound
from brokerage.hours.letters.pdf import to_pdf
from brokerage.hours.letters.service import KINDS, facts_of
from brokerage.hours.listing import first_name_of
from brokerage.hours.models import Letter
from brokerage.hours.views.blueprints import organisation_hours, the_placement
from brokerage.introductions.models import Introduction
from brokerage.organisations.models import Organisation
from brokerage.tenancy import organisations_seen_by
from brokerage.weeks import local_today


@organisation_hours.get("/letters/<letter_id>")
@needs("hours.confirm")
def letter(organisation_id: str, letter_id: str) -> ResponseReturnValue:
    """A letter of the organisation's. It knows the volunteer's first name only."""
    mine = organisations_seen_by(current_actor()).with_only_columns(Organisation.id)
    query = (
        select(Letter)
        .join(Organisation, Organisation.id == Letter.organisation_id)
        .where(Letter.public_id == letter_id.replace("\0", ""), Organisation.id.in_(mine))
        .where(Organisation.public_id == organisation_id, Organisation.verified_at.is_not(None))
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("We cannot find that letter.")
    back = url_for(
        ".placement",
        organisation_id=organisation_id,
        introduction_id=found.introduction.public_id,
    )
    return paper(letter_paper(found, first_name_of(found.introduction)), back)


@organisation_hours.get("/placements/<introduction_id>/certificate")
@needs("hours.confirm")
def certificate(organisation_id: str, introduction_id: str) -> ResponseReturnValue:
    """Hours given in one placement."""
    _organisation, found = the_placement(organisation_id, introduction_id)
    back = url_for(".placement", **request.view_args or {})
    return paper(certificate_paper(found, first_name_of(found)), back)


def letter_paper(found: Letter, name: str) -> dict[str, Any]:
    """What stands in a letter, for paper()."""
    role = found.introduction.opportunity
    return {
        "template": "hours/papers/letter.html",
        "title": f"{KINDS[found.kind]} for {name}",
        "letter": found,
        "name": name,
        "role": role,
        "organisation": role.organisation,
    }


def certificate_paper(found: Introduction, name: str) -> dict[str, Any]:
    """What stands in a certificate, for paper()."""
    return {
        "template": "hours/papers/certificate.html",
        "title": f"Certificate for {name}",
        "name": name,
        "role": found.opportunity,
        "organisation": found.opportunity.organisation,
        "facts": facts_of(db.session(), found, local_today()),
        "centre": db.session.get_one(Centre, found.home_centre_id),
        "on": local_today(),
    }


def paper(content: dict[str, Any], back: str) -> ResponseReturnValue:
    """A page to print, or with ?as=pdf a file. Raises NoPdf where these are not set up."""
    inside = render_template(content["template"], **content)
    if request.args.get("as") != "pdf":
        return render_template(
            "hours/papers/page.html", inside=inside, title=content["title"], back=back
        )
    file = to_pdf(render_template("hours/papers/document.html", inside=inside, **content))
    headers = {"Content-Disposition": 'attachment; filename="volunteering.pdf"'}
    return Response(file, mimetype="application/pdf", headers=headers)
