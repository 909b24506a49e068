"""A search as it is kept: the address of its result page without what belongs to one visit."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from brokerage.errors import Invalid
from brokerage.suggestions.addresses import Answers
from brokerage.suggestions.queries import Search, from_address
from brokerage.suggestions.understanding import understand
from brokerage.weeks import local_today

OF_ONE_VISIT = ("page", "limit", "since", "same")
LONGEST = 4000


def kept(args: MultiDict[str, str]) -> Answers:
    """The answers of an address that a saved search keeps."""
    answers = Answers.of(args).without(*OF_ONE_VISIT)
    return Answers({n: [t.replace("\0", "") for t in ts] for n, ts in answers.lists.items()})


def written(answers: Answers) -> str:
    """As a column holds it; the same search always looks the same. Raises Invalid."""
    pairs = sorted(answers.pairs())
    query = urlencode(pairs, errors="replace")
    if len(query) > LONGEST:
        raise Invalid("This search is too long to be kept. Take some answers away.", "search")
    return query


def answers_in(query: str) -> Answers:
    """The other way round."""
    return kept(MultiDict(parse_qsl(query)))


def search_in(query: str) -> Search:
    """The question of a saved search. Raises Invalid or ValidationError where it holds no more."""
    return from_address(MultiDict(answers_in(query).pairs()))


def check(session: Session, query: str) -> Search:
    """The question, understood today. Raises Invalid, naming the field, or ValidationError."""
    return understand(session, search_in(query), local_today()).search
