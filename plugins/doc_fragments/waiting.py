# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting and hooks; the twin of WAITING in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  wait:
    description:
      - Whether to wait until all objects are ready, or, where they are removed, gone.
      - Hooks are waited for in any case.
    type: bool
    default: false
  wait_for_jobs:
    description:
      - Whether waiting includes the completion of Jobs. Counts with O(wait) only.
    type: bool
    default: false
  timeout:
    description:
      - How long each hook and each wait may take, as seconds or as a duration such as V(5m30s).
    type: str
    default: 5m
    aliases: [wait_timeout]
  hooks:
    description:
      - Whether hooks run.
    type: bool
    default: true
  disable_hook:
    description:
      - The inverse of O(hooks), as C(kubernetes.core) has it. Use O(hooks).
    type: bool
"""
