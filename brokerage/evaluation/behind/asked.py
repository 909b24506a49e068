"""Which list an address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from brokerage.evaluation.areas import Area
from brokerage.evaluation.behind.allowing import Scope
from brokerage.evaluation.cells import TOTAL
from brokerage.evaluation.definitions import Measure
from brokerage.evaluation.groups import group_words
from brokerage.evaluation.measures.asking import NOT_STATED
from brokerage.evaluation.measures.money import HIGH, LOW
from brokerage.evaluation.measures.rows import Row
from brokerage.evaluation.periods import Period
from brokerage.evaluation.readers import Reader
from brokerage.evaluation.reading import Figures
from brokerage.evaluation.telling import is_range, main_group


@dataclass(frozen=True)
class Asked:
    """A number: of what, where, when and of which group; and the order of the rows behind it."""

    who: Reader
    measure: Measure
    area: Area
    period: Period
    group: str
    groups: dict[str, str]
    sort: str
    figures: Figures | None
    scope: Scope

    def arguments(self) -> dict[str, str]:
        """As addresses say it."""
        return {
            "measure_id": self.measure.id,
            "area": self.area.code,
            "period": str(self.period),
            "group": self.group,
            "sort": self.sort,
        }


def called(groups: Mapping[str, str], row: Row) -> str:
    """The group of a row in words; nothing for one that is of none."""
    if row.group == TOTAL:
        return ""
    return groups.get(row.group or NOT_STATED, row.group or "Not stated")


def groups_of(session: Session, measure: Measure, figures: Figures | None) -> dict[str, str]:
    """The groups to choose from, the one that stands for the measure first."""
    main = main_group(measure)
    found = (
        {LOW, HIGH} if is_range(measure) else {main, *(figures.groups(measure) if figures else ())}
    )
    words = group_words(session, measure, found - {TOTAL})
    if TOTAL in found:
        return {TOTAL: "All of them", **words}
    return {main: words[main], **words}
