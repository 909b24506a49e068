"""A small library of guidance, training events, and the log of support given to groups."""
