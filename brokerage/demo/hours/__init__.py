"""Hours of the invented county: a rota of twelve people, and the time that everybody gave."""
