"""A role that nobody can find yet, as its card and page will look."""

from __future__ import annotations

import numpy as np
from sqlalchemy.orm import Session

from brokerage.opportunities.models import Opportunity
from brokerage.suggestions.cards import card
from brokerage.suggestions.index import live_index
from brokerage.suggestions.queries import Search
from brokerage.suggestions.results import Card
from brokerage.suggestions.understanding import Understood
from matching import types


def card_of_draft(session: Session, opportunity: Opportunity) -> Card:
    """The card that everybody would see, whoever asks."""
    snapshot = live_index().current(session)
    nobody = types.Volunteer(id="somebody who asks")
    none = np.zeros(len(snapshot.catalogue), dtype=bool)
    question = Understood(Search(), snapshot.today, snapshot, None, nobody, none, none)
    return card(1, opportunity, None, question)
