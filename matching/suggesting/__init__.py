"""Skills suggested from free text: fitted on a taxonomy's labels, saved as arrays."""

from matching.suggesting.finder import SkillFinder, Suggestion

__all__ = ["SkillFinder", "Suggestion"]
