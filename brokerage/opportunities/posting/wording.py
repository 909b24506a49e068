"""A question as it is put to the organisation; a row's label is what the public reads."""

from __future__ import annotations

ASKED: dict[str, tuple[str, str]] = {  # label and hint
    "summary": ("Say it in one sentence", "It is what people read first, in a list"),
    "description": (
        "What would they do?",
        "A few lines: what a usual day is like, and with whom",
    ),
    "in_private_homes": (
        "Is it in somebody’s home?",
        "Then we show only the area, never the address",
    ),
    "getting_there": (
        "How do people get there?",
        "Such as “Bus 10 stops outside”. Leave it empty if you do not know.",
    ),
    "with_children": ("Will they work with children or young people under 18?", ""),
    "with_adults_at_risk": (
        "Will they work with adults who get care or support?",
        "Because of age, illness or disability",
    ),
    "minimum_age": ("Is there a youngest age?", "Leave it empty if anybody may come"),
    "starts_on": ("Does it begin on a day?", "Leave it empty for now. For example, 27 3 2027"),
    "ends_on": ("Does it end on a day?", "Leave it empty if it goes on. For example, 27 3 2027"),
    "commitment": (
        "Say it in your own words",
        "Such as “two hours every other week”. You may leave it empty.",
    ),
    "places_offered": ("How many people do you need?", "Leave it empty if you do not count"),
    "in_flight_limit": (
        "How many can you talk to at once?",
        "More than that wait until you have answered. Leave it empty for no limit.",
    ),
    "interview_needed": ("Do you meet people before they start?", "A short talk counts"),
    "shareable": ("Could two people share it?", ""),
    "good_first_role": (
        "Is it a good first step?",
        "No experience needed: somebody shows them how",
    ),
    "expires_on": (
        "Show it until",
        "Leave it empty for three months. We ask you before it ends.",
    ),
    "expenses_paid": ("Do you pay expenses?", "Such as bus fares or mileage"),
    "training_given": ("Does somebody show them how?", ""),
    "step_free": ("Can you get in without steps?", ""),
    "accessible_toilet": ("Is there an accessible toilet?", ""),
    "on_a_bus_route": ("Is it on a bus route?", ""),
    "parking": ("Is there parking?", ""),
    "meetings_a_year": ("How many meetings a year?", ""),
    "term_years": (
        "How many years does a trustee serve?",
        "Leave it empty if your rules do not say",
    ),
    "induction_given": (
        "Do new trustees get an induction?",
        "Such as a talk with the chair, and the accounts and rules to read",
    ),
    "eligibility_declared": (
        "Will you ask them to sign a declaration that they may be a trustee?",
        "",
    ),
    "group_least": (
        "What is the smallest group?",
        "People. Leave it empty if any number may come.",
    ),
    "group_most": ("What is the largest group?", "People"),
}
