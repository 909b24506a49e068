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


class UnknownTerm(InvalidInput):
    """A skill or cause that the taxonomy does not hold: add it there, or map it before sending."""


class DuplicateId(InvalidInput):
    """Two records carry the same id: send each record once (``replace`` is for newer versions)."""


class UnknownOpportunity(MatchingError):
    """No such id in this catalogue: it was closed or never published; look it up again."""


class InvalidWeights(MatchingError):
    """Weights must name known factors, be finite and not negative, and not all be zero."""


class UnreadableSnapshot(MatchingError):
    """The folder holds no snapshot of this version: build it afresh with ``build`` and ``save``."""


class MisalignedInput(MatchingError):
    """A mask or exposure must have one value per id of the snapshot, in the order of ``ids``."""
