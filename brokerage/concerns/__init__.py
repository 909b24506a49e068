"""When something is wrong: telling us, safeguarding concerns, and quiet pauses."""
