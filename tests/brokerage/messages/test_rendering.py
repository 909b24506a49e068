"""What messages say: every template's golden file, and what cannot get into one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from jinja2 import DictLoader

from brokerage.messages.html import body_in_html
from brokerage.messages.rendering import fields_of, rendered

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "messages"
TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").with_suffix("").as_posix()
    for folder in ("emails", "letters", "texts")
    for path in (ROOT / "templates" / folder).glob("*.txt")
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_message_reads_as_agreed(
    app: Flask, template: str, request: pytest.FixtureRequest
) -> None:
    """With the examples that the template itself gives."""
    with app.app_context():
        made = rendered(template, **fields_of(template))
    golden = GOLDEN / f"{template}.txt"
    text = f"Subject: {made.subject}\n\n{made.text}"
    if request.config.getoption("--refresh-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text)
    assert golden.read_text() == text


def test_no_golden_message_is_left_over() -> None:
    found = {p.relative_to(GOLDEN).with_suffix("").as_posix() for p in GOLDEN.rglob("*.txt")}
    assert found == set(TEMPLATES)


@pytest.fixture
def written(app: Flask) -> Flask:
    app.jinja_env.loader = DictLoader(
        {
            "emails/layout.html": "{{ subject }}|{{ body }}",
            "emails/plain.txt": (
                '{#\nname = "Sam"\non = 2026-11-21\nroles = ["Driver"]\nnote = "Hello"\n#}\n'
                "Subject: For {{ name }}\n\nDear {{ name }},\n\n"
                "{% for role in roles %}\n- {{ role }}\n{% endfor %}\n\n"
                "On {{ on|day }}.\n\n{{ note|quoted }}\n"
            ),
            "emails/nothing.txt": "Subject: No fields are named\n",
            "emails/headless.txt": "{# #}\nHello\n",
        }
    )
    return app


PLAIN = {"name": "Sam", "on": date(2026, 11, 21), "roles": ["Driver", "Cook"], "note": "a\nb"}


def test_text_and_html_come_from_one_source(written: Flask) -> None:
    with written.app_context():
        made = rendered("plain", **PLAIN)
    assert made.subject == "For Sam"
    assert made.text == "Dear Sam,\n\n- Driver\n- Cook\n\nOn 21 November 2026.\n\n> a\n> b\n"
    assert made.html.startswith("For Sam|<p>Dear Sam,</p>")
    assert "<ul><li>Driver</li><li>Cook</li></ul>" in made.html
    assert "<blockquote>a<br>\nb</blockquote>" in made.html


def test_nobodys_words_become_a_line_of_ours(written: Flask) -> None:
    sly = {**PLAIN, "name": "Sam\n\n# Urgent\nSubject: x", "note": "> a\n\n# Urgent"}
    with written.app_context():
        made = rendered("plain", **sly)
    assert made.subject == "For Sam # Urgent Subject: x"
    assert "<h2>" not in made.html


@pytest.mark.parametrize(
    "context",
    [
        {**PLAIN, "diagnosis": "private"},
        {key: value for key, value in PLAIN.items() if key != "note"},
        {**PLAIN, "name": object()},
        {**PLAIN, "on": "2026-11-21"},
    ],
)
def test_only_the_fields_a_template_names_reach_it(
    written: Flask, context: dict[str, object]
) -> None:
    with written.app_context(), pytest.raises(TypeError, match="plain"):
        rendered("plain", **context)


@pytest.mark.parametrize("template", ["nothing", "headless"])
def test_a_template_without_fields_or_subject_is_refused(written: Flask, template: str) -> None:
    with written.app_context(), pytest.raises(ValueError, match="does not begin"):
        rendered(template)


def test_only_our_own_addresses_become_links(app: Flask) -> None:
    app.config["PUBLIC_URL"] = "https://ours.example"
    with app.app_context():
        found = body_in_html(
            "https://ours.example/my/page.\nhttps://ours.example.evil.example/\n"
            "https://evil.example/ <b>&"
        )
    assert found == (
        '<p><a href="https://ours.example/my/page">https://ours.example/my/page</a>.<br>\n'
        "https://ours.example.evil.example/<br>\nhttps://evil.example/ &lt;b&gt;&amp;</p>"
    )


def test_a_message_can_be_read_before_it_is_ever_sent(cli: FlaskCliRunner) -> None:
    printed = cli.invoke(args=["messages", "preview", "trial"]).output
    assert printed == (GOLDEN / "emails" / "trial.txt").read_text()
