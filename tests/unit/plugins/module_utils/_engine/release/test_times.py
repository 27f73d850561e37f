# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times as Go writes them."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.times import (
    format_time,
    go_time,
    nanoseconds,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-01-02T03:04:05.100Z", "2026-01-02T03:04:05.1Z"),
        ("2026-01-02T03:04:05.000000000Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:50-05:30", "2026-01-02T03:04:50-05:30"),
        ("0001-01-01T00:00:00Z", ""),
        ("", ""),
    ],
)
def test_a_time_is_normalised(text: str, written: str) -> None:
    assert go_time(text) == written


@pytest.mark.parametrize(
    ("moment", "offset", "text"),
    [
        (0, 0, "1970-01-01T00:00:00Z"),
        (1714979289123000000, 0, "2024-05-06T07:08:09.123Z"),
        (1714979289123456789, 19800, "2024-05-06T12:38:09.123456789+05:30"),
        (1714979289000000000, -12600, "2024-05-06T03:38:09-03:30"),
        (-1, 0, "1969-12-31T23:59:59.999999999Z"),
    ],
)
def test_a_time_is_written_and_read_again(moment: int, offset: int, text: str) -> None:
    assert format_time(moment, offset) == text
    assert nanoseconds(text) == moment


def test_a_text_that_is_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        nanoseconds("yesterday")
