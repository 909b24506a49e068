"""Whether a page of results is read by somebody: only then does it count as a showing."""

from __future__ import annotations

import re

from flask import Request

# Programs that say what they are; nothing of it is kept. A Cubot is a telephone.
PROGRAMS = re.compile(
    r"(?<!cu)bot\b|bot[/;_-]|crawl|spider|slurp|archiver|preview|monitor|headless|lighthouse"
    r"|curl|wget|httpie|python|java/|go-http|okhttp|libwww|scrapy|axios|node-fetch|facebookexternal",
    re.IGNORECASE,
)


def shows_to_a_person(request: Request) -> bool:
    """Asked by a browser, now: not a program, not a page fetched in advance."""
    agent = request.user_agent.string
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    fetched_early = "prefetch" in purpose or "prerender" in purpose
    return (
        request.method == "GET" and bool(agent) and not fetched_early and not PROGRAMS.search(agent)
    )
