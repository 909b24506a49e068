"""Taking a person out of the releases that were made before they were erased or said no.

An erasure only notes the pseudonym, as it may be one of five hundred in a night. From that moment
the evaluation's releases cannot be taken away, until the job has made those anew that have rows of
this person: the same without these rows, under the next number.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from brokerage.consents import Consent, allowed
from brokerage.evaluation.releases import keeping
from brokerage.evaluation.releases.evaluations import list_running, lock
from brokerage.evaluation.releases.models import (
    HAS_FILES,
    Evaluation,
    Release,
    ReleaseErasure,
    ReleaseState,
)
from brokerage.evaluation.releases.pseudonyms import pseudonyms_of
from brokerage.evaluation.releases.records import ABOUT_PEOPLE, PEOPLE
from brokerage.evaluation.releases.records.source import PURPOSE
from brokerage.volunteers.models import Volunteer


def note_erasure(session: Session, volunteer_ids: Iterable[int], secret: str) -> bool:
    """Write down who has to go from which evaluation; whether there is any that goes on."""
    running = list_running(session)
    if not running:
        return False
    who = select(Volunteer.public_id).where(Volunteer.id.in_(list(volunteer_ids)))
    public_ids = session.scalars(who.order_by(Volunteer.id)).all()
    for evaluation in running:
        lock(session, evaluation)
        names = pseudonyms_of(evaluation, secret)
        _note(session, evaluation, [names.of("person", one) for one in public_ids])
    return True


def note_refusals(session: Session, evaluation: Evaluation, secret: str) -> None:
    """The same for those who have said no to evaluation since a release was made."""
    names = pseudonyms_of(evaluation, secret)
    asked = select(Consent.volunteer_id).where(Consent.purpose == PURPOSE)
    query = select(Volunteer.public_id).where(
        Volunteer.id.in_(asked), ~allowed(Volunteer.id, PURPOSE)
    )
    refused = {names.of("person", one) for one in session.scalars(query)}
    if not refused:
        return
    lock(session, evaluation)
    for release in kept(evaluation):
        _note(session, evaluation, sorted(refused & people_of(session, release)))


def noted_since(session: Session, release: Release) -> set[str]:
    """Who has to go from a release, unless it never had a row of theirs."""
    query = select(ReleaseErasure.pseudonym).where(
        ReleaseErasure.evaluation_id == release.evaluation_id,
        ReleaseErasure.number > release.erasures_seen,
    )
    return set(session.scalars(query))


def forget(session: Session, evaluation: Evaluation) -> None:
    """Notes that no release needs any more; one that is being made may need those since."""
    lock(session, evaluation)
    needing = (*HAS_FILES, ReleaseState.MAKING)
    seen = [one.erasures_seen for one in evaluation.releases if one.state in needing]
    until = min(seen, default=evaluation.erasures)
    mine = ReleaseErasure.evaluation_id == evaluation.id, ReleaseErasure.number <= until
    session.execute(delete(ReleaseErasure).where(*mine))


def _note(session: Session, evaluation: Evaluation, pseudonyms: Iterable[str]) -> None:
    for pseudonym in pseudonyms:
        evaluation.erasures += 1
        session.add(
            ReleaseErasure(
                evaluation_id=evaluation.id, number=evaluation.erasures, pseudonym=pseudonym
            )
        )
    session.flush()


def kept(evaluation: Evaluation) -> list[Release]:
    """Its releases that have files."""
    return [one for one in evaluation.releases if one.state in HAS_FILES]


def people_of(session: Session, release: Release) -> set[str]:
    """The pseudonyms of everybody in it."""
    name = f"{PEOPLE}.csv"
    with TemporaryDirectory(prefix="release-") as folder:
        path = Path(folder) / name
        with path.open("wb") as out:
            out.writelines(keeping.pieces(session, keeping.get_file(release, name)))
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row[ABOUT_PEOPLE] for row in csv.DictReader(file)}
