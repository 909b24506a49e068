"""The facts of a role as its page lists them."""

from __future__ import annotations

from brokerage.opportunities.models import Opportunity
from brokerage.opportunities.schemas import OpportunitySchema
from brokerage.schema import Audience, Fact, facts


def groups_shown(opportunity: Opportunity) -> dict[str, list[Fact]]:
    """Facts by heading, without those about time that the times above them say already."""
    found = facts(OpportunitySchema, opportunity, Audience.PUBLIC)
    said = _said_as_times(opportunity)
    return {
        group.title: [
            fact
            for fact in group.facts
            if (group.title, fact.value) != ("When", "No") and fact.name != said
        ]
        for group in found
    }


def _said_as_times(opportunity: Opportunity) -> str:
    """The field that stands for the times where there is no week to draw."""
    if opportunity.sessions or opportunity.windows:
        return ""
    return "flexible" if opportunity.flexible else "commitment"
