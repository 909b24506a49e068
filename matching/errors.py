"""Everything this library raises on purpose. Each class says what the caller can do about it."""

from __future__ import annotations


class MatchingError(Exception):
    """The root: catch it to catch every error of this library."""


class InvalidInput(MatchingError):
    """A record cannot be used as it is: correct the field that the message names."""


class InvalidPoint(InvalidInput):
    """Latitude must be -90 to 90 and longitude -180 to 180, both finite.

    Leave the place out when it is not known; never send 0, 0 or NaN in its stead.
    """


class InvalidWindow(InvalidInput):
    """A window needs a weekday 0 to 6 and 0 <= start < 1440 and start < end <= start + 1440.

    For a stretch past midnight let ``end`` exceed 1440 instead of wrapping round to a small number.
    """


class InvalidSession(InvalidInput):
    """A recurrence rule that means nothing: the message names what to check."""


class InvalidHours(InvalidInput):
    """Hours need positive minutes (or None) and ``per`` one of week, month, once."""


class InvalidDates(InvalidInput):
    """The first date comes after the last: swap them, or leave out the one that is not known."""


class InvalidLevel(InvalidInput):
    """A level is 0 to 1; leave it out when it is not known, never send NaN in its stead."""


class InvalidAges(InvalidInput):
    """Ages are 0 to 150 and the first is not above the second: swap them, or leave one out."""


class InvalidTravel(InvalidInput):
    """``travel_mode`` is walk, cycle, bus or car, and ``within_minutes`` above 0 with a mode."""


class InvalidPlaces(InvalidInput):
    """``places_open`` is 0 or more; leave it out (None) when the role does not say."""


class UnknownTerm(InvalidInput):
    """A skill or cause that the taxonomy does not hold: add it there, or map it before sending."""


class DuplicateId(InvalidInput):
    """Two records carry the same id: send each record once (``replace`` is for newer versions)."""


class UnknownOpportunity(MatchingError):
    """No such id in this catalogue: it was closed or never published; look it up again."""


class InvalidWeights(MatchingError):
    """Weights must name known factors, be finite and not negative, and not all be zero."""


class InvalidMarket(MatchingError):
    """Allocating needs finite scores, places of 0 or more, known ids and crews that can exist."""


class MissingSolver(MatchingError):
    """An extra is not installed: ``pip install 'brokerage[allocation]'``, or use "scipy"."""


class UnreadableSnapshot(MatchingError):
    """The folder holds no snapshot of this version: build it afresh with ``build`` and ``save``."""


class MisalignedInput(MatchingError):
    """A mask needs one value per id of the snapshot, an exposure one per id of its own."""
