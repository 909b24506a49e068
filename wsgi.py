"""Where `flask --app wsgi` and any WSGI server find the application."""

from brokerage import create_app
from brokerage.errors import BadSetting

try:
    app = create_app()
except BadSetting as problem:
    raise SystemExit(problem.message) from None
