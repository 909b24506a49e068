"""A little Markdown; whatever else is typed is text."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brokerage.guidance.markup import in_html


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("One\ntwo", '<p class="govuk-body">One<br>two</p>'),
        (
            "## A heading\nText",
            '<h2 class="govuk-heading-m">A heading</h2>\n<p class="govuk-body">Text</p>',
        ),
        ("- a\n- b", '<ul class="govuk-list govuk-list--bullet"><li>a</li><li>b</li></ul>'),
        ("1. a\n2. b", '<ol class="govuk-list govuk-list--number"><li>a</li><li>b</li></ol>'),
        ("**bold** 2 ** 3", '<p class="govuk-body"><strong>bold</strong> 2 ** 3</p>'),
        (
            "[here](/tell-us)",
            '<p class="govuk-body"><a class="govuk-link" href="/tell-us">here</a></p>',
        ),
        (
            "[out](https://a.example/?a=1&b=**2**)",
            '<p class="govuk-body"><a class="govuk-link" href="https://a.example/?a=1&amp;b=**2**"'
            ' rel="noopener external">out</a></p>',
        ),
        ("", ""),
    ],
)  # fmt: skip
def test_what_it_knows(text: str, made: str) -> None:
    assert str(in_html(text)) == made


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](http://a.example)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        '[x](https://a.example/"onclick="x)',
        "<script>alert(1)</script>",
        "![x](https://a.example/x.png)",
    ],
)
def test_what_it_does_not_know_stays_text(text: str) -> None:
    made = str(in_html(text))
    assert "<script" not in made
    assert "<img" not in made
    assert 'href="/\\' not in made
    assert 'href="//' not in made
    assert 'href="javascript' not in made
    assert 'onclick="' not in made


@given(
    st.text(
        alphabet=st.sampled_from("ab<>&\"'*[]()/:# -1.\n\\hps") | st.characters(codec="utf-8"),
        max_size=80,
    )
)
def test_no_text_makes_any_tag_but_its_own(text: str) -> None:
    made = str(in_html(text))
    tags = {"p", "br", "h2", "ul", "ol", "li", "strong", "a"}
    attributes = {"a": {"class", "href", "rel"}, "*": {"class"}}
    cleaned = nh3.clean(
        made, tags=tags, attributes=attributes, link_rel=None, url_schemes={"https"}
    )
    assert nh3.clean(made, tags=set()) == nh3.clean(cleaned, tags=set())
    assert made.count("<") == cleaned.count("<")
