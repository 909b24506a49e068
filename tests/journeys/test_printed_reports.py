"""The board paper on paper: two sheets of A4, whichever place it is of."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import Site, Visits

A_PAGE = re.compile(rb"/Type\s*/Page\b")
A4 = {"width": "210mm", "height": "297mm"}


@pytest.mark.parametrize("area", ["", "all"], ids=["a centre", "the whole pilot"])
def test_the_board_paper_is_two_printed_pages(visit: Visits, site: Site, area: str) -> None:
    visitor = visit()
    visitor.sign_in(site.broker)
    visitor.go(f"/figures/board?area={area}")
    assert visitor.page.locator("#missing").count() == 1
    printed = visitor.page.pdf(**A4, prefer_css_page_size=True)
    assert len(A_PAGE.findall(printed)) == 2
