"""Posting a role: short pages, drafts that are never lost, hints, and a live preview."""
