"""People's rights over their records, how long things are kept, and complaints."""
