# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Records as text: helm_record.json is the JSON that helm 4.3.1 stored for a small chart, in the zone of Kolkata."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.chart.model import (
    Chart,
    Dependency,
    File,
    Lock,
    Maintainer,
    Metadata,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import StorageError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.codec import check_size, decode, encode
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.model import Info, Release
from ansible_collections.chartwright.kube.plugins.module_utils._engine.release.record import chart_record

HELMS = Path(__file__).with_name("helm_record.json").read_text(encoding="utf-8").rstrip("\n")


def stored(text: str) -> str:
    return b64encode(gzip.compress(text.encode())).decode()


def json_of(release: Release) -> str:
    return gzip.decompress(b64decode(encode(release))).decode()


def small(**settings: object) -> Release:
    chart = {"metadata": {"name": "c", "version": "1.0.0", "apiVersion": "v2"}}
    release = Release(name="r", namespace="n", version=1, info=Info(status="deployed"), chart=chart)
    for name, value in settings.items():
        setattr(release, name, value)
    return release


def test_helms_record_is_written_again_to_the_byte() -> None:
    assert json_of(decode(stored(HELMS))) == HELMS


def test_a_record_is_read() -> None:
    release = decode(stored(HELMS))
    assert (release.name, release.namespace, release.version, release.apply_method) == ("tiny", "tiny", 1, "ssa")
    assert release.info.status == "deployed"
    assert release.info.notes == "hi <you>\n"
    assert release.info.first_deployed == "2026-11-21T09:54:41.85130631+05:30"
    assert release.config == {"j": {"f": 0.1, "s": "\x01\x7f"}, "on": True}
    hook = release.hooks[0]
    assert (hook.events, hook.weight, hook.phase) == (["pre-install", "test"], 5, "Succeeded")
    assert (hook.delete_policies, hook.output_log_policies) == (["hook-succeeded"], ["hook-failed"])


def test_numbers_of_values_are_floats_as_in_go() -> None:
    release = decode(stored(HELMS))
    assert isinstance(release.chart["values"]["false"], float)
    assert isinstance(release.version, int)


def test_a_record_without_compression_is_read() -> None:
    assert decode(b64encode(HELMS.encode())).name == "tiny"


def test_what_go_omits_is_left_out() -> None:
    assert json_of(small()) == (
        '{"name":"r","info":{"status":"deployed"},"chart":{"metadata":{"name":"c","version":"1.0.0","apiVersion":"v2"},'
        '"lock":null,"templates":null,"values":null,"schema":null,"schemamodtime":"0001-01-01T00:00:00Z","files":null},'
        '"version":1,"namespace":"n"}'
    )


def test_a_record_of_helm_2_or_3_is_read_without_times() -> None:
    old = '{"name":"r","info":{"first_deployed":"","status":"deployed"},"chart":{},"version":2,"hooks":[{"last_run":{' \
        '"started_at":"","phase":""}}]}'  # fmt: skip
    release = decode(stored(old))
    assert (release.info.first_deployed, release.hooks[0].started_at, release.apply_method) == ("", "", "")


BROKEN_GZIP = b64encode(b"\x1f\x8b\x08broken").decode()


@pytest.mark.parametrize("text", ["", "%%%", "e30=", BROKEN_GZIP, stored("[]"), stored("{")])
def test_what_is_no_release_is_refused(text: str) -> None:
    with pytest.raises(StorageError):
        decode(text)


def test_numbers_that_json_has_not_are_refused() -> None:
    with pytest.raises(StorageError, match='failed to encode release "r": json: unsupported value: NaN'):
        encode(small(config={"a": float("nan")}))


def test_a_record_that_is_too_large_names_its_largest_parts() -> None:
    release = small(manifest="m" * 5000)
    release.chart["files"] = [{"name": "crds/big.yaml", "data": "x" * 9000}]
    check_size(release, "x" * 1048576)
    with pytest.raises(StorageError) as caught:
        check_size(release, "x" * 1048577)
    assert str(caught.value).startswith(
        'the record of release "r" is too large: 1048577 bytes compressed, and a Secret or ConfigMap holds 1048576. Its'
        " largest parts, before compression: crds/big.yaml (9 KiB), the manifest (5 KiB), "
    )


def test_a_chart_becomes_the_record_that_helm_writes() -> None:
    time = 1714979289123000000
    dependency = Dependency(
        name="sub", version=">=1", tags=["t"], condition="sub.on", enabled=True,
        import_values=[{"child": "exports.data", "parent": "."}, {"child": "c", "parent": "p"}],
    )  # fmt: skip
    recorded = json.loads(HELMS)["chart"]
    chart = Chart(
        metadata=Metadata(
            name="tiny", version="0.1.0", description="a <small> & \u00e4rmlich chart", api_version="v2",
            maintainers=[Maintainer(name="m", email="m@example.org")], annotations={"b": "2", "a": "1"},
            dependencies=[dependency],
        ),
        templates=[File(file["name"], b64decode(file["data"]), time) for file in recorded["templates"]],
        values=recorded["values"],
        schema=b'{"type":"object"}',
    )  # fmt: skip
    chart.mod_time = chart.schema_mod_time = time
    utc = json.loads(HELMS.replace("12:38:09.123+05:30", "07:08:09.123Z"))["chart"]
    written = chart_record(chart)
    assert json.dumps(written, sort_keys=True) == json.dumps(utc, sort_keys=True)
    assert list(written["metadata"]) == list(utc["metadata"])


def test_a_lock_is_recorded() -> None:
    dependencies = [Dependency(name="a", version="1")]
    lock = Lock(generated="2026-01-02T03:04:05.600Z", digest="sha256:0", dependencies=dependencies)
    assert chart_record(Chart(lock=lock))["lock"] == {
        "generated": "2026-01-02T03:04:05.6Z",
        "digest": "sha256:0",
        "dependencies": [{"name": "a", "version": "1", "repository": ""}],
    }
