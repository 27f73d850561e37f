#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_repo_index
version_added: 0.1.0
short_description: Make the index of a chart repository
description:
  - Writes C(index.yaml) into a folder of packaged charts, as C(helm repo index) does. Any web server that serves the
    folder is then a chart repository.
  - Archives in the folder and in the folders right in it are listed. What is no chart is left out with a warning.
  - An index that lists just that already is left alone, and a chart that it lists unchanged keeps the time of its
    publication. Helm gives all charts the time of its run.
seealso:
  - module: chartwright.kube.chart_package
  - module: chartwright.kube.chart_repo
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - The listed versions with their digests and URLs, before and after.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  path:
    description:
      - The folder of packaged charts.
    type: path
    required: true
    aliases: [dir]
  url:
    description:
      - The URL at which the folder is served. Without it the charts' URLs are relative to the index, which is enough
        for a folder that is served as it is.
    type: str
  merge:
    description:
      - An index whose further versions are listed too, such as the one that is being served. It may be C(index.yaml) in
        the folder itself. Charts of the folder win. A file that does not exist counts as empty, and is not made.
    type: path
  format:
    description:
      - The format of the index. Helm reads both from C(index.yaml), JSON faster.
    type: str
    choices: [yaml, json]
    default: yaml
requirements:
  - PyYAML
"""

EXAMPLES = r"""
- name: Package a chart
  chartwright.kube.chart_package:
    path: ./charts/web
    destination: /srv/charts

- name: List it in the repository
  chartwright.kube.chart_repo_index:
    path: /srv/charts
    url: https://charts.example.com

- name: Add new charts to what is published already, whose archives are not here
  chartwright.kube.chart_repo_index:
    path: ./new
    url: https://charts.example.com
    merge: ./published/index.yaml
"""

RETURN = r"""
index:
  description: The path of the index.
  returned: success
  type: str
  sample: /srv/charts/index.yaml
charts:
  description: How many charts it lists.
  returned: success
  type: int
versions:
  description: How many versions of charts it lists.
  returned: success
  type: int
added:
  description: Names and versions that it did not list before.
  returned: success
  type: list
  elements: str
  sample: [web 1.2.3]
removed:
  description: Names and versions that it lists no more.
  returned: success
  type: list
  elements: str
skipped:
  description: The archives that are no charts.
  returned: success
  type: list
  elements: dict
  contains:
    archive:
      description: The path in the folder.
      returned: success
      type: str
      sample: backup.tgz
    reason:
      description: Why it is no chart.
      returned: success
      type: str
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.indexing import chart_repo_index
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    run(
        chart_repo_index,
        argument_spec={
            "path": {"type": "path", "required": True, "aliases": ["dir"]},
            "url": {"type": "str"},
            "merge": {"type": "path"},
            "format": {"type": "str", "choices": ["yaml", "json"], "default": "yaml"},
        },
    )


if __name__ == "__main__":
    main()
