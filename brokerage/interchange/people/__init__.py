"""Bringing people in from other systems: what is read, what is dropped, and an honest report."""
