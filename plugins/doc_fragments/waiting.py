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
  fail_fast:
    description:
      - Whether a wait for objects or hooks ends before its time where it is hopeless. That is where an image cannot be
        had or a container cannot be created for 10 seconds, where a container has been started again three times and
        crashes on, and where a Job has failed. Pods that find no node are waited for, because clusters grow.
      - By default a wait takes its full time, as helm's does, because registries recover, and programs may crash until
        what they need is there.
      - Removals wait for objects to be gone, which this option does not change.
    type: bool
    default: false
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
