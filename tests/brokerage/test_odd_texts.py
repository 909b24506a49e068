"""Odd texts in every field of every form: kept as typed, never lost, never at work on a page.

The forms are read from the pages, which come from the routes: a new form is among them by itself.
A refused form has to show again what was typed; a form that was taken has to have kept it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import JSON, String, select
from werkzeug.test import TestResponse

from brokerage.db import Base, db
from brokerage.weeks import local_today
from tests.forming import Field, Form, dead_links, forms_of, refused, shown_in
from tests.reaching import STEPS, Page, make_more, pages
from tests.walking import Walk, may_open

ODD = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></title><svg onload=alert(1)>",
    "'; DROP TABLE volunteers; --",
    "{{ 7 * 7 }} {% raw %} ${HOME} <%= 1 %>",
    "=1+1|cmd' /C calc'!A0",
    "Ω≈ç√∫˜µ 社會科學院 👩🏽‍💻 Ṫ̈ḧë",
    "مَدّ \u202etest\u202c \u200b.",
    "%s %n %00 ..\\../../etc/passwd \\u0041 \\",
    "undefined null None NaN true 0",
    "&lt;b&gt; &amp;amp; &#39;",
    "Zoë O'Brien-Smythe, née D’Arcy",
)
ROUNDS = 3
SUMMARY = "govuk-error-summary"
TOO_MUCH = ("W" * 6000, "a\0b", "9" * 400, "\r\n\t ")
GAZETTEER = {"places", "postcodes", "postcode_areas", "districts", "terms"}
# What is typed there is looked up, counted or read, and never kept as it was typed.
NOT_KEPT = {
    "accounts.ask_for_message": "whoever it is, or nobody: the answer is the same",
    "accounts.ask_for_reset": "the same",
    "desk.do_refer": "kept only once it is sent; before that the page shows it again",
    "my.put_off": "a day",
    "enquiry": "an enquiry is a name and one way to reach somebody, and the button says so",
    "moderation.decide decline": "what to change goes with the other button; a no has a reason",
    "guidance.keep preview": "shown beside the form, and kept by the other button",
    "my_hours.change_entry remove": "the hours are taken out, whatever else the form says",
    "imports.choose_columns": "the table's name is one of those in the file",
}
# Forms that only somebody with the right code or password gets past.
NEVER_TAKEN = {
    "accounts.keep_address",
    "accounts.check_second_step",
    "accounts.keep_second_step",
    "accounts.sign_in_by_code",
    "accounts.sign_in_by_password",
    "accounts.sign_in_by_letter",
    "registration.take_up",
    # these ask for a day in words, which no odd text is; guidance/ and hours/ type into the rest
    "my_hours.log",
    "training_desk.change",
    "training_desk.put_on",
}
SECRETS = {"code", "password"}  # never drawn again
Typed = dict[str, list[str]]


@dataclass
class Try:
    """One form with one of its buttons."""

    page: Page
    number: int  # which of the page's forms
    form: Form
    button: Field
    endpoint: str
    offset: int
    taken: bool = False
    wrong: list[str] = field(default_factory=list)

    def open(self) -> tuple[FlaskClient, Form]:
        """A browser before the form, and the form as it comes."""
        client, path = self.page.reach()
        if self.page.endpoint not in STEPS:
            return client, self.form  # as it was: everything is undone between two attempts
        return client, forms_of(client.get(path).text, path)[self.number]

    def say(self, what: str) -> None:
        self.wrong.append(f"{self.page} -> {self.endpoint} {self.button.value}: {what}")


@pytest.fixture(params=["app", "postgres_app"])
def walk(request: pytest.FixtureRequest) -> Walk:
    return Walk(request.getfixturevalue(request.param), make_more)


def tries(walk: Walk) -> Iterator[Try]:
    """Each form once for each of its buttons, with the first page and role that has it."""
    seen: set[tuple[object, ...]] = set()
    opened: Counter[tuple[str, str]] = Counter()
    server = walk.app.url_map.bind("localhost")
    for page in pages(walk):
        opened[page.endpoint, page.name] += 1
        if opened[page.endpoint, page.name] > (2 if may_open(walk.app, page.endpoint, None) else 1):
            continue  # a visitor, and somebody signed in, have met all there is
        client, path = page.reach()
        found = forms_of(client.get(path).text, path)
        walk.undo()
        for number, form in enumerate(found):
            endpoint = str(server.match(form.action, "POST")[0])
            for button in form.buttons:
                which = (endpoint, page.name, len(form.typed), button.value)
                if form.typed and which not in seen:
                    seen.add(which)
                    yield Try(page, number, form, button, endpoint, len(seen))


def test_what_is_typed_is_kept_or_shown_again(walk: Walk) -> None:
    wrong: list[str] = []
    taken: dict[str, bool] = defaultdict(bool)
    reached: dict[str, set[str]] = defaultdict(set)
    for one in list(tries(walk)):
        for number in range(ROUNDS):
            _attempt(walk, one, one.offset * 5 + number * 4, reached)
            walk.undo()
        for number in range(ROUNDS):
            _send_too_much(one, number)
            walk.undo()
        wrong += one.wrong
        taken[one.endpoint] |= one.taken
    assert wrong == [], "\n".join(dict.fromkeys(wrong))
    assert {endpoint for endpoint, was in taken.items() if not was} == NEVER_TAKEN
    assert reached == {"text": set(ODD), "area": set(ODD)}


def _attempt(walk: Walk, one: Try, start: int, reached: dict[str, set[str]]) -> None:
    """Type odd texts; where they are refused, ordinary ones, until the form is taken."""
    client, form = one.open()
    data = form.sent(one.button)
    for at, name in enumerate(form.typed):
        data[name] = [ODD[(start + at) % len(ODD)]]
        reached[form.kind_of(name)].add(data[name][0])
    for ordinary in ORDINARY * 2:  # some pages tell one mistake at a time
        answer = client.post(form.action, data=data)
        _check_inert(one, answer)
        if answer.status_code < 400 and SUMMARY not in answer.text:
            one.taken = True
            if answer.status_code == 307:
                client.post(str(answer.location), data=data)
            elif answer.status_code != 200:
                _check_inert(one, client.get(str(answer.location)))
            _check_kept(walk, one, form, data)
            return
        if answer.status_code == 429:
            return  # tried too often: a code cannot be guessed
        _check_shown_again(one, answer, form, data)
        for name in refused(answer.text, form):
            if name in form.typed:
                data[name] = [ordinary]
            elif form.kind_of(name) == "date":
                data[name] = [(local_today() + timedelta(40)).isoformat()]
            else:
                data[name] = form.choices_of(name)[:1]


def _check_inert(one: Try, answer: TestResponse) -> None:
    if answer.status_code >= 500 or answer.status_code == 404:
        one.say(f"answers {answer.status_code}")
    for text in ODD:
        if "<" in text and text in answer.text:
            one.say(f"{text} is at work on the page")


def _check_shown_again(one: Try, answer: TestResponse, form: Form, data: Typed) -> None:
    if lost := dead_links(answer.text):
        one.say(f"the error summary leads nowhere: {lost}")
    for name in set(form.typed) - SECRETS:
        if data[name][0].strip() not in shown_in(answer.text, name):
            one.say(f"{answer.status_code}, and {data[name][0]!r} in {name} is lost")


def _check_kept(walk: Walk, one: Try, form: Form, data: Typed) -> None:
    pressed = f"{one.endpoint} {one.button.value}"
    if {one.endpoint, one.button.name, pressed} & set(NOT_KEPT):
        return
    known = "\0".join(_everything_kept(walk))
    for name in form.typed:
        if data[name][0] in ODD and data[name][0] not in known:
            one.say(f"{data[name][0]!r} in {name} is taken and not kept as it was typed")


def _everything_kept(walk: Walk) -> set[str]:
    """Every text in the database, also those within JSON."""
    found: set[str] = set()
    with walk.app.app_context():
        for table in Base.metadata.tables.values():
            columns = [one for one in table.columns if isinstance(one.type, String | JSON)]
            if columns and table.name not in GAZETTEER:
                for row in db.session.execute(select(*columns)):
                    for value in row:
                        found |= set(_texts(value))
        db.session.remove()
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _send_too_much(one: Try, start: int) -> None:
    """PostgreSQL counts the characters of a column and takes no null; SQLite does neither."""
    client, form = one.open()
    data = form.sent(one.button)
    data |= {n: [TOO_MUCH[(start + at) % len(TOO_MUCH)]] for at, n in enumerate(form.typed)}
    answer = client.post(form.action, data=data)
    for name in set(refused(answer.text, form)) - set(form.typed):
        data[name] = form.choices_of(name)[:1]
    for status in (answer.status_code, client.post(form.action, data=data).status_code):
        if status >= 500:
            one.say(f"answers {status} to too much")


def _ordinary() -> tuple[str, ...]:
    days = [local_today() + timedelta(days) for days in (-40, 40)]
    past, coming = (f"{day.day} {day.month} {day.year}" for day in days)
    return (
        "wren@people.example",
        "01632 960123",
        past,
        coming,
        "TN23 1QX",
        "3",
        days[0].isoformat(),
        "2026-Q3",
        "",
    )


ORDINARY = _ordinary()
