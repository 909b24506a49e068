"""Two records of one person: finding them, making them one, and undoing that for 30 days."""
