"""What is published of the figures, so that nobody can be recognised in it."""
