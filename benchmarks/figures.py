"""How long the pages of figures take: `python benchmarks/figures.py`, on a database with figures.

Load a county (`flask demo load --scale county`), count some periods, and let invented people sign
in (BROKERAGE_SEEDED_SIGN_INS=true). Nothing here is a test.
"""

from __future__ import annotations

import statistics
import time

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from brokerage import create_app
from brokerage.accounts.current import TOKEN
from brokerage.accounts.models import Account
from brokerage.accounts.service import begin_sign_in
from brokerage.db import unit_of_work

RUNS = 15
PAGES = {
    "lead": (
        "/figures?area=all",
        "/figures/hours?area=all",
        "/figures/unmet_people?area=all",
        "/figures/time_in_state?area=all",
        "/figures/reach_ethnic_group?area=kent",
        "/figures/registrations/trend.csv?area=all",
        "/figures/roles_live/rows?area=all",
        "/figures/board?area=all",
        "/figures/success",
        "/figures/success.csv",
        "/figures/monitoring?area=all",
        "/figures/quality",
        "/figures/publishing",
    ),
    "manager": (
        "/figures",
        "/figures/enquiries/rows",
        "/figures/hours/rows",
        "/figures/board",
        "/figures/monitoring",
        "/figures/quality",
    ),
    "": ("/published-figures",),
}


def main() -> None:
    """Print the median and the slowest of each page, as those who use it."""
    app = create_app()
    for name, pages in PAGES.items():
        client = app.test_client()
        if name:
            _sign_in(app, client, name)
        for page in pages:
            client.get(page)  # compiles its template
            taken = sorted(_timed(client.get, page) for _ in range(RUNS))
            told = f"median {statistics.median(taken):6.0f} ms, slowest {taken[-1]:6.0f}"
            print(f"{name or 'anybody':8} {page:45} {told}", flush=True)


def _sign_in(app: Flask, client: FlaskClient, name: str) -> None:
    with app.app_context(), unit_of_work() as session:
        account = session.scalars(select(Account).where(Account.sign_in_name == name)).one()
        token = begin_sign_in(session, account, "benchmark")
    with client.session_transaction() as cookie:
        cookie[TOKEN] = token


def _timed(get, page: str) -> float:
    begun = time.perf_counter()
    answer = get(page)
    if answer.status_code != 200:
        raise SystemExit(f"{page} answers {answer.status}: {answer.text[-300:]}")
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
