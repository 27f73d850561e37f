# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings files of the controller to the target for the module chart_release_info, or runs it where it is."""

from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.plugin_utils.controller_files import ControllerFilesAction
from ansible_collections.chartwright.kube.plugins.plugin_utils.in_worker import entry


class ActionModule(ControllerFilesAction):
    """Options and result are the module's."""

    MAIN = entry("chart_release_info")
