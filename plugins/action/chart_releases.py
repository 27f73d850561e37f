# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings files of the controller to the target for the module chart_releases, or runs it where it is."""

from __future__ import annotations

import typing as t

from ansible_collections.chartwright.kube.plugins.plugin_utils.controller_files import ControllerFilesAction
from ansible_collections.chartwright.kube.plugins.plugin_utils.in_worker import entry


class ActionModule(ControllerFilesAction):
    """Options and result are the module's."""

    MAIN = entry("chart_releases")

    def _prepared(self, args: dict[str, t.Any]) -> dict[str, t.Any]:
        from ansible_collections.chartwright.kube.plugins.module_utils._module.fleet_options import (
            release_options,
            with_releases,
        )

        prepared = super()._prepared
        args = prepared(args)
        return with_releases(args, [prepared(release) for release in release_options(args)])
