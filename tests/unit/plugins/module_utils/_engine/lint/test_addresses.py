# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Addresses as helm's validator judges them, and that hostile ones take no time."""

from __future__ import annotations

import time

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.lint.addresses import (
    is_email,
    is_request_url,
    is_url,
)


@pytest.mark.parametrize(
    "text",
    ["http://" + "a" * 2000 + "!", "a-" * 1000 + "!", "a.b" * 600 + "!", "_" * 2000, "1." * 1000, "x@" * 1000],
)
def test_a_hostile_url_is_judged_soon(text: str) -> None:
    start = time.monotonic()
    is_url(text)
    is_email(text)
    is_request_url(text)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("text", "expected"), [("", False), ("a@b.cc", True), ("a@b", False), ("a..b@c.dd", False), ("é@ü.de", True)]
)
def test_an_email_has_a_local_part_and_a_domain(text: str, expected: bool) -> None:
    assert is_email(text) is expected
