"""Which roles pass every rule for a person, without scoring any: for counts beside filters."""

from __future__ import annotations

import numpy as np

from matching.catalogue import Catalogue
from matching.columns import Bools
from matching.pairing import eligible, meetings, person_pool
from matching.travel import STRAIGHT_LINE, Travel
from matching.types import Volunteer


def fitting(volunteer: Volunteer, catalogue: Catalogue, travel: Travel = STRAIGHT_LINE) -> Bools:
    """Bool mask, shape (roles,), aligned with ``catalogue.ids``.

    Raises:
        InvalidInput: the person's record cannot be used.
    """
    masks = []
    for meeting in meetings(person_pool(volunteer, catalogue, travel), catalogue):
        pairs, _fallen = eligible(meeting, np.zeros(1, np.int64), None)
        lines = np.zeros(len(meeting.role_part.alive), bool)
        lines[pairs.role] = True
        masks.append(lines[meeting.role_part.rows])
    return np.concatenate(masks)
