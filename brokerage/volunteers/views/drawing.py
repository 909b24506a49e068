"""The controls of a page of questions, filled with what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.forms import Control, controls
from brokerage.schema import Audience
from brokerage.suggestions.forms import SearchForm, WeekGrid, search_form, week_grid
from brokerage.volunteers.registration.pages import Answers, Page, fields_asked
from brokerage.volunteers.registration.schemas import AnswersSchema
from brokerage.volunteers.schemas import VolunteerSchema

MILES = ("1", "2", "5", "10", "20")
WEEKS = {"when": "When are you free?", "holiday_when": "In school holidays"}
TERMS = frozenset({"skills", "interests"})
FROM_SEARCH = ("travel_mode", "remote", "text", "needs")
LABELS = {"interests": "What matters to you?", "skills": "Skills you offer"}
WIDTHS = {"hours_per_week": "govuk-input--width-3", "near": "govuk-input--width-20"}


@dataclass(frozen=True)
class Question:
    """One question as a template draws it; which of the parts is filled says how."""

    name: str
    control: Control | None = None
    week: WeekGrid | None = None
    search: SearchForm | None = None  # skills and causes are drawn as in the search
    classes: str = ""
    open: bool = False  # a question that is folded away until it is answered


def draw(
    session: Session,
    pages: Sequence[Page],
    answers: Answers,
    errors: Mapping[str, list[str]] | None = None,
    *,
    every_field: bool = False,
    leaving_out: frozenset[str] = frozenset(),
) -> list[Question]:
    """The questions of some pages in order. ``every_field``: also a carer's, chosen or not."""
    errors = errors or {}
    typed = MultiDict([(name, text) for name, texts in answers.items() for text in texts])
    form = search_form(session, typed, errors)
    simple = _simple(answers, errors)
    found = []
    for page in pages:
        for name in page.fields if every_field else fields_asked(page, answers):
            if name not in leaving_out:
                found.append(_question(name, form, simple, answers, errors))
    return found


def _question(
    name: str,
    form: SearchForm,
    simple: Mapping[str, Control],
    answers: Answers,
    errors: Mapping[str, list[str]],
) -> Question:
    if name in WEEKS:
        grid = week_grid(list(answers.get(name, ())), errors.get(name, ()))
        unfolded = bool(answers.get(name) or errors.get(name))
        return Question(name, week=replace(grid, label=WEEKS[name]), open=unfolded)
    if name in TERMS:
        return Question(name, search=form)
    if name in FROM_SEARCH:
        return Question(name, control=form.asked[name])
    if name == "within":
        return Question(name, control=_within(simple["within"]))
    return Question(name, control=simple[name], classes=WIDTHS.get(name, ""))


def _simple(answers: Answers, errors: Mapping[str, list[str]]) -> dict[str, Control]:
    given = {name: list(texts) for name, texts in answers.items()}
    made = controls(VolunteerSchema, Audience.SELF, given, errors)
    made += controls(AnswersSchema, Audience.SELF, given, errors)
    found = {control.name: control for control in made}
    for name in ("heard_through", "age_band"):
        found[name] = replace(found[name], choices=(("", "Choose"), *found[name].choices))
    found["age_band"] = replace(found["age_band"], kind="select")
    return found


def _within(control: Control) -> Control:
    own = control.value.removesuffix("mi").strip()
    miles = (*MILES, *([own] if own and own not in MILES else []))
    choices = [(n, "1 mile" if n == "1" else f"{n} miles") for n in miles]
    values = (own,) if own else ()
    return replace(control, kind="select", choices=(("", "Any distance"), *choices), values=values)
