"""What a release says of itself beside its tables: for whom, of what, and who is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from brokerage.evaluation.packaging.about import About
from brokerage.evaluation.releases.models import Evaluation, Release

FILTERS = {
    "people": "Known by the end of the period, their records not anonymous, and they have not said "
    "no to evaluation.",
    "introductions": "Open or answered about in the period.",
    "hours and support": "Of days of the period.",
    "roles and organisations": "Known by the end of the period.",
}
DATES = {
    True: "Months only. A month of registration is a month in any case.",
    False: "Days. The day of registration is a month in any case.",
}
SMALL_NUMBERS = (
    "These are records, not figures: small numbers are not hidden in them. The evaluator is bound "
    "by the agreement not to try to recognise anybody, and publishes tables of ten people or more."
)


def name_of(period: str, number: int) -> str:
    """Its files and the folder they unpack to begin with it."""
    return f"release-{period.lower()}-{number}"


def describe(
    evaluation: Evaluation,
    release: Release,
    made_on: date,
    left_out: Mapping[str, int],
    anonymity: Mapping[str, object],
) -> About:
    """Everything but its tables. ``left_out``: how many people are not in it, and why."""
    return About(
        name=name_of(release.period, release.number),
        title=_title(evaluation, release.period, release.number),
        description="Records without names, for this evaluation alone: not to be passed on.",
        period=release.period,
        definitions=release.definitions,
        made_from=f"Records as they stood on {made_on.isoformat()}",
        release=release.number,
        filters=FILTERS,
        more={
            "evaluation": evaluation.name,
            "evaluator": evaluation.evaluator,
            "purpose": evaluation.purpose,
            "agreement": evaluation.agreement,
            "made_on": made_on.isoformat(),
            "dates": DATES[evaluation.months_only],
            "small_numbers": SMALL_NUMBERS,
            "people_left_out": dict(left_out),
            "people_taken_out_since": 0,
            "anonymity": dict(anonymity),
            "replaces": None,
        },
    )


def describe_anew(
    about: About, old: Release, number: int, gone: int, anonymity: Mapping[str, object]
) -> About:
    """The same of the release that takes the place of another, without so many people."""
    later = {
        "people_taken_out_since": int(str(about.more["people_taken_out_since"])) + gone,
        "anonymity": dict(anonymity),
        "replaces": old.number,
    }
    return replace(
        about,
        name=name_of(old.period, number),
        title=_title(old.evaluation, old.period, number),
        release=number,
        more={**about.more, **later},
    )


def _title(evaluation: Evaluation, period: str, number: int) -> str:
    return f"Records for “{evaluation.name}”, {period}, release {number}"
