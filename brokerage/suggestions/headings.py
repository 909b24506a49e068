"""What stands at the top of a list of results: how many, where, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable

from brokerage.geography.located import Located
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.chips import Chip, ToAddress, shortened
from brokerage.suggestions.results import Found
from brokerage.suggestions.travel import limit_in_words
from brokerage.templating import plural
from matching.text import words

LEFT_OUT = {  # by rule: answer, one, several
    "skills": (
        "skills",
        "1 more needs a skill you did not tick",
        "{} more need a skill you did not tick",
    ),
    "age": ("age", "1 is for other ages", "{} are for other ages"),
    "access": (
        "needs",
        "1 is not accessible in the way you need",
        "{} are not accessible in the way you need",
    ),
}


def title(found: Found) -> str:
    """How many, and where: "34 roles within 10 miles of Ashford, or from home"."""
    profile = found.search.profile
    if not found.total:
        return "No roles fit everything you asked for"
    if found.search.filters.same:
        return f"One role, posted {plural(found.total, 'time')}"
    count = plural(found.total, "role")
    if profile.remote == "only":
        return f"{count} you can do from home"
    limit = limit_in_words(profile)
    if not (found.located and limit):
        return f"{count} for {place(found.located)}" if found.located else count
    near = found.total - _placeless(found)
    count = plural(near, "role") if near else "No roles"
    home = "" if profile.remote == "no" else ", or from home"
    return f"{count} within {limit} of {place(found.located)}{home}"


def elsewhere(found: Found) -> str:
    """The roles that a limit lets through because nobody knows where they are."""
    count = _placeless(found)
    if not (count and found.located and limit_in_words(found.search.profile)):
        return ""
    joined = "and" if count < found.total else "but"
    return f"{joined} {count:,} that {'does' if count == 1 else 'do'} not say where"


def _placeless(found: Found) -> int:
    return min(found.placeless, found.total)


def left_out(found: Found, answers: Answers, to_results: ToAddress) -> Iterable[Chip]:
    """What an answer about the person left out, and the address without that answer."""
    for rule, (name, one, several) in LEFT_OUT.items():
        count = found.left_out.get(rule, 0)
        if count:
            text = one if count == 1 else several.format(f"{count:,}")
            yield Chip(text, to_results(answers.without("page", name)))


def unread(found: Found) -> Iterable[str]:
    """Texts without a word in them, such as an emoji: searched for they find nothing, said of
    oneself they change nothing."""
    asked = found.search
    for text, effect in (
        (asked.filters.q, ""),
        (asked.profile.text, ", so it changes nothing"),
    ):
        if text and not words(text):
            yield f"We could not read any words in “{shortened(text)}”{effect}."


def place(located: Located | None) -> str:
    """Where somebody is, inside a sentence: "Ashford", "the TN23 area"."""
    if located is None:
        return ""
    article = {"outward": "the ", "sector": "the ", "point": "the point "}.get(located.kind, "")
    return f"{article}{located.label}"
