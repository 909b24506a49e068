"""Availability and sessions: rules to dates, dates to rows, rows against a person's free minutes.

All of it in wall-clock time: a clock change moves nothing, because both the person and the role
mean the clock on the wall (a session from 01:30 to 02:30 counts 60 minutes on any date).
"""

from matching.timetable.recurrence import occurrences
from matching.timetable.strip import strip_windows, week_strip

__all__ = ["occurrences", "strip_windows", "week_strip"]
