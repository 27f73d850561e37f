#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_create
version_added: 0.1.0
short_description: Make a new chart
description:
  - Makes the folder of a new chart that runs a web server, with the files, values and objects that C(helm create)
    gives, or a chart from a starter.
  - A chart that is there already is left as it is, so that a playbook may make it and people may then change it.
seealso:
  - module: chartwright.kube.chart_lint
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
      - One entry for each file that is written.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  path:
    description:
      - The folder of the chart. Its last part is the chart's name.
      - A folder without C(Chart.yaml) is filled up, the files that are there are left alone.
    type: path
    required: true
    aliases: [chart]
  starter:
    description:
      - A chart that the new one is made from. The absolute path of a chart, or its name in the C(starters) folder of
        E(HELM_DATA_HOME).
      - The new name takes the place of C(<CHARTNAME>) in its templates and in its C(values.yaml).
    type: str
  overwrite:
    description:
      - Write the files anew where the chart is there already. Other files are left alone.
    type: bool
    default: false
requirements:
  - PyYAML, with O(starter)
"""

EXAMPLES = r"""
- name: Make a chart
  chartwright.kube.chart_create:
    path: charts/web

- name: Make a chart the way our teams do
  chartwright.kube.chart_create:
    path: charts/shop
    starter: /srv/starters/service
"""

RETURN = r"""
name:
  description: The name of the chart.
  type: str
  returned: success
path:
  description: The path of its folder.
  type: str
  returned: success
written:
  description: The files that were written, or would be.
  type: list
  elements: str
  returned: success
  sample: [Chart.yaml, templates/deployment.yaml, values.yaml]
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run
from ansible_collections.chartwright.kube.plugins.module_utils._module.starters import chart_create


def main() -> None:
    run(
        chart_create,
        argument_spec={
            "path": {"type": "path", "required": True, "aliases": ["chart"]},
            "starter": {"type": "str"},
            "overwrite": {"type": "bool", "default": False},
        },
    )


if __name__ == "__main__":
    main()
