"""Records without names for an evaluation: set up, made, let go by two people, taken back."""
