"""The controls of a page about a role, filled with what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.forms import Control, controls
from brokerage.opportunities.posting.pages import SESSION, Answers, Page, fields_asked, first
from brokerage.opportunities.posting.schemas import CheckSchema, PostingSchema
from brokerage.opportunities.posting.views.blueprint import vocabulary_of
from brokerage.opportunities.posting.wording import ASKED
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import Audience
from brokerage.suggestions.forms import SearchForm, WeekGrid, search_form, week_grid
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import Vocabulary

FROM_TERMS = frozenset({"skills", "causes"})
NARROW = "govuk-input--width-5"
WIDTHS = {
    "near": "govuk-input--width-20", "hours": NARROW, "session_start": NARROW,
    "session_end": NARROW, "session_places": NARROW, "places_offered": NARROW,
    "in_flight_limit": NARROW, "minimum_age": NARROW, "meetings_a_year": NARROW,
    "term_years": NARROW, "group_least": NARROW, "group_most": NARROW,
    "session_on": "govuk-input--width-20", "session_until": "govuk-input--width-20",
    "starts_on": "govuk-input--width-20", "ends_on": "govuk-input--width-20",
    "expires_on": "govuk-input--width-20",
}  # fmt: skip
DAYS = frozenset({"starts_on", "ends_on", "expires_on"})
SMALL = frozenset({"radios", "checkboxes"})


@dataclass(frozen=True)
class Question:
    """One question as a template draws it; which of the parts is filled says how."""

    name: str
    control: Control | None = None
    week: WeekGrid | None = None
    search: SearchForm | None = None  # skills and causes are drawn as in the search
    classes: str = ""


def draw(
    session: Session,
    page: Page,
    answers: Answers,
    errors: Mapping[str, list[str]] | None = None,
) -> list[Question]:
    """The questions of a page in order."""
    errors = errors or {}
    simple = simple_controls(answers, errors)
    names = fields_asked(page, answers)
    form = _terms_form(session, answers, errors) if FROM_TERMS & {*names} else None
    return [_question(name, simple, form, answers, errors, session) for name in names]


def simple_controls(answers: Answers, errors: Mapping[str, list[str]]) -> dict[str, Control]:
    """Every control that a row declares, by name, in the words of a question."""
    given = {name: list(texts) for name, texts in answers.items()}
    made = controls(OpportunitySchema, Audience.PARTNER, given, errors)
    made += controls(PostingSchema, Audience.PARTNER, given, errors)
    made += controls(CheckSchema, Audience.PARTNER, given, errors)
    return {one.name: _in_a_question(one) for one in made}


def must_choices(answers: Answers, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The skills that were ticked, to say which of them cannot wait."""
    found = (vocabulary.find(text, Kind.SKILL) for text in answers.get("skills", ()))
    return tuple((term.slug, term.label) for term in found if term)


def _in_a_question(control: Control) -> Control:
    label, hint = ASKED.get(control.name, (control.label, control.hint))
    kind = "text" if control.name in DAYS else control.kind
    kind = "long_text" if control.name in ("summary", "getting_there") else kind
    return replace(control, label=label, hint=hint, kind=kind)


def _question(
    name: str,
    simple: Mapping[str, Control],
    form: SearchForm | None,
    answers: Answers,
    errors: Mapping[str, list[str]],
    session: Session,
) -> Question:
    if name == "hours_within":
        grid = week_grid(list(answers.get(name, ())), errors.get(name, ()))
        return Question(name, week=replace(grid, label=simple[name].label))
    if name in FROM_TERMS:
        return Question(name, search=form)
    control = simple[name]
    if name == "musts":
        control = replace(control, choices=must_choices(answers, vocabulary_of(session)))
    inline = len(control.choices) <= 3 and control.kind == "radios" and name not in SESSION
    return Question(name, control=control, classes=_classes(name, control, inline))


def _classes(name: str, control: Control, inline: bool) -> str:
    small = f"govuk-{control.kind}--small" if control.kind in SMALL else ""
    side = "govuk-radios--inline" if inline else ""
    return " ".join(part for part in (WIDTHS.get(name, ""), small, side) if part)


def _terms_form(session: Session, answers: Answers, errors: Mapping[str, list[str]]) -> SearchForm:
    """As in the search: skills that the words may mean first, then everyday ones, then all."""
    words = " ".join(first(answers, name) for name in ("title", "summary", "description"))
    pairs: Sequence[tuple[str, str]] = [
        *(("skills", text) for text in answers.get("skills", ())),
        *(("interests", text) for text in answers.get("causes", ())),
        ("text", words),
    ]
    form = search_form(session, MultiDict(pairs), {"skills": errors.get("skills", [])})
    causes = replace(form.interests, name="causes", label="What is it about?")
    return replace(form, interests=causes)
