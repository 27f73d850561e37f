#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_search_info
version_added: 0.1.0
short_description: Search for charts
description:
  - Searches in the repositories that are declared on the target, as C(helm search repo) does, or in Artifact Hub, as
    C(helm search hub) does. The charts that are found, and their order, are the same.
  - Declared repositories are searched in their cached indexes, with no network; M(chartwright.kube.chart_repo) with
    O(chartwright.kube.chart_repo#module:state=refreshed) fetches what is new. A repository without a usable index is
    left out with a warning.
  - It reads only.
seealso:
  - module: chartwright.kube.chart_info
  - module: chartwright.kube.chart_repo
  - module: chartwright.kube.chart_repo_info
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.attributes
  - chartwright.kube.attributes.reads
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  keyword:
    description:
      - What to look for, in any case of letters, in the name, the name with its repository, the description and the
        keywords of a chart. Charts where it stands further in front come first.
      - Without it all charts are found.
      - A hub looks for it in its own way.
    type: str
    default: ""
    aliases: [term]
  source:
    description:
      - Where to search.
    type: str
    choices: [repositories, hub]
    default: repositories
  regexp:
    description:
      - Whether O(keyword) is a regular expression (RE2), which heeds the case of letters.
    type: bool
    default: false
  version:
    description:
      - Only versions that meet this constraint, such as V(^1.2) or V(>=2 <3).
    type: str
  devel:
    description:
      - Whether pre-releases count too. It means O(version=>0.0.0-0) and has no effect where O(version) is set.
    type: bool
    default: false
  versions:
    description:
      - Whether all versions of a chart are listed, newest first, instead of the newest.
    type: bool
    default: false
  repositories:
    description:
      - Search only in these declared repositories. Without it all are searched.
    type: list
    elements: str
    default: []
  endpoint:
    description:
      - The hub to ask with O(source=hub), where it is another than Artifact Hub. It must speak Monocular's search API.
    type: str
    default: https://hub.helm.sh
requirements:
  - PyYAML
  - google-re2 for O(regexp)
  - urllib3 for O(source=hub) (comes with the Python package kubernetes)
"""

EXAMPLES = r"""
- name: Find charts that have to do with ingress
  chartwright.kube.chart_search_info:
    keyword: ingress
  register: found

- name: List them
  ansible.builtin.debug:
    msg: "{{ found.charts | map(attribute='name') | list }}"

- name: Find the newest 4.x of a chart
  chartwright.kube.chart_search_info:
    keyword: ^ingress-nginx\v
    regexp: true
    version: 4.x
    repositories: [ingress-nginx]

- name: List all versions of a chart, pre-releases too
  chartwright.kube.chart_search_info:
    keyword: ingress-nginx/ingress-nginx
    versions: true
    devel: true

- name: Search in Artifact Hub
  chartwright.kube.chart_search_info:
    keyword: postgres operator
    source: hub
"""

RETURN = r"""
charts:
  description: The charts that are found, best first.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: The chart's name, with O(source=repositories) as tasks refer to it.
      returned: success
      type: str
      sample: ingress-nginx/ingress-nginx
    version:
      description: The chart's version.
      returned: success
      type: str
      sample: 4.12.1
    app_version:
      description: The version of the application in it.
      returned: success
      type: str
      sample: 1.12.1
    description:
      description: What the chart says of itself.
      returned: success
      type: str
    deprecated:
      description: Whether the chart is deprecated.
      returned: with O(source=repositories)
      type: bool
    url:
      description: The chart's page.
      returned: with O(source=hub)
      type: str
    repository:
      description: The name and the URL of the chart's repository.
      returned: with O(source=hub)
      type: dict
      sample:
        name: ingress-nginx
        url: https://kubernetes.github.io/ingress-nginx
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run
from ansible_collections.chartwright.kube.plugins.module_utils._module.searching import chart_search_info


def main() -> None:
    run(
        chart_search_info,
        argument_spec={
            "keyword": {"type": "str", "default": "", "aliases": ["term"], "no_log": False},
            "source": {"type": "str", "choices": ["repositories", "hub"], "default": "repositories"},
            "regexp": {"type": "bool", "default": False},
            "version": {"type": "str"},
            "devel": {"type": "bool", "default": False},
            "versions": {"type": "bool", "default": False},
            "repositories": {"type": "list", "elements": "str", "default": []},
            "endpoint": {"type": "str", "default": "https://hub.helm.sh"},
        },
    )


if __name__ == "__main__":
    main()
