# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules promise."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
attributes:
  check_mode:
    description: Can run in check mode and predict what would change, without a write.
  diff_mode:
    description: Returns what changes, or would change in check mode, when run with C(--diff).
  idempotent:
    description: Run again with the same options and nothing else having changed, it changes nothing.
  platform:
    description: Systems that it runs on.
    platforms: posix
    support: full
  action_group:
    description: Use C(group/chartwright.kube.chart) or C(group/chartwright.kube.chart_source) in C(module_defaults).
"""

    READS = r"""
attributes:
  check_mode:
    support: full
    details:
      - It writes nothing in any case.
  diff_mode:
    support: N/A
    details:
      - It changes nothing.
  idempotent:
    support: full
"""

    WRITES = r"""
attributes:
  check_mode:
    support: full
    details:
      - Only reads, and writes that the API server is asked to try out and forget (C(dryRun=All)).
      - What cannot be predicted is named in RV(ignore:unpredicted).
  diff_mode:
    support: full
    details:
      - One entry for the record, for each object and for each hook. The contents of Secrets are masked.
  idempotent:
    support: full
"""
