"""The one list of slices: their models, blueprints and commands. Nothing is discovered."""

from __future__ import annotations

from click import Command
from flask import Blueprint, Flask

# Importing the models is what lets migrations see every table.
from brokerage import audit as _audit  # noqa: F401
from brokerage import consents as _consents  # noqa: F401
from brokerage import idempotency as _idempotency  # noqa: F401
from brokerage import kept_forms as _kept_forms  # noqa: F401
from brokerage.accounts import models as _accounts_models  # noqa: F401
from brokerage.accounts.cli import accounts_commands
from brokerage.accounts.jobs import tidy_accounts
from brokerage.accounts.views import accounts, acting, staff
from brokerage.centres import models as _centres  # noqa: F401
from brokerage.centres.cli import centres_commands
from brokerage.centres.views import centres
from brokerage.concerns import models as _concerns  # noqa: F401
from brokerage.concerns.views import concerns, safeguarding
from brokerage.demo.cli import demo
from brokerage.equality import models as _equality  # noqa: F401
from brokerage.evaluation import models as _evaluation  # noqa: F401
from brokerage.evaluation.cli import evaluation as evaluation_commands
from brokerage.evaluation.jobs import close_asked, count_open_periods, count_what_to_mend
from brokerage.evaluation.publishing import models as _publishing  # noqa: F401
from brokerage.evaluation.quality import models as _quality  # noqa: F401
from brokerage.evaluation.releases import models as _releases  # noqa: F401
from brokerage.evaluation.releases.jobs import make_release, tidy_releases
from brokerage.evaluation.views import evaluation, published
from brokerage.feeds.views import feeds, sharing
from brokerage.geography import models as _geography  # noqa: F401
from brokerage.geography.cli import geography
from brokerage.guidance import models as _guidance  # noqa: F401
from brokerage.guidance.jobs import remind_of_training
from brokerage.guidance.views import guidance, support, training, training_desk
from brokerage.hours import models as _hours  # noqa: F401
from brokerage.hours.jobs import (
    feedback_requests,
    keep_rotas,
    monthly_estimates,
    monthly_hours,
    remind_of_sessions,
)
from brokerage.hours.views import desk_hours, hours_links, my_hours, organisation_hours, rota
from brokerage.interchange import models as _interchange  # noqa: F401
from brokerage.interchange.cli import interchange as interchange_commands
from brokerage.interchange.jobs import forget_imports, work_on_import
from brokerage.interchange.views import imports
from brokerage.introductions import models as _introductions  # noqa: F401
from brokerage.introductions.answering.jobs import response_records, still_needed
from brokerage.introductions.answering.views import answering, applicants
from brokerage.introductions.jobs import follow_ups, reply_due, role_closed, waiting_lists
from brokerage.introductions.views import desk, introductions
from brokerage.jobs import Job
from brokerage.jobs import models as _jobs  # noqa: F401
from brokerage.jobs.cli import jobs as jobs_commands
from brokerage.jobs.views import jobs
from brokerage.messages import models as _messages  # noqa: F401
from brokerage.messages.cli import messages as messages_commands
from brokerage.messages.jobs import deliver_messages
from brokerage.messages.views import messages
from brokerage.migrating import database
from brokerage.more import more
from brokerage.opportunities import models as _opportunities  # noqa: F401
from brokerage.opportunities.alive import models as _alive  # noqa: F401
from brokerage.opportunities.cli import opportunities as opportunities_commands
from brokerage.opportunities.jobs import expire_roles
from brokerage.opportunities.moderation import models as _moderation  # noqa: F401
from brokerage.opportunities.moderation.views import moderation
from brokerage.opportunities.posting import models as _posting  # noqa: F401
from brokerage.opportunities.posting.jobs import forget_kept_forms
from brokerage.opportunities.posting.views import posting
from brokerage.opportunities.views import opportunities
from brokerage.organisations import models as _organisations  # noqa: F401
from brokerage.organisations.jobs import forget_organisations, insurance_ends
from brokerage.organisations.views import (
    confirming,
    desk_organisations,
    joining,
    organisations,
)
from brokerage.privacy import models as _privacy  # noqa: F401
from brokerage.privacy.cli import privacy_commands
from brokerage.privacy.jobs import leave_centre, retain_by_schedule
from brokerage.privacy.views import audits, complaints, leaving, my_data, notices, privacy
from brokerage.probes import probes
from brokerage.records.jobs import remind_referees
from brokerage.records.views import answers, desk_records, records
from brokerage.serve import serve
from brokerage.settings_cli import settings
from brokerage.suggestions import accounts_cli as _accounts  # noqa: F401 - its commands
from brokerage.suggestions import models as _suggestions  # noqa: F401
from brokerage.suggestions import skills_cli as _skills  # noqa: F401 - its command
from brokerage.suggestions.alerts import cli as _alerts_cli  # noqa: F401 - its commands
from brokerage.suggestions.alerts import models as _alerts  # noqa: F401
from brokerage.suggestions.alerts.jobs import forget_alerts, send_alerts
from brokerage.suggestions.alerts.views import alerts, desk_alerts, my_alerts
from brokerage.suggestions.cli import suggestions as suggestions_commands
from brokerage.suggestions.jobs import refit_statistics
from brokerage.suggestions.views import suggestions
from brokerage.taxonomies import models as _taxonomies  # noqa: F401
from brokerage.taxonomies.cli import taxonomies
from brokerage.volunteers import models as _volunteers  # noqa: F401
from brokerage.volunteers import touching as _touching  # noqa: F401 - what it listens for
from brokerage.volunteers.cli import volunteers as volunteers_commands
from brokerage.volunteers.duplicates.views import duplicates
from brokerage.volunteers.jobs import (
    find_all_likely_pairs,
    find_likely_pairs,
    forget_merges,
    forget_old_drafts,
    minimise_old_checks,
)
from brokerage.volunteers.views import at_the_desk, calendars, my, registration

BLUEPRINTS: tuple[Blueprint, ...] = (
    probes,
    suggestions,
    alerts,
    my_alerts,
    desk_alerts,
    opportunities,
    centres,
    accounts,
    messages,
    more,
    jobs,
    staff,
    acting,
    concerns,
    safeguarding,
    my_data,
    privacy,
    complaints,
    audits,
    leaving,
    notices,
    records,
    desk_records,
    answers,
    registration,
    my,
    calendars,
    at_the_desk,
    desk,
    introductions,
    organisations,
    organisation_hours,
    rota,
    my_hours,
    desk_hours,
    hours_links,
    answering,
    applicants,
    joining,
    confirming,
    desk_organisations,
    moderation,
    posting,
    imports,
    duplicates,
    guidance,
    training,
    training_desk,
    support,
    feeds,
    sharing,
    evaluation,
    published,
)
COMMANDS: tuple[Command, ...] = (
    database,
    settings,
    serve,
    geography,
    taxonomies,
    centres_commands,
    accounts_commands,
    opportunities_commands,
    suggestions_commands,
    volunteers_commands,
    interchange_commands,
    demo,
    messages_commands,
    jobs_commands,
    privacy_commands,
    evaluation_commands,
)
JOBS: tuple[Job, ...] = (
    deliver_messages,
    reply_due,
    role_closed,
    waiting_lists,
    follow_ups,
    expire_roles,
    keep_rotas,
    remind_of_sessions,
    monthly_hours,
    monthly_estimates,
    feedback_requests,
    still_needed,
    response_records,
    forget_kept_forms,
    refit_statistics,
    send_alerts,
    forget_alerts,
    tidy_accounts,
    minimise_old_checks,
    forget_merges,
    find_likely_pairs,
    find_all_likely_pairs,
    retain_by_schedule,
    leave_centre,
    remind_referees,
    forget_old_drafts,
    work_on_import,
    forget_imports,
    remind_of_training,
    insurance_ends,
    forget_organisations,
    count_open_periods,
    count_what_to_mend,
    make_release,
    tidy_releases,
    close_asked,
)


def init_slices(app: Flask) -> None:
    """Register every blueprint, command and job."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    app.extensions["jobs"] = {job.name: job for job in JOBS}
