"""Every setting: its name, what it means, its default, and whether production insists on it.

``flask settings list`` prints this table with the values in force.
"""

from __future__ import annotations

from brokerage.setting import (
    Setting,
    address,
    at_least,
    colour,
    long_enough,
    mail_from,
    not_negative,
    one_of,
    positive,
    share,
    smtp,
)

DEFAULT_SECRET = "for-demonstration-only"  # noqa: S105 - production refuses to start with it
MODES = ("demonstration", "production")

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "MODE",
        "demonstration (default) or production; production is strict about secrets",
        "demonstration",
        check=one_of(*MODES),
    ),
    Setting(
        "SECRET_KEY",
        "signs cookies and links; at least 16 random characters",
        DEFAULT_SECRET,
        required_in_production=True,
        secret=True,
        check=long_enough,
    ),
    Setting(
        "SEEDED_SIGN_INS",
        "whether the demonstration's invented accounts may sign in, with a password that is "
        "printed and without a second step; production refuses to start with it",
        False,
        read="bool",
        never_in_production=True,
    ),
    Setting(
        "DATABASE_URL",
        "SQLite or PostgreSQL, such as postgresql+psycopg://user@host/name; "
        "empty means a SQLite file in the instance folder",
        "",
        secret=True,
    ),
    Setting(
        "INSTANCE_DIR",
        "folder for the SQLite file and the statistics that ranking uses",
        "instance",
    ),
    Setting("SERVICE_NAME", "shown on every page", "Volunteering in Kent, demonstration"),
    Setting(
        "BRAND_COLOUR",
        "the one brand colour; needs a contrast of 7:1 on white",
        "#14532d",
        check=colour,
    ),
    Setting(
        "PUBLIC_URL",
        "address at which the public reaches the service, such as https://volunteering.example; "
        "empty means as requested",
        "",
        required_in_production=True,
        check=address,
    ),
    Setting(
        "PROXIES",
        "how many reverse proxies stand in front and set X-Forwarded-*",
        0,
        read="int",
        check=not_negative,
    ),
    Setting(
        "MAP_TILES",
        "tile address such as https://tiles.example/{z}/{x}/{y}.png; empty means no outside tiles",
        "",
    ),
    Setting(
        "INDEX_CHECK_SECONDS",
        "how often a worker looks for changed roles, at most",
        1.0,
        read="float",
        check=positive,
    ),
    Setting(
        "FAIR_TURN_WEIGHT",
        "share of its score that a role shown often may lose to others; 0 turns it off",
        0.3,
        read="float",
        check=share,
    ),
    Setting(
        "STILL_NEEDED_DAYS",
        "days without a sign of life after which an organisation is asked about a role",
        60,
        read="int",
        check=positive,
    ),
    Setting(
        "SMALLEST_PUBLISHED",
        "published figures tell no number of fewer people, roles or placements than this",
        10,
        read="int",
        check=at_least(5),
    ),
    Setting(
        "SHOWINGS_SECONDS",
        "how often each worker writes down which roles it showed; 0 counts nothing",
        60.0,
        read="float",
        check=not_negative,
    ),
    Setting(
        "MAX_BODY_BYTES",
        "largest request body taken",
        256 * 1024,
        read="int",
        check=positive,
    ),
    Setting(
        "MAX_IMPORT_BYTES",
        "largest upload on the import page, all its files together",
        20 * 1024 * 1024,
        read="int",
        check=positive,
    ),
    Setting(
        "OWN_URL",
        "address that links in messages begin with where BROKERAGE_PUBLIC_URL is empty",
        "http://127.0.0.1:8000",
        check=address,
    ),
    Setting(
        "EMAIL_THROUGH",
        "mailbox (default: a page of this service, for demonstrations), smtp or notify",
        "mailbox",
        required_in_production=True,
        check=one_of("mailbox", "smtp", "notify"),
    ),
    Setting(
        "TEXTS_THROUGH",
        "mailbox (default: as for e-mail), log (a line in the log, nothing sent) or notify",
        "mailbox",
        required_in_production=True,
        check=one_of("mailbox", "log", "notify"),
    ),
    Setting(
        "MAIL_FROM",
        "whom e-mail comes from, such as Volunteering in Kent <hello@volunteering.example>",
        "Volunteering in Kent, demonstration <hello@volunteering.example>",
        required_in_production=True,
        check=mail_from,
    ),
    Setting(
        "SMTP_URL",
        "smtp://user:password@host:587 (TLS is insisted on), smtps://... (TLS from the start); "
        "?tls=none for a server on this machine",
        "",
        secret=True,
        check=smtp,
    ),
    Setting("NOTIFY_KEY", "GOV.UK Notify: the API key", "", secret=True),
    Setting(
        "NOTIFY_URL",
        "GOV.UK Notify: where it is",
        "https://api.notifications.service.gov.uk",
        check=address,
    ),
    Setting(
        "NOTIFY_EMAIL_TEMPLATE",
        "GOV.UK Notify: id of an e-mail template that holds ((subject)) and ((body))",
        "",
    ),
    Setting("NOTIFY_TEXT_TEMPLATE", "GOV.UK Notify: id of a text template that holds ((body))", ""),
    Setting(
        "CLAIM_SECONDS",
        "after how long a message whose sender died on the way is taken up by another",
        900.0,
        read="float",
        check=positive,
    ),
    Setting(
        "JOBS_URL",
        "queue of jobs: postgresql://... or redis://...; empty means a SQLite file in the "
        "instance folder; memory: for tests",
        "",
        secret=True,
    ),
    Setting(
        "CHECK_RECHECK_MONTHS",
        "local policy: how long after a DBS certificate's date it is to be looked at again",
        36,
        read="int",
        check=positive,
    ),
    Setting(
        "ERASURES_DIR",
        "folder for the list of erasures, backed up apart from the database; empty means erasures/ "
        "in the instance folder",
        "",
    ),
    Setting(
        "RETENTION_FILE",
        "your own retention schedule (JSON, as `flask privacy schedule --json` prints it); empty "
        "means the one shipped",
        "",
    ),
    Setting("LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR", "INFO"),
    Setting("LOG_FORMAT", "json or text", "json", check=one_of("json", "text")),
)
