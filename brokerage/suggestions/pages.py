"""What a page of results says about the question, and where each of its links goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.chips import (
    Chip,
    ToAddress,
    filter_chips,
    profile_chips,
)
from brokerage.suggestions.forms import SearchForm
from brokerage.suggestions.headings import elsewhere, left_out, place, title, unread
from brokerage.suggestions.maps import MapOfResults, draw_map
from brokerage.suggestions.results import Facet, Found
from brokerage.suggestions.schemas import MAX_MINUTES
from brokerage.templating import KM_PER_MILE, plural
from brokerage.weeks import Span, box_names, box_span, is_slip

FILTERS = ("q", "kind", "on", "cause", "uses", "access", "expenses", "under18", "since")
OF_THE_FORM = ("near", "within", "within_km", "travel_mode", "page", "limit", *FILTERS)
NEIGHBOURS = 2  # pages named on either side of this one
MOST_CHANGES = 5
PRINTED = (5, 10)  # lists short enough to print


@dataclass(frozen=True)
class Step:
    """A page number and its address; a gap has no number."""

    number: int | None
    address: str = ""
    current: bool = False


@dataclass(frozen=True)
class Change:
    """What would have to change, what that opens, and the address that does it."""

    text: str
    opens: str  # "5 more that fit your times"
    address: str


@dataclass(frozen=True)
class ResultsPage:
    """Everything that the template needs beside the answer itself."""

    title: str
    elsewhere: str  # of the roles in the list: those that the title does not count
    left_out: tuple[Chip, ...]
    unread: tuple[str, ...]
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
    elsewhere_of: Callable[[Opportunity], str]  # the same advert in every place it is posted for
    change: str
    printed: tuple[Chip, ...]
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
    filters = tuple(filter_chips(found, answers, to_results))
    page, pages = found.page, found.pages
    return ResultsPage(
        title=title(found),
        elsewhere=elsewhere(found),
        left_out=tuple(left_out(found, answers, to_results)),
        unread=tuple(unread(found)),
        place=place(found.located),
        today=today,
        compared=any(card.strip.windows for card in found.cards),
        asked=(*profile_chips(found.search, form, answers, to_results), *filters),
        filters=filters,
        facets=tuple(by_use(facet) for facet in found.facets),
        nearly=tuple(_changes(found, answers, to_results)),
        steps=tuple(steps(page, pages, lambda n: to_results(answers.with_page(n)))),
        kept=tuple(answers.without(*OF_THE_FORM).pairs()),
        carried=answers.lists,
        elsewhere_of=lambda role: to_results(
            answers.without("page", "limit").with_values("same", [role.public_id])
        ),
        change=to_question(answers.without("page")),
        printed=tuple(_printed(found.total, answers, to_results)),
        first=to_results(answers.with_page(1)),
        previous=to_results(answers.with_page(page - 1)) if page > 1 else "",
        next=to_results(answers.with_page(page + 1)) if page < pages else "",
        unfiltered=to_results(answers.without("page", "same", *FILTERS)),
        map=draw_map(found),
    )


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
    """The answers with a change applied (see matching.relaxing); None for one we cannot."""
    made = answers.without("page")
    for name, value in change.items():
        if name == "within_minutes" and value > MAX_MINUTES:
            return None
        if name in ("within_km", "within_minutes"):
            made = with_limit(made, name, value)
        elif name == "remote":
            made = made.with_values(name, [str(value)])
        elif name == "windows":
            texts = [text for w in value for text in when_texts(w.weekday, w.start, w.end)]
            made = made.with_values("when", texts)
        elif name == "skill":
            made = made.with_values("skills", [*made.lists.get("skills", ()), str(value)])
        else:
            return None
    return made


def with_limit(answers: Answers, name: str, value: float) -> Answers:
    """Another limit, said as the page says it: "within=20", "within=45min"; of two limits only the
    one that is named changes."""
    if name in answers.lists and "within" in answers.lists:
        return answers.with_values(name, [f"{value:g}"])
    text = f"{value:.0f}min" if name == "within_minutes" else f"{value / KM_PER_MILE:.3g}"
    return answers.without(name).with_values("within", [text])


def when_texts(weekday: int, start: int, end: int) -> list[str]:
    """A stretch as an address says it; in two where it runs past midnight for too long."""
    if is_slip(start, end):
        return [when_text(weekday, start, 1440), when_text((weekday + 1) % 7, 0, end - 1440)]
    return [when_text(weekday, start, end)]


def when_text(weekday: int, start: int, end: int) -> str:
    """One stretch: a box where it is one, else exact times."""
    span = Span(weekday, start, end)
    for box in box_names()[weekday * 3 : weekday * 3 + 3]:
        if box_span(weekday, box.split("-")[1]) == span:
            return box
    return str(span)


def _changes(found: Found, answers: Answers, to_results: ToAddress) -> Iterable[Change]:
    timed = bool(found.search.profile.week)
    for relaxation in found.nearly[:MOST_CHANGES]:
        made = changed(answers, relaxation.change)
        address = to_results(made) if made else ""
        yield Change(relaxation.text, opened(relaxation.opens, timed), address)


def opened(count: int, timed: bool) -> str:
    """ "5 more that fit your times", "1 more role"."""
    if not timed:
        return plural(count, "more role")
    return f"{count:,} more that {'fits' if count == 1 else 'fit'} your times"


def _printed(total: int, answers: Answers, to_results: ToAddress) -> Iterable[Chip]:
    for count in PRINTED:
        if total > count:
            made = answers.without("page").with_values("limit", [str(count)])
            yield Chip(f"first {count}", to_results(made))
