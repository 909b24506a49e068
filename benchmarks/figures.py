"""How long the pages of figures take: `python benchmarks/figures.py`, on a database with figures.

Load a county (`flask demo load --scale county`), count some periods, and let invented people sign
in (BROKERAGE_SEEDED_SIGN_INS=true). Nothing here is a test.
"""

from __future__ import annotations

import statistics
import time

from sqlalchemy import select

from brokerage import create_app
from brokerage.accounts.current import TOKEN
from brokerage.accounts.models import Account
from brokerage.accounts.service import begin_sign_in
from brokerage.db import unit_of_work

RUNS = 15
PAGES = (
    "/figures?area=all",
    "/figures/hours?area=all",
    "/figures/unmet_people?area=all",
    "/figures/time_in_state?area=all",
    "/figures/reach_ethnic_group?area=kent",
    "/figures/registrations/trend.csv?area=all",
)


def main() -> None:
    """Print the median and the slowest of each page, as the lead."""
    app = create_app()
    with app.app_context(), unit_of_work() as session:
        lead = session.scalars(select(Account).where(Account.sign_in_name == "lead")).one()
        token = begin_sign_in(session, lead, "benchmark")
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[TOKEN] = token
    for page in PAGES:
        client.get(page)  # compiles its template
        taken = sorted(_timed(client.get, page) for _ in range(RUNS))
        print(f"{page:50} median {statistics.median(taken):6.0f} ms, slowest {taken[-1]:6.0f}")


def _timed(get, page: str) -> float:
    begun = time.perf_counter()
    answer = get(page)
    if answer.status_code != 200:
        raise SystemExit(f"{page} answers {answer.status}: {answer.text[-300:]}")
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
