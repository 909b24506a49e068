"""The links at the top of each page: one line for each page, in the order in which they stand."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from brokerage.accounts.current import current_account, current_actor
from brokerage.accounts.permissions import allowed
from brokerage.actors import Role


@dataclass(frozen=True)
class Entry:
    """A page, what it is called, its permission, and the blueprints and endpoints it stands for.

    ``about``: looked up now and then. Where the row would be long, it is on the page "More", with
    these words; and nobody begins the day there, but those whose ``daily`` page it is.
    """

    endpoint: str
    label: str
    permission: str = "public"
    parts: tuple[str, ...] = ()
    designated: bool = False  # only for the lead and deputy for safeguarding
    about: str = ""
    daily: frozenset[Role] = frozenset()


PEOPLE = (
    *("desk.people_csv", "desk.person", "desk.log_with_person", "desk.shortlist"),
    *("desk.print_shortlist", "desk.change_basket", "desk.send_shortlist", "desk.ask_refer"),
    *("desk.do_refer", "records", "at_the_desk.edit", "at_the_desk.keep"),
    *("at_the_desk.registered", "at_the_desk.confirm", "at_the_desk.roles_to_print"),
    *("desk_records.shared_person", "desk_records.take_person_on", "acting.sign_in_code"),
    "acting.make_sign_in_code",
)
DAY = (
    *("desk.tasks", "desk.add", "desk.change_task", "desk.call", "desk.record_call"),
    *("introductions", "desk_records.notices", "desk_records.keep_seen"),
)
REGISTER = (
    "at_the_desk.create",
    "at_the_desk.note_nameless",
    "at_the_desk.blank_form",
)
OF_ORGANISATIONS = ("organisations", "posting", "applicants", "organisation_hours", "rota")
OF_PERIODS = tuple(
    f"evaluation.{name}"
    for name in ("period", "confirm_period", "take_back_period", "close_period")
)
OF_EVALUATIONS = tuple(
    f"evaluation.{name}"
    for name in (
        *("new_evaluation", "keep_evaluation", "one_evaluation", "ask_release", "ask_end"),
        *("end_evaluation", "release", "approve_release", "decline_release"),
    )
)
OF_PUBLISHING = tuple(
    f"evaluation.{name}"
    for name in (
        "publication",
        "make_publication",
        "approve_publication",
        "withdraw_publication",
    )
)
TRANSFERS = ("desk_records.keep_transfer_answer", "desk_records.turn_transfer_round")

# One's own pages are drawn before the public's; the first of them is where signing in leads.
NAVIGATION: tuple[Entry, ...] = (
    Entry("desk.day", "My day", "desk.day", DAY),
    Entry("desk.people", "People", "volunteers.read", PEOPLE),
    Entry("desk.roles", "Roles", "introductions.read", ("desk.role", "moderation")),
    Entry("at_the_desk.new", "Register somebody", "volunteers.edit", REGISTER),
    Entry("desk_organisations.index", "Organisations", "organisations.verify",
          ("desk_organisations",)),
    Entry("desk_hours.index", "Hours", "introductions.read", ("desk_hours",),
          about="Sheets of paper to key in, and hours that wait to be confirmed."),
    Entry("evaluation.index", "Figures", "figures.read", ("evaluation",),
          about="What was counted, by centre and district: people, introductions, hours, reach.",
          daily=frozenset({Role.LEAD, Role.EVALUATOR})),
    Entry("organisations.mine", "My organisation", "organisation.own", OF_ORGANISATIONS),
    Entry("sharing.index", "Share our roles", "organisation.own", ("sharing",)),
    Entry("my.introductions", "My volunteering", "my.introductions", ("my.introduction",)),
    Entry("my_hours.index", "My hours", "my.hours", ("my_hours",)),
    Entry("my.roles", "Roles for me", "my.introductions", ("my.apply", "my.send_application")),
    Entry(
        "my.record", "My record", "my.record",
        ("my.correct", "my.keep_correction", "my.away", "my.add_pause", "my.consents"),
    ),
    Entry("my_data.index", "My data", "my.data", ("my_data",), about="See it, take it away."),
    Entry("messages.letters", "Letters to print", "messages.print",
          ("messages.print_letters", "messages.posted"),
          about="What goes out by post today."),
    Entry("desk_records.any_centre", "Other centres’ people", "volunteers.read",
          about="People who agreed that any centre may help them."),
    Entry("desk_records.transfers", "Moves between centres", "volunteers.transfer", TRANSFERS,
          about="Who is asked for, and who moves away."),
    Entry("desk_records.runs_out", "What runs out", "volunteers.checks",
          ("desk_records.runs_out_csv",), about="Checks to look at again, and trainings."),
    Entry("training_desk.index", "Our training", "guidance.events", ("training_desk",),
          about="Put a training on, see who comes, tick who came."),
    Entry("support.index", "Support given", "guidance.support", ("support",),
          about="Advice, guidance and training given to organisations."),
    Entry("desk_records.check_level", "Which check", "volunteers.checks",
          about="Ten questions about a role, and the check it seems to allow."),
    Entry("duplicates.index", "Duplicates", "volunteers.merge", ("duplicates",),
          about="People who may be on the books twice."),
    Entry("imports.index", "Imports", "volunteers.import", ("imports",),
          about="Bring in people, roles and sessions from another system."),
    Entry("safeguarding.index", "Safeguarding", "safeguarding.log", ("safeguarding",), True,
          about="Concerns and quiet pauses. Only those named for it see this."),
    Entry("privacy.index", "Data requests", "privacy.handle", ("privacy",),
          about="A copy, a correction, to be erased: what people ask of us."),
    Entry("complaints.index", "Complaints", "privacy.handle", ("complaints",),
          about="What went wrong, each to be acknowledged within 30 days."),
    Entry("privacy.kept", "How long things are kept", "retention.read",
          about="The schedule, and what is due to go."),
    Entry("jobs.index", "How it runs", "jobs.read"),
    Entry("evaluation.periods", "Months and quarters", "figures.read", OF_PERIODS,
          about="Say that your records are complete; what is counted and closed."),
    Entry("evaluation.evaluations", "Records for evaluators", "releases.make", OF_EVALUATIONS,
          about="Records without names for an evaluation, let go by two people."),
    Entry("evaluation.publishing", "Publishing figures", "figures.approve", OF_PUBLISHING,
          about="Make the tables of a quarter for everybody, and approve what others made."),
    Entry("staff.index", "Staff", "staff.manage", ("staff",),
          about="Who works here, and how they sign in."),
    Entry("audits.index", "Who did what", "audit.read", ("audits",),
          about="Who read or changed what, and when."),
    Entry("leaving.index", "Leave the service", "centre.leave", ("leaving",),
          about="Your centre takes its data along and hands its people over."),
    Entry("suggestions.home", "Find a role", parts=("suggestions", "opportunities"),
          about="The public’s search, as everybody sees it."),
    Entry("centres.index", "Volunteer centres", parts=("centres",),
          about="Where they are, and when they are open."),
    Entry("guidance.index", "Guidance", parts=("guidance",),
          about="Short articles for organisations and volunteers."),
    Entry("training.index", "Training", parts=("training",),
          about="Trainings that anybody may book."),
    Entry("published.index", "Published figures", parts=("published",),
          about="What volunteering through the service came to, quarter by quarter."),
    Entry("reference.docs", "For developers", parts=("reference",)),
)  # fmt: skip
FOR_VISITORS = "reference.docs"  # people at work do not need it among their own pages
MORE = "more.index"
LONGEST_ROW = 6


@dataclass(frozen=True)
class Link:
    """A link as it is drawn."""

    text: str
    href: str
    active: bool
    about: str = ""


def links() -> list[Link]:
    """What whoever is signed in may open; their own pages before the public's.

    A row that would be long ends with "More", which stands for the rest.
    """
    entries = _open_entries()
    if len(entries) <= LONGEST_ROW:
        return [_link(entry) for entry in entries]
    later = any(_is_here(entry) for entry in entries if _is_later(entry))
    more = Link("More", url_for(MORE), later or request.endpoint == MORE)
    return [*(_link(entry) for entry in entries if not _is_later(entry)), more]


def later_links() -> list[Link]:
    """What the page "More" leads to."""
    return [_link(entry) for entry in _open_entries() if _is_later(entry)]


def first_page() -> str:
    """Where somebody goes after signing in: the first page of their own, else their account."""
    mine = (e for e in NAVIGATION if e.permission != "public" and not _is_later(e))
    own = next((e.endpoint for e in mine if _is_open(e)), "accounts.own")
    return url_for(own)


def _open_entries() -> list[Entry]:
    mine = [entry for entry in NAVIGATION if entry.permission != "public" and _is_open(entry)]
    public = [entry for entry in NAVIGATION if entry.permission == "public" and _is_open(entry)]
    if mine:
        public = [entry for entry in public if entry.endpoint != FOR_VISITORS]
    return [*mine, *public]


def _link(entry: Entry) -> Link:
    return Link(entry.label, url_for(entry.endpoint), _is_here(entry), entry.about)


def _is_later(entry: Entry) -> bool:
    return bool(entry.about) and entry.daily.isdisjoint(current_actor().roles)


def _is_open(entry: Entry) -> bool:
    if entry.permission == "organisation.own" and not current_actor().organisation_ids:
        return False  # a broker reaches organisations from the desk
    if entry.designated and not _is_designated():
        return False
    return entry.permission == "public" or allowed(entry.permission, current_actor().roles)


def _is_designated() -> bool:
    account = current_account()
    return account is not None and any(hat.safeguarding for hat in account.hats)


def _is_here(entry: Entry) -> bool:
    """On the page itself, or on one of those it stands for."""
    other = any(request.endpoint == e.endpoint for e in NAVIGATION if e is not entry)
    within = request.blueprint in entry.parts or request.endpoint in entry.parts
    return request.endpoint == entry.endpoint or (within and not other)
