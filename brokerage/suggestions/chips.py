"""What was asked for, one removable thing each, above a list of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.forms import SearchForm, week_grid
from brokerage.suggestions.queries import Search
from brokerage.suggestions.results import Found
from brokerage.suggestions.schemas import ACCESS_LABELS
from brokerage.suggestions.travel import LIMITS, limit_in_words
from brokerage.weeks import ANY_TIME, CHANGES
from matching.travel import BY
from matching.types import TravelMode

ToAddress = Callable[[Answers], str]


@dataclass(frozen=True)
class Chip:
    """One thing that was asked for, and the address without it."""

    label: str
    address: str


def profile_chips(
    search: Search, form: SearchForm, answers: Answers, to_results: ToAddress
) -> Iterable[Chip]:
    def chip(label: str, *names: str) -> Chip:
        return Chip(label, to_results(answers.without("page", *names)))

    def one(label: str, name: str, value: str) -> Chip:
        return Chip(label, to_results(answers.without("page").less(name, value)))

    profile = search.profile
    if profile.near:
        limit = limit_in_words(profile)
        within = f" within {limit}" if limit else ""
        yield chip(f"{profile.near}{within}", "near", *LIMITS)
    if profile.travel_mode and not (profile.near and profile.within_minutes):
        by = BY[TravelMode(profile.travel_mode)]
        yield chip(f"You travel {by}", "travel_mode", *(LIMITS if profile.within_minutes else ()))
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
    for need in profile.needs:
        yield one(f"You need: {ACCESS_LABELS[need]}", "needs", need)


def filter_chips(found: Found, answers: Answers, to_results: ToAddress) -> Iterable[Chip]:
    words = found.search.filters.q
    plain = answers.without("page")
    if words:
        yield Chip(f"Words: {shortened(words)}", to_results(plain.without("q")))
    if found.search.filters.same:
        yield Chip("One role in different places", to_results(plain.without("same")))
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
