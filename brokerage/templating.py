"""What every template may use: names, addresses of assets, and words for figures."""

from __future__ import annotations

import re
from datetime import date, datetime

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from brokerage.accounts.browsers import browser_name
from brokerage.accounts.current import current_account, current_actor, current_subject
from brokerage.accounts.permissions import allowed
from brokerage.assets import asset_url
from brokerage.navigation import links
from brokerage.schema import day_in_words
from brokerage.weeks import LOCAL_TIME, day_of

KM_PER_MILE = 1.609344


def init_templating(app: Flask) -> None:
    """Add the design system's macros, filters and globals."""
    own = app.jinja_loader
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([own, macros] if own else [macros])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        miles=miles,
        day=day_in_words,
        day_of=day_of,
        local_time=local_time,
        ago=ago,
        anchor=anchor,
        plural=plural,
        sentence=sentence,
        paragraphs=paragraphs,
        browser_name=browser_name,
    )
    app.jinja_env.globals.update(
        asset_url=asset_url,
        service_name=app.config["SERVICE_NAME"],
        brand_colour=app.config["BRAND_COLOUR"],
        map_tiles=app.config["MAP_TILES"],
        in_demonstration=app.config["MODE"] == "demonstration",
        current_account=current_account,
        current_subject=current_subject,
        navigation=links,
        may=may,
    )


def may(permission: str) -> bool:
    """Whether whoever is signed in has the permission; for menus and buttons."""
    return allowed(permission, current_actor().roles)


def local_time(moment: datetime) -> str:
    """A moment as a clock on the wall shows it: 12 March 2027 at 14:05."""
    return f"{day_in_words(day_of(moment))} at {moment.astimezone(LOCAL_TIME):%H:%M}"


def ago(day: date, today: date) -> str:
    """How fresh something is: "today", "3 days ago"; after a month, the date."""
    days = (today - day).days
    if days < 0 or days > 30:
        return f"on {day_in_words(day)}"
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def anchor(text: str) -> str:
    """A text as an id in a page: "/api/v1/{id}" -> "api-v1-id"."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def sentence(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def miles(km: float, approximate: bool = False) -> str:
    """Kilometres in words, rounded as in reasons: "under half a mile", "about 3 miles"."""
    distance = km / KM_PER_MILE
    about = "about " if approximate else ""
    if distance < 0.5:
        return "about half a mile" if approximate else "under half a mile"
    text = f"{round(distance * 2) / 2:g}" if distance < 9.5 else str(round(distance))
    return f"{about}{text} {'mile' if text == '1' else 'miles'}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 role, 2 roles, 1,200 roles."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs and line breaks; everything in it is escaped."""
    blocks = [b.strip() for b in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")]
    made = ["<br>".join(str(escape(line)) for line in b.split("\n")) for b in blocks if b]
    return Markup("".join(f'<p class="govuk-body">{b}</p>' for b in made))  # noqa: S704 - escaped
