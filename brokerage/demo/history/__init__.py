"""The two and a half years before today: how the invented county came to stand where it stands."""
