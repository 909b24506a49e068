"""The lists that guidance, training and the support log share: stored values to words."""

from __future__ import annotations

AUDIENCES = {
    "organisations": "For organisations",
    "volunteers": "For volunteers",
    "both": "For everybody",
}
TOPICS = {
    "recruiting": "Finding volunteers",
    "answering": "Answering people",
    "meeting": "First meetings",
    "flexible": "Flexible and small tasks",
    "keeping": "Keeping people",
    "inclusion": "Access and inclusion",
    "young_people": "Volunteers under 18",
    "safeguarding": "Safeguarding",
    "checks": "DBS checks",
    "expenses": "Expenses",
    "insurance": "Insurance",
    "data": "Data protection",
    "trustees": "Trustees",
    "starting": "Starting as a volunteer",
    "saying_no": "Saying no, and leaving",
    "benefits": "Benefits",
}
# The six core functions of a volunteer centre, as the sector has named them since 2004.
FUNCTIONS = {
    "brokerage": "Bringing people and roles together",
    "marketing": "Promoting volunteering",
    "developing": "Developing opportunities",
    "good_practice": "Good practice",
    "policy": "Policy and campaigning",
    "strategic": "Strategic development",
}
KINDS = {
    "advice": "Advice",
    "guidance": "Guidance",
    "training": "Training",
}
FOR_WHOM = {
    "organisations": "Organisations and groups",
    "volunteers": "Volunteers",
    "both": "Anybody",
}
