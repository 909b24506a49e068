"""The one table of permissions: who may use what. A route names one of these or is public.

A permission opens a page; which records are seen there is decided in brokerage/tenancy.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from brokerage.actors import Role

EVERYBODY = frozenset(Role)
DESK = frozenset({Role.BROKER, Role.MANAGER})
VOLUNTEER = frozenset({Role.VOLUNTEER})
MEMBER = frozenset({Role.MEMBER})
MANAGER = frozenset({Role.MANAGER})
COUNTY = frozenset({Role.LEAD})
EVALUATOR = frozenset({Role.EVALUATOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
FOR_ORGANISATIONS = MEMBER | DESK  # a broker can do every step for a group by telephone

PERMISSIONS: dict[str, frozenset[Role]] = {
    # one's own account and sign-ins
    "account.own": EVERYBODY,
    # do something for a volunteer or an organisation, and help somebody to sign in
    "acting.begin": DESK,
    "acting.stop": EVERYBODY,
    "accounts.help": DESK,
    # a volunteer's own pages
    "my.record": VOLUNTEER,
    "my.introductions": VOLUNTEER,
    "my.hours": VOLUNTEER,
    "my.data": VOLUNTEER,
    # the desk
    "desk.day": DESK,
    "desk.tasks": DESK,
    "volunteers.read": DESK,
    "volunteers.edit": DESK,
    "volunteers.checks": DESK,
    "volunteers.support": DESK,
    "volunteers.equality": DESK,  # key a paper form; never read back
    "volunteers.merge": DESK,
    "volunteers.transfer": DESK,
    "volunteers.import": DESK,
    "introductions.read": DESK,
    "introductions.refer": DESK,
    "introductions.move": DESK,
    "messages.print": DESK,
    "privacy.handle": DESK,
    "retention.read": DESK | COUNTY,
    # open to all staff; the log itself only to the designated lead and deputy
    "safeguarding.log": DESK,
    # training events and the log of support given
    "guidance.events": DESK,
    "guidance.support": DESK,
    # an organisation's own pages
    "organisation.own": FOR_ORGANISATIONS,
    "organisation.answer": FOR_ORGANISATIONS,
    "roles.post": FOR_ORGANISATIONS,
    "hours.confirm": FOR_ORGANISATIONS,
    # the centre's part in them
    "organisations.verify": DESK,
    "roles.moderate": DESK,
    # running a centre
    "staff.manage": MANAGER,
    "centre.leave": MANAGER,
    "audit.read": MANAGER | ADMINISTRATOR,
    # what was counted
    "figures.read": DESK | COUNTY | EVALUATOR,
    "figures.rows": DESK | COUNTY,  # the records behind a number; evaluators take pseudonyms
    "figures.confirm": DESK,
    "figures.mend": DESK,  # the records behind the counts of what is missing, own centre only
    "figures.close": COUNTY,
    "figures.enter": MANAGER | COUNTY,  # targets and funding: of one's centre, or of all
    "figures.rates": COUNTY,
    # records without names for an evaluation
    "evaluations.manage": COUNTY,
    "releases.make": COUNTY | EVALUATOR,
    "releases.approve": COUNTY | EVALUATOR,  # never the one who asked; one of the two is the lead
    "releases.download": COUNTY | EVALUATOR,
    "figures.publish": COUNTY,
    "figures.approve": COUNTY | EVALUATOR,  # never what they made themselves
    # running the pilot
    "centres.compare": COUNTY,
    "guidance.edit": COUNTY,
    "centres.create": COUNTY | ADMINISTRATOR,
    "jobs.read": COUNTY | ADMINISTRATOR,
}

# Not even for somebody who asks for it at the desk: the broker would read it instead of them.
OWN_EYES_ONLY = frozenset({"my.data"})


def allowed(permission: str, roles: Iterable[Role]) -> bool:
    """Whether any of the roles has the permission; KeyError for one that is not in the table."""
    return not PERMISSIONS[permission].isdisjoint(roles)
