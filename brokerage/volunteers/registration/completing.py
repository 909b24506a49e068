"""From what was understood to a record: a new one, or changed pages of one there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy.orm import Session

from brokerage.actors import Actor
from brokerage.consents import has_consent, record_consent
from brokerage.taxonomies.models import Kind, Term
from brokerage.taxonomies.service import Vocabulary
from brokerage.versions import ChangedMeanwhile, check_version
from brokerage.volunteers.availability import Availability, pause_between, set_availability
from brokerage.volunteers.contacts import set_carer
from brokerage.volunteers.editing import note_edit, set_birth_date
from brokerage.volunteers.guardians import ask_guardian
from brokerage.volunteers.models import GuardianConsent, Volunteer
from brokerage.volunteers.registration.current import answers_of
from brokerage.volunteers.registration.details import Details
from brokerage.volunteers.registration.pages import Answers, Page
from brokerage.volunteers.service import register, set_home, set_terms
from brokerage.volunteers.support import write_support
from brokerage.weeks import local_today

OFFERED = {"offer": Kind.SKILL, "causes": Kind.CAUSE}


def complete(session: Session, centre_id: int, actor: Actor, details: Details) -> Volunteer:
    """A new record with everything that was answered."""
    record = dict(details.record)
    names = record.pop("first_name"), record.pop("last_name", "")
    volunteer = register(session, centre_id, actor, *names, **record)
    set_home(volunteer, details.home)
    set_terms(volunteer, [uri for uris in details.uris.values() for uri in uris])
    _put_times(volunteer, details)
    if details.away:
        pause_between(volunteer, *details.away)
    session.flush()
    _put_others(session, volunteer, details, actor)
    return volunteer


def ask_for_guardian(
    session: Session, volunteer: Volunteer, details: Details, actor: Actor
) -> GuardianConsent | None:
    """The request to a parent or guardian, where one was named."""
    return ask_guardian(session, volunteer, actor, details.guardian) if details.guardian else None


def change(
    session: Session,
    volunteer: Volunteer,
    pages: Iterable[Page],
    details: Details,
    typed: Answers,
    vocabulary: Vocabulary,
    actor: Actor,
    seen: int | None,
) -> set[str]:
    """Put the answers of some pages into a record; the names of those that changed.

    Raises ChangedMeanwhile, with both answers by field, where somebody else was quicker.
    """
    pages = list(pages)
    names = {name for page in pages for name in page.fields} - {"consents"}
    try:
        check_version(session, volunteer, seen)
    except ChangedMeanwhile as problem:
        differences = _differing(answers_of(volunteer, vocabulary), typed, names)
        if differences:
            raise ChangedMeanwhile(differences, problem.version) from problem
    before = answers_of(volunteer, vocabulary)
    _put_record(volunteer, details)
    for page in pages:
        PUT.get(page.name, _nothing)(session, volunteer, details, actor)
    session.flush()
    session.expire(volunteer, ["carers"])
    changed = set(_differing(before, answers_of(volunteer, vocabulary), names))
    note_edit(session, volunteer, actor, changed)
    return changed


def put_consents(
    session: Session, volunteer: Volunteer, wanted: Mapping[str, bool], actor: Actor
) -> set[str]:
    """Write down the answers that are not what holds already; which ones."""
    new = {
        name for name, given in wanted.items() if given != has_consent(session, volunteer.id, name)
    }
    for name in sorted(new):
        record_consent(session, volunteer.id, name, wanted[name], actor)
    return new


def _differing(now_: Answers, typed: Answers, names: set[str]) -> dict[str, tuple[object, object]]:
    found = {name: (_plain(now_, name), _plain(typed, name)) for name in sorted(names)}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def _plain(answers: Answers, name: str) -> list[str]:
    kept = [" ".join(text.split()) for text in answers.get(name, ())]
    return sorted(text for text in kept if text)


def _put_record(volunteer: Volunteer, details: Details) -> None:
    for name, value in details.record.items():
        if getattr(volunteer, name) != value:
            setattr(volunteer, name, value)


def _put_times(volunteer: Volunteer, details: Details) -> None:
    set_availability(
        volunteer,
        Availability(
            details.week,
            details.holiday_week or None,
            details.minutes_per_week,
            details.available_from,
        ),
    )


def _put_others(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    if details.carer:
        set_carer(session, volunteer, details.carer)
    if details.support:
        write_support(session, actor, volunteer, details.support)
    if details.born_on:
        set_birth_date(session, volunteer, details.born_on, "minimum_age", actor, local_today())
    for name, given in details.consents.items():
        record_consent(session, volunteer.id, name, given, actor)


def _nothing(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    """A page whose answers are all columns."""


def _home(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    if details.home is None and volunteer.postcode is None:
        return  # known by the name of a town only, which a record does not keep
    set_home(volunteer, details.home)


def _when(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    _put_times(volunteer, details)


def _carer(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    if details.carer:
        set_carer(session, volunteer, details.carer)


def _needs(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    if details.support:
        write_support(session, actor, volunteer, details.support)


def _agree(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
    put_consents(session, volunteer, details.consents, actor)


def _terms_of(page: str) -> Putter:
    def put(session: Session, volunteer: Volunteer, details: Details, actor: Actor) -> None:
        kind = OFFERED[page]
        others = [term.uri for term in volunteer.terms if kind_of(session, term.uri) != kind]
        set_terms(volunteer, [*others, *details.uris.get(kind, ())])

    return put


def kind_of(session: Session, uri: str) -> Kind | None:
    """Which taxonomy a term is of."""
    term = session.get(Term, uri)
    return Kind(term.kind) if term else None


Putter = Callable[[Session, Volunteer, Details, Actor], None]
PUT: dict[str, Putter] = {
    "home": _home,
    "when": _when,
    "contact": _carer,
    "needs": _needs,
    "agree": _agree,
    "offer": _terms_of("offer"),
    "causes": _terms_of("causes"),
}
