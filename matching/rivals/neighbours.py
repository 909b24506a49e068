"""scikit-learn's way to a digest: BallTree for places, TF-IDF and cosine for words.

Its own, simpler score: half nearness, half likeness of words. It knows no times, skills or rules.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.columns import Ints
from matching.types import Opportunity, Volunteer

EARTH_KM = 6371.0088
BLOCK = 512


class Neighbours:
    """Fitted once on roles that have a place."""

    def __init__(self, roles: Sequence[Opportunity]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.neighbors import BallTree

        placed = [role for role in roles if role.places]
        points = [
            (role.places[0].point.latitude, role.places[0].point.longitude) for role in placed
        ]
        self.tree = BallTree(np.radians(np.array(points)), metric="haversine")
        self.words = TfidfVectorizer()
        texts = (f"{role.title} {role.text}" for role in placed)
        self.table = self.words.fit_transform(texts).T.tocsr()

    def digest(self, people: Sequence[Volunteer], limit: int) -> Ints:
        """The best ``limit`` roles of each person, (people, limit), -1 where fewer are near."""
        found = np.full((len(people), limit), -1)
        for begin in range(0, len(people), BLOCK):
            some = people[begin : begin + BLOCK]
            points = [(one.places[0].point.latitude, one.places[0].point.longitude) for one in some]
            reach = np.array([(one.within_km or 1e4) for one in some])
            near, apart = self.tree.query_radius(
                np.radians(np.array(points)), reach / EARTH_KM, return_distance=True
            )
            likeness = (self.words.transform(one.text for one in some) @ self.table).toarray()
            for turn, roles in enumerate(near):
                score = np.exp2(-2 * apart[turn] * EARTH_KM / reach[turn])
                score += likeness[turn, roles]
                first = np.argsort(-score)[:limit]
                found[begin + turn, : len(first)] = roles[first]
        return found
