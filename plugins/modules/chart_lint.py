#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_lint
version_added: 0.1.0
short_description: Look for mistakes in a chart
description:
  - Checks a chart by the rules of C(helm lint), with the same findings in the same words.
  - Fails where a finding is an error, with O(strict) also where it is a warning.
  - No cluster is asked, and what the C(required) and C(fail) functions of templates would refuse is passed over.
seealso:
  - module: chartwright.kube.chart_template
  - module: chartwright.kube.chart_package
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.values
  - chartwright.kube.attributes
  - chartwright.kube.attributes.reads
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  path:
    description:
      - The folder of the chart, or a packaged chart.
    type: path
    required: true
    aliases: [chart]
  strict:
    description:
      - Fail on warnings too.
    type: bool
    default: false
  with_subcharts:
    description:
      - Also check the charts in C(charts/) and in theirs.
    type: bool
    default: false
  quiet:
    description:
      - Leave out findings that are mere information.
    type: bool
    default: false
  kube_version:
    description:
      - The version of Kubernetes that templates see and that deprecated APIs are judged by, such as V(1.31).
    type: str
  namespace:
    description:
      - The namespace that templates see.
    type: str
    default: default
requirements:
  - PyYAML
"""

EXAMPLES = r"""
- name: Check a chart
  chartwright.kube.chart_lint:
    path: charts/web

- name: Check it as it is deployed, warnings included
  chartwright.kube.chart_lint:
    path: charts/web
    values_files: [production.yaml]
    kube_version: "1.31"
    strict: true

- name: Only look
  chartwright.kube.chart_lint:
    path: charts/web
  register: lint
  failed_when: false

- name: Show what is wrong
  ansible.builtin.debug:
    msg: "{{ lint.findings | rejectattr('severity', 'eq', 'INFO') }}"
"""

RETURN = r"""
findings:
  description: What was found, also where the task fails.
  type: list
  elements: dict
  returned: always
  contains:
    chart:
      description: The path of the chart.
      type: str
      returned: always
    severity:
      description: V(INFO), V(WARNING) or V(ERROR).
      type: str
      returned: always
    path:
      description: The file or folder in the chart.
      type: str
      returned: always
    message:
      description: What is wrong, in helm's words.
      type: str
      returned: always
  sample:
    - chart: /srv/charts/web
      severity: INFO
      path: Chart.yaml
      message: icon is recommended
charts:
  description: The charts that were checked.
  type: list
  elements: str
  returned: always
failed_charts:
  description: Those of them that failed.
  type: list
  elements: str
  returned: always
report:
  description: The findings as the text that C(helm lint) prints.
  type: str
  returned: always
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import VALUES, Spec, merged
from ansible_collections.chartwright.kube.plugins.module_utils._module.lints import chart_lint
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    own: Spec = {
        "path": {"type": "path", "required": True, "aliases": ["chart"]},
        "strict": {"type": "bool", "default": False},
        "with_subcharts": {"type": "bool", "default": False},
        "quiet": {"type": "bool", "default": False},
        "kube_version": {"type": "str"},
        "namespace": {"type": "str", "default": "default"},
    }
    run(chart_lint, argument_spec=merged(VALUES, own))


if __name__ == "__main__":
    main()
