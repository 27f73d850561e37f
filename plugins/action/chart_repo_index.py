# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the module chart_repo_index where it is, where the target is the controller."""

from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.plugin_utils.in_worker import InWorkerAction, entry


class ActionModule(InWorkerAction):
    """Options and result are the module's."""

    MAIN = entry("chart_repo_index")
