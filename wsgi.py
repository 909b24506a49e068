"""Where `flask --app wsgi` and any WSGI server find the application."""

from brokerage import create_app

app = create_app()
