"""Saved searches and digests: who is told of new roles, when, and of which."""
