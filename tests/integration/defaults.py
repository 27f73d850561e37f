# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of modules that work on charts, each as it is where a task does not set it."""

from __future__ import annotations

import typing as t

from ansible_collections.chartwright.kube.plugins.module_utils._module import arguments


def _defaults(spec: arguments.Spec) -> dict[str, t.Any]:
    return {name: option.get("default") for name, option in spec.items()}


# Of chart_info.
SOURCE = _defaults(arguments.merged(arguments.SOURCE, arguments.REPO_CREDENTIALS))
# Of chart_dependency; the path is to be set.
DEPENDENCY = {**SOURCE, "chart": None, "state": "updated", "refresh": True, "source_date_epoch": None}
# Of chart_package; path and destination are to be set.
PACKAGE = {
    **SOURCE, "chart": None, "version": None, "app_version": None, "source_date_epoch": 0, "sign": False, "key": None,
    "passphrase": None, "passphrase_file": None,
}  # fmt: skip


def credentials(url: str, **more: t.Any) -> dict[str, t.Any]:
    """One entry of repo_credentials."""
    return {**_defaults(arguments.REPO_CREDENTIALS["repo_credentials"]["options"]), "url": url, **more}


__all__ = ["DEPENDENCY", "PACKAGE", "SOURCE", "credentials"]
