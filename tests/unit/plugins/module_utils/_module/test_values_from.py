# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import base64
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.masking import Masker
from ansible_collections.chartwright.kube.plugins.module_utils._engine.actions.redaction import Redactor
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError, ValuesError
from ansible_collections.chartwright.kube.plugins.module_utils._module.values_from import ClusterValues

HELD = {
    ("ConfigMap", "shop", "settings"): {
        "values.yaml": "replicas: 3\ndb: {host: db.shop}\n", "list": "- 1", "number": "8080", "comma": "a,b={c}",
    },
    ("ConfigMap", "other", "settings"): {"values.yaml": "replicas: 4"},
    ("Secret", "shop", "database"): {"password": "12345678", "values.yaml": "db: {user: postgres}", "broken": "a: ["},
}  # fmt: skip


class Stub:
    """As much of a cluster as is asked here."""

    def get(self, ref: t.Any) -> dict[str, t.Any] | None:
        if ref.namespace == "closed":
            raise ClusterError("forbidden", status=403, reason="Forbidden")
        data = HELD.get((ref.kind, ref.namespace, ref.name))
        if data is not None and ref.kind == "Secret":
            data = {key: base64.b64encode(text.encode()).decode() for key, text in data.items()}
        return None if data is None else {"data": data}


def entry(kind: str, name: str, **more: t.Any) -> dict[str, t.Any]:
    empty = {"namespace": None, "key": "values.yaml", "target_path": None, "literal": False, "optional": False}
    return {"kind": kind, "name": name, **empty, **more}


def read(*entries: dict[str, t.Any], secrets: Redactor | None = None) -> dict[str, t.Any]:
    known = Redactor(Masker(b"key")) if secrets is None else secrets
    found = ClusterValues(entries, cluster=t.cast("t.Any", Stub()), namespace="shop", secrets=known)
    return found.over({"db": {"port": 5432.0}, "replicas": 1.0})


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry("ConfigMap", "settings")], {"db": {"host": "db.shop", "port": 5432.0}, "replicas": 3.0}),
        (
            [entry("ConfigMap", "settings"), entry("ConfigMap", "settings", namespace="other")],
            {"db": {"host": "db.shop", "port": 5432.0}, "replicas": 4.0},
        ),
        (
            [entry("ConfigMap", "settings", key="number", target_path="db.ports[1]")],
            {"db": {"port": 5432.0, "ports": [None, 8080]}, "replicas": 1.0},
        ),
        (
            [entry("ConfigMap", "settings", key="comma", target_path=r"db.a\.b")],
            {"db": {"port": 5432.0, "a.b": "a,b={c}"}, "replicas": 1.0},
        ),
        (
            [entry("Secret", "database", key="password", target_path="db.password", literal=True)],
            {"db": {"port": 5432.0, "password": "12345678"}, "replicas": 1.0},
        ),
        (
            [entry("Secret", "none", optional=True), entry("Secret", "database", key="none", optional=True)],
            {"db": {"port": 5432.0}, "replicas": 1.0},
        ),
    ],
)
def test_values_of_the_cluster_lie_over_those_of_files(
    entries: list[dict[str, t.Any]], expected: dict[str, t.Any]
) -> None:
    assert read(*entries) == expected


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry("Secret", "none"), "values_from: Secret shop/none does not exist; set optional if it need not"),
        (entry("Secret", "database", key="none"), "values_from: Secret shop/database has no key none"),
        (entry("Secret", "a", namespace="closed"), "values_from: Secret closed/a cannot be read: forbidden"),
        (
            entry("Secret", "database", key="broken"),
            "values_from: Secret database: what its key broken holds is no YAML map of values",
        ),
        (
            entry("ConfigMap", "settings", key="list"),
            "values_from: ConfigMap settings: what its key list holds is no YAML map of values: "
            "cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array"
            " into Go value of type map[string]interface {}",
        ),
        (
            entry("ConfigMap", "settings", target_path="a=b"),
            "values_from: target_path a=b: this is no path of one value",
        ),
        (entry("ConfigMap", "settings", target_path="a,b"), "values_from: target_path a,b: key \"a\" has no value"),
        (
            entry("ConfigMap", "settings", target_path="a[x]"),
            "values_from: target_path a[x]: error parsing index: strconv.Atoi: parsing \"x\": invalid syntax",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_or_unfit_is_named(wrong: dict[str, t.Any], said: str) -> None:
    with pytest.raises(ValuesError) as raised:
        read(wrong)
    assert str(raised.value).startswith(said)


def test_what_comes_from_secrets_is_known_as_secret() -> None:
    known = Redactor(Masker(b"key"))
    read(
        entry("ConfigMap", "settings"),
        entry("Secret", "database"),
        entry("Secret", "database", key="password", target_path="db.password"),
        secrets=known,
    )
    text = known.text("db.shop postgres 12345678")
    assert text.startswith("db.shop ") and text.count("<masked ") == 2
