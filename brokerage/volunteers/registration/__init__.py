"""Registering: one list of questions for the public's pages, my record, the desk and on paper."""
