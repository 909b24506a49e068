"""Time given, who comes when, and what is said of it afterwards."""

from brokerage.hours.models.entries import HourEntry, Kind, Source
from brokerage.hours.models.imported import ImportedSession
from brokerage.hours.models.rota import Booking, BookingState, Occurrence, StandingBooking
from brokerage.hours.models.words import Letter, OutcomeAnswer, PlacementFeedback

__all__ = [
    "Booking",
    "BookingState",
    "HourEntry",
    "ImportedSession",
    "Kind",
    "Letter",
    "Occurrence",
    "OutcomeAnswer",
    "PlacementFeedback",
    "Source",
    "StandingBooking",
]
