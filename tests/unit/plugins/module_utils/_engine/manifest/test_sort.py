# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of kinds."""

from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.sort import (
    INSTALL_ORDER,
    UNINSTALL_ORDER,
    sort_by_kind,
)


def order(kinds: list[str], table: tuple[str, ...]) -> list[str]:
    return sort_by_kind(kinds, str, table)


def test_known_kinds_come_in_install_order_and_unknown_ones_by_name_behind_them() -> None:
    kinds = ["Zed", "Ingress", "List", "Deployment", "Namespace", "", "Service"]
    assert order(kinds, INSTALL_ORDER) == ["Namespace", "Service", "Deployment", "Ingress", "", "List", "Zed"]


def test_services_are_uninstalled_before_the_workloads_behind_them() -> None:
    assert order(["Deployment", "Secret", "Service", "Custom"], UNINSTALL_ORDER) == [
        "Service",
        "Deployment",
        "Secret",
        "Custom",
    ]


def test_equal_kinds_keep_their_order() -> None:
    items = [("Secret", 2), ("ConfigMap", 0), ("Secret", 1)]
    assert sort_by_kind(items, lambda item: item[0], INSTALL_ORDER) == [("Secret", 2), ("Secret", 1), ("ConfigMap", 0)]


def test_the_orders_are_reverses_but_for_services() -> None:
    def others(table: tuple[str, ...]) -> list[str]:
        return [kind for kind in table if kind != "Service"]

    assert others(UNINSTALL_ORDER) == others(INSTALL_ORDER)[::-1]
