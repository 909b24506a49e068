"""What "really fits" means. Pure: it reads a match with its reasons."""

from __future__ import annotations

from matching.types import Audience, Match, Reason

FIT = 0.5  # of the whole score, where what was not stated counts little
STRONG = 0.75  # score of a reason
HEAVY = 0.12  # weight of a factor that can carry a fit: words alone cannot


def really_fits(match: Match) -> bool:
    """Whether somebody who asked for little post would want to hear of this role.

    Three things must hold: the fit as a whole, one strong reason at least, and no reason against
    of any weight. A check that can be obtained has no weight; times not stated do.
    """
    told = [reason for reason in match.reasons if Audience.VOLUNTEER in reason.audiences]
    return match.score >= FIT and any(map(_strong, told)) and not any(map(_against, told))


def _strong(reason: Reason) -> bool:
    scored = reason.score is not None and reason.score >= STRONG
    return reason.supports and scored and reason.weight >= HEAVY


def _against(reason: Reason) -> bool:
    return not reason.supports and reason.weight > 0
