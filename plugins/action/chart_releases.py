# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings files of the controller to the target for the module chart_releases."""

from __future__ import annotations

from ansible_collections.chartwright.kube.plugins.modules.chart_releases import main
from ansible_collections.chartwright.kube.plugins.plugin_utils.controller_files import ControllerFilesAction


class ActionModule(ControllerFilesAction):
    """Options and result are the module's."""

    MAIN = staticmethod(main)
