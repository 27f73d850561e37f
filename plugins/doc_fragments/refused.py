# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of kubernetes.core that are refused; the twin of REFUSED in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  plain_http:
    description:
      - Refused where it is true. Charts of OCI registries are not offered yet.
    type: bool
"""
