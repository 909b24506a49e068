from __future__ import annotations

import pytest

from brokerage.centres.opening import open_weekdays


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["Monday to Thursday", "Friday"], {0, 1, 2, 3, 4}),
        (["Monday, Tuesday, Thursday, Friday", "Wednesday (Margate)"], {0, 1, 2, 3, 4}),
        (["Monday and Thursday"], {0, 3}),
        (["Tuesday evening"], {1}),
        (["Saturday to Monday"], {5, 6, 0}),
        (["Monday", "First Saturday of the month"], {0}),
        (["By appointment"], {0, 1, 2, 3, 4}),
        ([], {0, 1, 2, 3, 4}),
    ],
)
def test_the_notice_on_the_door_is_read(lines, days):
    assert open_weekdays([{"days": text} for text in lines]) == days
