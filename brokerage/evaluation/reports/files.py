"""The measures of success as a file: every number of the page, each line traceable by itself."""

from __future__ import annotations

from collections.abc import Iterator

from brokerage.evaluation.definitions import Measure
from brokerage.evaluation.periods import Period
from brokerage.evaluation.reports.success import SUPPORT, Success
from brokerage.evaluation.telling import Told

HEAD = (
    *("Section", "Measure", "Version of its definition", "Place", "Period", "Group"),
    *("Number", "In words", "Change since a year before", "Against the target"),
    *("Between centres", "Confirmed"),
)


def lines_of_file(report: Success, period: Period) -> Iterator[tuple[object, ...]]:
    """First the pilot's numbers, then their groups, then each centre's."""

    def both(told: Told) -> tuple[object, object]:
        return told.text if told.value is None else told.value, told.text

    def about(section: str, measure: Measure, place: str) -> tuple[object, ...]:
        return section, measure.title, measure.version, place, str(period)

    for part in report.parts:
        for line in part.lines:
            place = about(part.title, line.measure, "The whole pilot")
            yield (*place, "", *both(line.told), line.change, line.against, line.between, "")
        for broken in part.broken:
            for share in broken.shares:
                place = about(part.title, broken.measure, "The whole pilot")
                yield (*place, share.label, *both(share.told), "", "", "", "")
    for centre in report.centres:
        for measure, told in zip(report.compared, centre.told, strict=True):
            place = about(SUPPORT, measure, centre.area.name)
            yield (*place, "", *both(told), "", "", "", "Yes" if centre.confirmed else "No")
