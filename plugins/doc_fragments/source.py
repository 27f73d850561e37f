# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which chart; the twin of SOURCE in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  chart:
    description:
      - The chart. A folder or a C(.tgz) file, C(repository/name) of a declared repository, a URL of a C(.tgz) file,
        or the name of a chart in the repository at O(repo_url).
      - A folder or file of that name wins unless O(repo_url) is set.
    type: str
    aliases: [chart_ref]
  version:
    description:
      - Version of the chart, or a constraint such as V(~1.2). The newest stable version where it is not set.
      - Counts for charts of repositories only.
    type: str
    aliases: [chart_version]
  repo_url:
    description:
      - URL of the repository that holds O(chart). It need not be declared.
    type: str
    aliases: [chart_repo_url]
  remote_src:
    description:
      - Whether O(chart) and O(values_files), where they are files, are those of the target.
      - With V(false) they are taken from the controller, found as M(ansible.builtin.template) finds its source, and
        files encrypted by Ansible Vault are decrypted.
    type: bool
    default: true
"""
