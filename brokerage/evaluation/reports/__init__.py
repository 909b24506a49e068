"""Figures put together for those who decide: a board, and the county."""
