"""What a page of results says about the question, and where each of its links goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from brokerage.geography.located import Located
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.forms import SearchForm, week_grid
from brokerage.suggestions.maps import MapOfResults, draw_map
from brokerage.suggestions.queries import Search
from brokerage.suggestions.results import Facet, Found
from brokerage.templating import KM_PER_MILE, plural
from brokerage.weeks import ANY_TIME, CHANGES, Span, box_names, box_span
from matching.types import Relaxation

ToAddress = Callable[[Answers], str]
FILTERS = ("q", "kind", "on", "cause", "uses", "access", "expenses", "under18", "since")
OF_THE_FORM = ("near", "within", "within_km", "page", "limit", *FILTERS)
NEIGHBOURS = 2  # pages named on either side of this one
MOST_CHANGES = 5


@dataclass(frozen=True)
class Chip:
    """One thing that was asked for, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True)
class Step:
    """A page number and its address; a gap has no number."""

    number: int | None
    address: str = ""
    current: bool = False


@dataclass(frozen=True)
class Change:
    """What would have to change, how many more roles that opens, and the address that does it."""

    text: str
    opens: int
    address: str


@dataclass(frozen=True)
class ResultsPage:
    """Everything that the template needs beside the answer itself."""

    title: str
    place: str  # where the person is, inside a sentence
    today: date
    compared: bool  # the strips show somebody's own week
    asked: tuple[Chip, ...]
    filters: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    nearly: tuple[Change, ...]
    steps: tuple[Step, ...]
    kept: tuple[tuple[str, str], ...]  # answers that the filter form carries along
    carried: Mapping[str, list[str]]  # answers that a link to a role carries along
    change: str
    first: str
    previous: str
    next: str
    unfiltered: str
    map: MapOfResults


def results_page(
    found: Found,
    form: SearchForm,
    answers: Answers,
    today: date,
    to_results: ToAddress,
    to_question: ToAddress,
) -> ResultsPage:
    """The page for an answer. ``to_results`` and ``to_question`` make addresses of answers."""
    filters = tuple(_filter_chips(found, answers, to_results))
    page, pages = found.page, found.pages
    return ResultsPage(
        title=title(found),
        place=place(found.located),
        today=today,
        compared=any(card.strip.windows for card in found.cards),
        asked=(*_profile_chips(found.search, form, answers, to_results), *filters),
        filters=filters,
        facets=tuple(by_use(facet) for facet in found.facets),
        nearly=tuple(_changes(found.nearly, answers, to_results)),
        steps=tuple(steps(page, pages, lambda n: to_results(answers.with_page(n)))),
        kept=tuple(answers.without(*OF_THE_FORM).pairs()),
        carried=answers.without("page", "limit").lists,
        change=to_question(answers.without("page")),
        first=to_results(answers.with_page(1)),
        previous=to_results(answers.with_page(page - 1)) if page > 1 else "",
        next=to_results(answers.with_page(page + 1)) if page < pages else "",
        unfiltered=to_results(answers.without("page", *FILTERS)),
        map=draw_map(found),
    )


def title(found: Found) -> str:
    """How many, and where: "34 roles within 10 miles of Ashford, or from home"."""
    profile = found.search.profile
    if not found.total:
        return "No roles fit everything you asked for"
    count = plural(found.total, "role")
    if profile.remote == "only":
        return f"{count} you can do from home"
    if not (found.located and profile.within_km):
        return f"{count} for {place(found.located)}" if found.located else count
    home = "" if profile.remote == "no" else ", or from home"
    return f"{count} within {distance(profile.within_km)} of {place(found.located)}{home}"


def place(located: Located | None) -> str:
    """Where somebody is, inside a sentence: "Ashford", "the TN23 area"."""
    if located is None:
        return ""
    article = {"outward": "the ", "sector": "the ", "point": "the point "}.get(located.kind, "")
    return f"{article}{located.label}"


def distance(km: float) -> str:
    """A limit as it was asked for: whole miles where they are, else to a tenth."""
    miles = round(km / KM_PER_MILE, 1)
    return f"{miles:g} {'mile' if miles == 1 else 'miles'}"


def steps(page: int, pages: int, address: Callable[[int], str]) -> Iterable[Step]:
    """First, last, and those around this one, with gaps between."""
    near = range(page - NEIGHBOURS, page + NEIGHBOURS + 1)
    shown = sorted({1, pages, *(n for n in near if 1 <= n <= pages)})
    last = 0
    for number in shown:
        if number - last > 1:
            yield Step(None)
        yield Step(number, address(number), number == page)
        last = number


def by_use(facet: Facet) -> Facet:
    """Long lists of terms read best with what was chosen first, then the fullest."""
    if facet.name not in ("cause", "uses"):
        return facet
    options = sorted(facet.options, key=lambda o: (not o.selected, -o.count, o.label))
    return Facet(facet.name, facet.title, tuple(options), facet.many)


def changed(answers: Answers, change: Mapping[str, Any]) -> Answers | None:
    """The answers with a change applied (see matching.relaxing); None for one we cannot.

    Without filters, as the number of roles it opens is counted without them.
    """
    made = answers.without("page", *FILTERS)
    for name, value in change.items():
        if name == "within_km":
            made = made.without(name).with_values("within", [f"{value / KM_PER_MILE:.3g}"])
        elif name == "remote":
            made = made.with_values(name, [str(value)])
        elif name == "windows":
            made = made.with_values("when", [when_text(w.weekday, w.start, w.end) for w in value])
        elif name == "skill":
            made = made.with_values("skills", [*made.lists.get("skills", ()), str(value)])
        else:
            return None
    return made


def when_text(weekday: int, start: int, end: int) -> str:
    """A stretch as an address says it: a box where it is one, else exact times."""
    span = Span(weekday, start, end)
    for box in box_names()[weekday * 3 : weekday * 3 + 3]:
        if box_span(weekday, box.split("-")[1]) == span:
            return box
    return str(span)


def _changes(
    nearly: Sequence[Relaxation], answers: Answers, to_results: ToAddress
) -> Iterable[Change]:
    for relaxation in nearly[:MOST_CHANGES]:
        made = changed(answers, relaxation.change)
        address = to_results(made) if made else ""
        yield Change(relaxation.text, relaxation.opens, address)


def _profile_chips(
    search: Search, form: SearchForm, answers: Answers, to_results: ToAddress
) -> Iterable[Chip]:
    def chip(label: str, *names: str) -> Chip:
        return Chip(label, to_results(answers.without("page", *names)))

    def one(label: str, name: str, value: str) -> Chip:
        return Chip(label, to_results(answers.without("page").less(name, value)))

    profile = search.profile
    if profile.near:
        within = f" within {distance(profile.within_km)}" if profile.within_km else ""
        yield chip(f"{profile.near}{within}", "near", "within", "within_km")
    if profile.remote != "welcome":
        words = {"no": "Not from home", "only": "Only from home"}
        yield chip(words[profile.remote], "remote")
    labels = dict((*form.skills.choices, *form.more_skills.choices, *form.interests.choices))
    for name in ("skills", "interests"):
        for value in answers.lists.get(name, ()):
            yield one(labels.get(value, value), name, value)
    for value in answers.lists.get("when", ()):
        yield one(when_in_words(value), "when", value)
    if profile.text:
        yield chip(f"“{shortened(profile.text)}”", "text")
    if profile.minutes_per_week:
        yield chip(f"At most {profile.minutes_per_week} minutes a week", "minutes_per_week")
    if profile.age is not None:
        yield chip(f"Age {profile.age}", "age")


def _filter_chips(found: Found, answers: Answers, to_results: ToAddress) -> Iterable[Chip]:
    words = found.search.filters.q
    plain = answers.without("page")
    if words:
        yield Chip(f"Words: {shortened(words)}", to_results(plain.without("q")))
    for facet in found.facets:
        for option in facet.selected:
            less = plain.less(facet.name, option.value) if facet.many else plain.without(facet.name)
            yield Chip(f"{facet.title}: {option.label}", to_results(less))


def when_in_words(value: str) -> str:
    """ "tue-evening" as Tuesday evening; anything else as it was written."""
    named = {ANY_TIME: "Any time", CHANGES: "My week changes"}
    if value.lower() in named:
        return named[value.lower()]
    boxes = {box.value: box.label for _day, boxes in week_grid([]).days for box in boxes}
    return boxes.get(value.lower(), value)


def shortened(text: str, most: int = 40) -> str:
    """A text of any length as a label."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
