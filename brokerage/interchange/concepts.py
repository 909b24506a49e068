"""Concepts of volunteeringdata.io on an activity and its role: terms, and the fields they state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from brokerage.interchange.cleaning import label
from brokerage.interchange.drafts import DraftTerm
from brokerage.interchange.jsonld import Node, address, many, one_of
from brokerage.taxonomies.models import Kind

NAMESPACE = "https://ns.volunteeringdata.io/"
PROPERTIES = {
    "cause": Kind.CAUSE,
    "skill": Kind.SKILL,
    "requirement": Kind.REQUIREMENT,
    "accessibility": Kind.ACCESSIBILITY,
    "accessbibility": Kind.ACCESSIBILITY,  # as the ontology spells it
    "reward": Kind.ACCESSIBILITY,  # rewards have no taxonomy of their own
}
FIELDS = {
    "ExpensesReimbursed": "expenses_paid",
    "ExpensesPaid": "expenses_paid",
    "TrainingProvided": "training_given",
    "PhysicalAccessibility": "step_free",
    "PublicTransportAccess": "on_a_bus_route",
    "ParkingAvailability": "parking",
}


def read_concepts(activity: Node, role: Node) -> tuple[DraftTerm, ...]:
    """Every concept once; an organisation's causes are those of its activities."""
    held = one_of(activity, "organisation", "organization")
    sources: list[Node] = [activity, role]
    if isinstance(held, Mapping):
        sources.append({"cause": held.get("cause")})
    found = {term.text: term for node in sources for term in _terms(node)}
    return tuple(found.values())


def stated_by(terms: Iterable[DraftTerm]) -> dict[str, bool]:
    """Fields of the role that a concept answers with yes; the others stay not stated."""
    names = (term.text.removeprefix(NAMESPACE) for term in terms)
    return {FIELDS[name]: True for name in names if name in FIELDS}


def _terms(node: Node) -> Iterable[DraftTerm]:
    for name, kind in PROPERTIES.items():
        for value in many(node.get(name)):
            if text := _uri(value):
                yield DraftTerm(kind, text, "needed" if kind is Kind.SKILL else None)


def _uri(value: Any) -> str:
    if isinstance(value, Mapping):
        value = one_of(value, "id", "@id", "label", "prefLabel", "name")
    text = label(str(value or ""))
    if not text or address(text).scheme:
        return text[:255]
    return text[:200] if " " in text else f"{NAMESPACE}{text}"[:255]
