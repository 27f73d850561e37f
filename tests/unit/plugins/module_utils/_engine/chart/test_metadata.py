# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chart.yaml and its locks with what helm reads in them (metadata_truths.json)."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.encoding import (
    lock_object,
    metadata_object,
    struct_json,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.metadata import read_lock, read_metadata
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.validation import clean, validate_metadata
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ChartError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.functions import GoError

TRUTHS = json.loads((Path(__file__).parent / "metadata_truths.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("truth", TRUTHS, ids=[str(place) for place in range(len(TRUTHS))])
def test_a_chart_yaml_is_read_and_judged_as_helm_does(truth: dict[str, t.Any]) -> None:
    if "error" in truth:
        with pytest.raises(GoError) as refused:
            read_metadata(truth["yaml"].encode())
        assert str(refused.value) == truth["error"]
        return
    metadata = read_metadata(truth["yaml"].encode())
    if truth["invalid"]:
        with pytest.raises(ChartError) as invalid:
            validate_metadata(metadata)
        assert str(invalid.value) == truth["invalid"]
    else:
        validate_metadata(metadata)
    if "json" in truth:
        assert struct_json(metadata_object(metadata)) == truth["json"]


def test_texts_are_cleaned() -> None:
    assert clean("a\tb\u00a0c\u200bd\x01e\x1cf") == "a b cdef"


LOCKS = [
    (
        "generated: 2020-01-02T03:04:05.123400Z\ndigest: x\ndependencies: []",
        '{"generated":"2020-01-02T03:04:05.1234Z","digest":"x","dependencies":[]}',
    ),
    (
        "digest: 5\ndependencies: [{name: a, version: 1.10, repository: r}]",
        '{"generated":"0001-01-01T00:00:00Z","digest":"5",'
        '"dependencies":[{"name":"a","version":"1.1","repository":"r"}]}',
    ),
]


@pytest.mark.parametrize(("text", "expected"), LOCKS)
def test_a_lock_is_read_and_written(text: str, expected: str) -> None:
    lock = read_lock(text.encode())
    assert lock is not None
    assert struct_json(lock_object(lock)) == expected


def test_an_empty_lock_is_none() -> None:
    assert read_lock(b"") is None


TIMES = [
    ("2020-01-02T03:04:05+02:00", "2020-01-02T03:04:05+02:00"),
    ("2020-01-02T3:04:05+00:00", "2020-01-02T03:04:05Z"),
    ("2020-01-02T03:04:05,5Z", "2020-01-02T03:04:05.5Z"),
    ("2020-01-01T00:00:00.123456789123Z", "2020-01-01T00:00:00.123456789Z"),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times_are_written_as_go_writes_them(text: str, expected: str) -> None:
    lock = read_lock(b"generated: '%s'" % text.encode())
    assert lock is not None and lock.generated == expected


AS_LAYOUT = ' as "2006-01-02T15:04:05Z07:00": cannot parse '
BAD_TIMES = [
    ("2020-13-02T03:04:05Z", 'parsing time "2020-13-02T03:04:05Z": month out of range'),
    ("2020-02-30T00:00:00Z", 'parsing time "2020-02-30T00:00:00Z": day out of range'),
    ("2020-1-01T00:00:00Z", 'parsing time "2020-1-01T00:00:00Z"' + AS_LAYOUT + '"1-01T00:00:00Z" as "01"'),
    ("2020-01-01", 'parsing time "2020-01-01"' + AS_LAYOUT + '"" as "T"'),
    ("2020-01-01T00:00:00.Z", 'parsing time "2020-01-01T00:00:00.Z"' + AS_LAYOUT + '".Z" as "Z07:00"'),
    ("2020-01-02T03:04:05+25:00", 'parsing time "2020-01-02T03:04:05+25:00": time zone offset hour out of range'),
]


@pytest.mark.parametrize(("text", "message"), BAD_TIMES)
def test_a_time_that_is_none_is_refused_in_gos_words(text: str, message: str) -> None:
    with pytest.raises(GoError) as caught:
        read_lock(b"generated: '%s'" % text.encode())
    assert str(caught.value) == "error unmarshaling JSON: while decoding JSON: " + message
