"""Whatever is typed into any field of any page: an answer, and nothing of it is lost or run."""

from __future__ import annotations

import pytest
from markupsafe import escape

from brokerage.opportunities.posting.pages import PAGES

NAUGHTY = (
    "\0", "x" * 2_500, "<script>alert(1)</script>", "'; DROP TABLE x; -- {{ 7*7 }} =1+1 %00",
    "\ud83d 𝕏 ﷽ \u202e ٣", "1e309", "99999999999999999999", "31 2 2027",
)  # fmt: skip
WORST = ("\0", "x" * 2_500, "\ud83d 𝕏", "99999999999999999999")  # for a database


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: ascii(text[:12]))
def test_every_field_of_every_page_takes_anything(desk, text):
    desk.begin(kind="trustee")
    for page in PAGES:
        form = {name: [text, text] for name in page.fields}
        sent = desk.client.post(desk.at(page.name), data=encoded(form))
        assert sent.status_code in (302, 422), page.name
        kept = desk.client.post(desk.at(f"{page.name}/keep"), data=encoded(form))
        assert kept.status_code == 200, page.name
    for name in ("check-answers", "preview"):
        assert "<script>alert" not in desk.look(name)


def encoded(form: dict[str, list[str]]) -> dict[str, list[str]]:
    """Half of a surrogate pair arrives as bytes that are no text."""
    return {
        name: [text.encode("utf-8", "replace").decode() for text in texts]
        for name, texts in form.items()
    }


@pytest.mark.parametrize("text", ["<b>&\"'", "{{ 'run' ~ 'ning' }}", "Zoë’s “tea” 🫖"])
def test_what_was_typed_comes_back_as_it_was(either, text):
    either.begin(kind="role")
    either.send("what", title=f"Tea {text}", summary=text, description=text * 3)
    assert either.read("title") == f"Tea {text}"
    page = either.look("what")
    assert str(escape(text)) in page
    assert "running" not in page


def test_on_postgresql_too(request):
    from tests.brokerage.opportunities.posting.conftest import make_desk

    desk = make_desk(request.getfixturevalue("postgres_app"))
    desk.begin(kind="role")
    for text in WORST:
        for page in PAGES:
            form = encoded({name: [text] for name in page.fields})
            assert desk.client.post(desk.at(page.name), data=form).status_code in (302, 422)
