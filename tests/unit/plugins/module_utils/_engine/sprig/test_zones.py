# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Local time and zones; the expectations were made with helm 4.3.1's functions under TZ=Europe/Berlin."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.template import TemplateSet
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.table import sprig_functions
from ansible_collections.chartwright.kube.plugins.module_utils._engine.sprig.world import World

CASES = {
    'date "2006-01-02 15:04 MST -0700" 1711846799': "2024-03-31 01:59 CET +0100",
    'date "2006-01-02 15:04 MST -0700" 1711846800': "2024-03-31 03:00 CEST +0200",
    'date "15:04" (int64 0)': "01:00",
    "htmlDate 1711843200": "2024-03-31",
    'htmlDateInZone 1711843200 "America/New_York"': "2024-03-30",
    'dateInZone "15:04 MST" 1711843200 "Asia/Kolkata"': "05:30 IST",
    'dateInZone "15:04 MST" 1711843200 "No/Where"': "00:00 UTC",
    'dateInZone "15:04 MST" 1711843200 "../UTC"': "00:00 UTC",
    'dateInZone "15:04 MST" 1711843200 "Local"': "01:00 CET",
    'toDate "2006-01-02 15:04" "2024-03-31 02:30"': "2024-03-31 03:30:00 +0200 CEST",
    'toDate "2006-01-02 15:04" "2024-10-27 02:30"': "2024-10-27 02:30:00 +0100 CET",
    'toDate "2006-01-02 15:04 MST" "2024-07-01 12:00 CEST"': "2024-07-01 12:00:00 +0200 CEST",
    'toDate "2006-01-02 15:04 MST" "2024-07-01 12:00 CET"': "2024-07-01 13:00:00 +0200 CEST",
    'toDate "2006-01-02 15:04 MST" "2024-07-01 12:00 EST"': "2024-07-01 12:00:00 +0000 EST",
    'toDate "2006-01-02 15:04 -0700" "2024-07-01 12:00 +0200"': "2024-07-01 12:00:00 +0200 CEST",
    'toDate "2006-01-02 15:04 -0700" "2024-07-01 12:00 +0300"': "2024-07-01 12:00:00 +0300 +0300",
    '(toDate "2006-01-02" "2024-07-01").IsDST': "true",
    '(toDate "2006-01-02" "2024-07-01").UTC': "2024-06-30 22:00:00 +0000 UTC",
    '(toDate "2006-01-02" "0001-01-01")': "0001-01-01 00:00:00 +0053 LMT",
    '(toDate "2006-01-02" "9999-12-31")': "9999-12-31 00:00:00 +0100 CET",
    'dateModify "24h" (toDate "2006-01-02" "2024-03-30")': "2024-03-31 00:00:00 +0100 CET",
    '(toDate "2006-01-02" "2024-03-30").AddDate 0 0 1': "2024-03-31 00:00:00 +0100 CET",
}
NOW = 1_710_000_000 * 10**9


def rendered(text: str) -> str:
    world = World(now=lambda: NOW, local_zone=lambda: ZoneInfo("Europe/Berlin"))
    templates = TemplateSet(sprig_functions(world))
    templates.parse("t", text)
    return templates.execute("t", {})


@pytest.mark.parametrize("expression", CASES)
def test_dates_are_local(expression: str) -> None:
    assert rendered("{{ %s }}" % expression) == CASES[expression]


def test_now_comes_from_the_world() -> None:
    assert rendered("{{ now | unixEpoch }}") == "1710000000"
    assert rendered("{{ now }}") == "2024-03-09 17:00:00 +0100 CET"
    assert rendered("{{ ago (sub 1710000000 90) }}") == "1m30s"
    assert rendered('{{ ago (toDate "2006-01-02" "2024-03-09") }}') == "17h0m0s"
    assert rendered('{{ durationRound (toDate "2006-01-02" "2024-03-01") }}') == "8d"
