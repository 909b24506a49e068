"""The forms of a page, as a browser sees them, and filled in as somebody might."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

TYPED = {"text", "email", "tel", "search", "number", "url"}


@dataclass
class Field:
    """A control; ``value`` is what it holds as the page comes."""

    name: str
    kind: str  # text, area, date, hidden, radio, checkbox, select, file, button
    value: str = ""
    on: bool = False
    id: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One that is posted; ``fields`` in their order, with each of its buttons last."""

    action: str
    fields: list[Field] = field(default_factory=list)

    @property
    def typed(self) -> list[str]:
        """The names of the fields in which somebody types."""
        return list(dict.fromkeys(one.name for one in self.fields if one.kind in ("text", "area")))

    @property
    def buttons(self) -> list[Field]:
        """The buttons that say which one was pressed; one without a name where there are none."""
        return [one for one in self.fields if one.kind == "button"] or [Field("", "button")]

    def kind_of(self, name: str) -> str:
        """Whether a field is one line or an area."""
        kinds = [one.kind for one in self.fields if one.name == name]
        return next((kind for kind in kinds if kind in ("text", "area")), kinds[0])

    def choices_of(self, name: str) -> list[str]:
        """The answers there are to a question with choices."""
        found = [one for one in self.fields if one.name == name]
        texts = [text for one in found for text in (one.choices or [one.value])]
        return [text for text in texts if text]

    def sent(self, pressed: Field) -> dict[str, list[str]]:
        """What a browser sends if nothing is changed and a button is pressed."""
        found: dict[str, list[str]] = {}
        for one in self.fields:
            if one.kind in ("text", "area", "date", "hidden", "select") or (
                one.kind in ("radio", "checkbox") and one.on
            ):
                found.setdefault(one.name, []).append(one.value)
        if pressed.name:
            found.setdefault(pressed.name, []).append(pressed.value)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self._open: Form | None = None
        self._area: Field | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.update([given["id"]] if "id" in given else [])
        if tag == "a" and given.get("href", "").startswith("#"):
            self.links.append(given["href"][1:])
        if tag == "form":
            posted = given.get("method", "get").lower() == "post"
            self._open = Form(given.get("action", "")) if posted else None
            self.forms += [self._open] if self._open else []
        elif tag == "option" and self._select is not None:
            value = given.get("value", "")
            if "selected" in given or not self._select.choices:
                self._select.value = value
            self._select.choices.append(value)
        elif (
            self._open is not None
            and given.get("name")
            and "formaction" not in given
            and "disabled" not in given
        ):
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        assert self._open is not None
        kind = given.get("type", "text") if tag == "input" else tag
        known = {"textarea": "area", "submit": "button"}
        one = Field(
            given["name"],
            "text" if kind in TYPED else known.get(kind, kind),  # a date box takes days alone
            given.get("value", "on" if kind in ("checkbox", "radio") else ""),
            "checked" in given,
            given.get("id", ""),
        )
        self._open.fields.append(one)
        self._area = one if tag == "textarea" else None
        self._select = one if tag == "select" else self._select

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")  # the first is no part of it
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data


def forms_of(page: str, address: str) -> list[Form]:
    """The forms that are posted; an empty action is the page's own address."""
    read = _Reader()
    read.feed(page)
    for form in read.forms:
        form.action = urlsplit(form.action).path or address
    return read.forms


def refused(page: str, form: Form) -> list[str]:
    """The fields of a form to which the error summary of a page leads."""
    named = {one.id: one.name for one in form.fields} | {one.name: one.name for one in form.fields}
    read = _Reader()
    read.feed(page.partition("govuk-error-summary")[2].partition("</ul>")[0])
    return [named[one] for one in read.links if one in named]


def dead_links(page: str) -> list[str]:
    """Links within the page that lead to nothing there: those of an error summary, say."""
    read = _Reader()
    read.feed(page)
    return [one for one in read.links if one and one not in read.ids]


def shown_in(page: str, name: str) -> Iterator[str]:
    """What stands in the fields of that name, in any form of the page."""
    for form in forms_of(page, ""):
        for one in form.fields:
            if one.name == name and one.kind in ("text", "area"):
                yield one.value
