"""What each side says of a placement, and what volunteering changed: brief, and optional."""
