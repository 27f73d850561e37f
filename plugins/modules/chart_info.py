#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_info
version_added: 0.1.0
short_description: Look into a Helm chart
description:
  - Returns a chart's metadata, default values, readme, schema, CRDs and dependencies, as C(helm show) prints them.
  - On demand also the versions that the chart's repository lists.
  - No cluster is asked. The chart is fetched if it is not cached.
seealso:
  - module: chartwright.kube.chart_release
  - module: chartwright.kube.chart_repo
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.source
  - chartwright.kube.repo_credentials
  - chartwright.kube.attributes
  - chartwright.kube.attributes.reads
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  chart:
    required: true
  versions:
    description:
      - Also list the versions of the chart. Its repository must be named, by O(repo_url) or as C(repository/name).
    type: bool
    default: false
requirements:
  - PyYAML
  - urllib3 for charts of repositories (comes with the Python package kubernetes)
  - pysequoia for O(verify)
"""

EXAMPLES = r"""
- name: Look into a chart of a repository
  chartwright.kube.chart_info:
    chart: ingress-nginx
    repo_url: https://kubernetes.github.io/ingress-nginx
    version: 4.x
  register: ingress

- name: Show what can be configured
  ansible.builtin.debug:
    var: ingress.default_values

- name: Find the newest version of a declared repository's chart
  chartwright.kube.chart_info:
    chart: ingress-nginx/ingress-nginx
    versions: true
  register: ingress

- name: Say it
  ansible.builtin.debug:
    msg: "{{ ingress.versions[0].version }}"
"""

RETURN = r"""
chart:
  description: Chart.yaml with its own names.
  type: dict
  returned: success
  sample:
    apiVersion: v2
    name: web
    version: 1.2.3
    appVersion: "4.5"
    type: application
default_values:
  description: The content of values.yaml. All numbers are floating point, as templates see them.
  type: dict
  returned: success
values_text:
  description: The text of values.yaml with its comments.
  type: str
  returned: success
readme:
  description: The chart's readme; empty where there is none.
  type: str
  returned: success
schema:
  description: The content of values.schema.json; null where there is none.
  type: dict
  returned: success
crds:
  description: The files of C(crds/), those of dependencies included.
  type: list
  elements: dict
  returned: success
  contains:
    path:
      description: The path below the chart's name.
      type: str
      returned: success
      sample: web/crds/widgets.yaml
    manifest:
      description: The text of the file.
      type: str
      returned: success
templates:
  description: The paths of the chart's own templates.
  type: list
  elements: str
  returned: success
  sample: [templates/deployment.yaml]
dependencies:
  description: The charts inside the chart.
  type: list
  elements: dict
  returned: success
  sample:
    - name: redis
      version: 20.1.0
      app_version: 7.4.0
source:
  description: The path of the chart, or the URL that it was fetched from.
  type: str
  returned: success
digest:
  description: The SHA-256 of the archive in hexadecimal; empty for a folder.
  type: str
  returned: success
manifest_digest:
  description: The digest of the manifest in a registry, with its algorithm; empty for other sources.
  type: str
  returned: success
verification:
  description: Who has signed the chart; null without O(verify).
  type: dict
  returned: success
  contains:
    signed_by:
      description: The user IDs of the key.
      type: list
      elements: str
      returned: success
      sample: ["Chart Maker <maker@example.com>"]
    fingerprint:
      description: The fingerprint of the key.
      type: str
      returned: success
    hash:
      description: The digest of the archive that was signed.
      type: str
      returned: success
versions:
  description: The versions that the repository lists, newest first.
  type: list
  elements: dict
  returned: with O(versions)
  contains:
    version:
      description: The version.
      type: str
      returned: success
    app_version:
      description: The version of the application in it.
      type: str
      returned: success
    created:
      description: When it was published, as the index says it.
      type: str
      returned: success
    digest:
      description: The SHA-256 of its archive, as the index says it.
      type: str
      returned: success
    deprecated:
      description: Whether the chart is deprecated.
      type: bool
      returned: success
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import (
    REPO_CREDENTIALS,
    SOURCE,
    Spec,
    merged,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.chart_facts import chart_info
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    own: Spec = {
        "chart": {"type": "str", "required": True, "aliases": ["chart_ref"]},
        "versions": {"type": "bool", "default": False},
    }
    run(chart_info, argument_spec=merged(SOURCE, REPO_CREDENTIALS, own))


if __name__ == "__main__":
    main()
