"""The search form: what its component draws, filled with what was typed, errors by field.

Simple questions come from the rows of ProfileSchema; the limit of a journey (limits.py), the skills
and the week are components of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.forms import Control, controls
from brokerage.schema import Audience, declared
from brokerage.suggestions.index import Snapshot, live_index
from brokerage.suggestions.limits import carried, travel_control, within_control
from brokerage.suggestions.schemas import LONGEST_TEXT, ProfileSchema
from brokerage.suggestions.skills import SuggestedSkill, suggest_skills
from brokerage.taxonomies.models import Kind
from brokerage.taxonomies.service import TermRecord
from brokerage.weeks import ANY_TIME, CHANGES, DAY_NAMES, DAYS, PARTS, box_names, clock

SKILLS_AT_ONCE = 18
EXACT_TIMES = 3  # text boxes for exact times
EVERYDAY_SKILLS = frozenset({  # what people say they do comes first
    "befriending", "computers", "cooking", "diy-and-repairs", "driving", "first-aid",
    "fundraising", "gardening", "helping-people-to-read", "listening", "looking-after-animals",
    "music-and-performance", "office-and-admin", "running-events", "shop-work",
    "sports-coaching", "teaching-and-tutoring", "writing-and-editing",
})  # fmt: skip
QUALITIES = tuple(
    f"https://ns.volunteeringdata.io/{name}"
    for name in ("PersonalAndInterpersonal", "TeamworkAndLeadership", "SafetyAndEmergencyAwareness")
)  # groups of what people are rather than do


@dataclass(frozen=True)
class Box:
    """One of the 21 boxes, as a whole phrase for those who hear it ("Tuesday evening")."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class WeekGrid:
    """The question "when": boxes by day, two ways out, and exact times."""

    label: str
    parts: tuple[tuple[str, str], ...]  # ("Morning", "08:00 to 12:00")
    days: tuple[tuple[str, tuple[Box, ...]], ...]
    any_time: bool
    changes: bool
    exact: tuple[str, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class SearchForm:
    """The whole form. ``carried`` are answers it does not ask for but must not lose.

    ``suggested`` are skills that the words may mean and that were not ticked; the lists of skills
    leave them out, so that each can be ticked in one place only.
    """

    near: Control
    within: Control
    travel_mode: Control
    remote: Control
    suggested: tuple[SuggestedSkill, ...]
    skills: Control
    more_skills: Control
    interests: Control
    text: Control
    week: WeekGrid
    age: Control
    needs: Control
    carried: tuple[tuple[str, str], ...]

    @property
    def asked(self) -> dict[str, Control]:
        """The simple questions by name."""
        found = (self.near, self.within, self.travel_mode, self.remote, self.text)
        return {control.name: control for control in (*found, self.age, self.needs)}


def search_form(
    session: Session, args: MultiDict[str, str], errors: Mapping[str, list[str]]
) -> SearchForm:
    """The form as it was filled in; an address without a question gives the usual first answers."""
    snapshot = live_index().current(session)
    typed = {name: args.getlist(name) for name in ProfileSchema._declared_fields}
    simple = {c.name: c for c in controls(ProfileSchema, Audience.PUBLIC, typed, errors)}
    suggested = _suggested(session, args.get("text", ""), typed["skills"], snapshot)
    elsewhere = {skill.uri for skill in suggested}
    skills = [term for term in _in_order(snapshot) if term.uri not in elsewhere]
    first, more = _split(skills, typed["skills"])
    return SearchForm(
        near=simple["near"],
        within=within_control(args, errors),
        travel_mode=travel_control(args, errors),
        remote=_with_default(simple["remote"], "welcome"),
        suggested=suggested,
        skills=_terms("skills", first, typed["skills"], errors),
        more_skills=_terms("skills", more, typed["skills"], {}),
        interests=_terms(
            "interests", snapshot.vocabulary.offered(Kind.CAUSE), typed["interests"], errors
        ),
        text=simple["text"],
        week=week_grid(typed["when"], errors.get("when", ())),
        age=simple["age"],
        needs=simple["needs"],
        carried=tuple((name, v) for name in carried(args) for v in args.getlist(name) if v),
    )


def week_grid(typed: Sequence[str], errors: Sequence[str] = ()) -> WeekGrid:
    """The week as somebody filled it in, whatever they wrote into the exact times."""
    given = {text.strip().lower() for text in typed}
    known = {*box_names(), ANY_TIME, CHANGES, ""}
    return WeekGrid(
        label=str(declared(ProfileSchema)["when"].metadata["label"]),
        parts=tuple(
            (part.capitalize(), f"{clock(start)} to {clock(end)}")
            for part, (start, end) in PARTS.items()
        ),
        days=tuple(
            (name, tuple(_box(DAYS[number], name, part, given) for part in PARTS))
            for number, name in enumerate(DAY_NAMES)
        ),
        any_time=ANY_TIME in given,
        changes=CHANGES in given,
        exact=tuple(text.strip() for text in typed if text.strip().lower() not in known),
        errors=tuple(errors),
    )


def _box(day: str, name: str, part: str, given: set[str]) -> Box:
    value = f"{day.lower()}-{part}"
    return Box(value, f"{name} {part}", value in given)


def _suggested(
    session: Session, text: str, typed: Sequence[str], snapshot: Snapshot
) -> tuple[SuggestedSkill, ...]:
    chosen = {one.strip().lower() for one in typed}
    known = snapshot.vocabulary.by_uri
    found = suggest_skills(session, text[:LONGEST_TEXT])
    return tuple(skill for skill in found if not chosen & _names(known[skill.uri]))


def _terms(
    name: str, terms: Sequence[TermRecord], typed: Sequence[str], errors: Mapping[str, list[str]]
) -> Control:
    chosen = {text.strip().lower() for text in typed}
    field = declared(ProfileSchema)[name]
    return Control(
        name=name,
        kind="checkboxes",
        label=str(field.metadata["label"]),
        choices=tuple((term.slug, term.label) for term in terms),
        values=tuple(t.slug for t in terms if chosen & _names(t)),
        errors=tuple(errors.get(name, ())),
    )


def _in_order(snapshot: Snapshot) -> list[TermRecord]:
    """Skills that can be offered: everyday ones, practical ones, personal qualities; of each, those
    that most live roles use first."""
    facets = snapshot.facets
    terms = snapshot.vocabulary.skills()

    def uses(term: TermRecord) -> int:
        number = facets.choices.get(f"uses:{term.slug}")
        return 0 if number is None else int(facets.bits[:, number].sum())

    def place(term: TermRecord) -> tuple[bool, bool, int]:
        return term.slug not in EVERYDAY_SKILLS, term.broader_uri in QUALITIES, -uses(term)

    return sorted(terms, key=place)


def _split(
    terms: Sequence[TermRecord], typed: Sequence[str]
) -> tuple[list[TermRecord], list[TermRecord]]:
    """The first few, by label, with any that was chosen; and the rest, by label."""
    chosen = {text.strip().lower() for text in typed}
    first = [t for n, t in enumerate(terms) if n < SKILLS_AT_ONCE or chosen & _names(t)]
    rest = [term for term in terms if term not in first]
    return sorted(first, key=_label), sorted(rest, key=_label)


def _names(term: TermRecord) -> set[str]:
    return {term.slug, term.uri.lower(), term.label.lower()}


def _label(term: TermRecord) -> str:
    return term.label.lower()


def _with_default(control: Control, value: str) -> Control:
    return control if control.values else replace(control, values=(value,))
