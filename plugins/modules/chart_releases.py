#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_releases
version_added: 0.1.0
short_description: Install, upgrade and remove many Helm releases in one task
description:
  - Makes a fleet of releases what the task says, each one as M(chartwright.kube.chart_release) does. A release begins
    as soon as those that it needs are done, several at once.
  - Takes all of it as data, so that a fleet can stand in one file. The role C(chartwright.kube.releases) reads
    such a file.
  - Mistakes in the data, such as an unknown name or releases that need each other in a circle, are found before
    anything is written.
  - When a release fails, those that need it are skipped and all others go on. The task then fails with a sentence
    that names the failed and the skipped ones.
  - In check mode the whole fleet is planned. Where a release counts on a namespace, a kind, a ConfigMap or a Secret
    that one of its needs is going to bring, it is planned as if that were there.
  - Connections, the answers of discovery and charts are shared by all releases, so that a fleet in which nothing
    changes costs little more than a single release.
seealso:
  - module: chartwright.kube.chart_release
  - module: chartwright.kube.chart_repo
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.cluster
  - chartwright.kube.attributes
  - chartwright.kube.attributes.writes
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart]
options:
  releases:
    description:
      - The releases. Each has the options of M(chartwright.kube.chart_release) and C(needs), a list of the releases
        that must be done before it. These are given by name, or as C(namespace/name).
      - A release stays in the cluster when it is taken off the list. Give it C(state=absent) to remove it.
    type: list
    elements: dict
    required: true
  defaults:
    description:
      - Options of M(chartwright.kube.chart_release) for all releases. Connection options, O(namespace) and O(storage)
        of the task itself count where they say nothing.
      - What a release says itself wins. Options that are dictionaries, such as C(values), are merged key by key. All
        others are replaced, lists too.
    type: dict
    default: {}
  environments:
    description:
      - What differs from place to place, by the name of the environment. Each takes C(defaults), which win over
        O(defaults), and C(releases), a dictionary whose keys are names of releases and whose values are options that
        win over what the release says.
    type: dict
    default: {}
  environment:
    description:
      - The one of O(environments) that counts. Without it none does.
    type: str
  repositories:
    description:
      - Chart repositories to declare first. Each has the options of M(chartwright.kube.chart_repo).
      - Left alone with O(state=absent).
    type: list
    elements: dict
    default: []
  state:
    description:
      - With V(absent) all releases are removed, each one after those that need it.
      - With V(present) each release's own C(state) counts.
    type: str
    choices: [present, absent]
    default: present
  only:
    description:
      - Names of the releases to deal with, as in the C(needs) of O(releases). Without it all are.
    type: list
    elements: str
    default: []
  with_needs:
    description:
      - Whether O(only) stands for all that its releases have to wait for, too. Else that counts as done.
    type: bool
    default: false
  parallel:
    description:
      - How many releases are worked on at once.
    type: int
    default: 4
  namespace:
    description:
      - Namespace of the releases that name none.
      - Where it is not set, the kubeconfig's namespace counts, else V(default).
    type: str
    aliases: [release_namespace]
  storage:
    description:
      - Where the records of releases that do not say so themselves are kept.
    type: str
    choices: [secret, configmap]
    default: secret
"""

EXAMPLES = r"""
- name: A shop, its database before the rest
  chartwright.kube.chart_releases:
    repositories:
      - {name: charts, url: https://charts.example.com}
    defaults:
      namespace: shop
      create_namespace: true
      wait: true
    releases:
      - name: database
        chart: charts/postgresql
        version: ^16.0.0
      - name: web
        chart: charts/web
        needs: [database]
        values:
          replicas: 3
      - name: metrics
        namespace: monitoring
        chart: charts/metrics

- name: The same fleet in several places
  chartwright.kube.chart_releases:
    environment: "{{ stage }}"
    defaults:
      chart: /srv/charts/web
      create_namespace: true
      values:
        domain: "{{ stage }}.example.com"
    environments:
      staging:
        defaults: {namespace: shop-staging}
        releases:
          web:
            values: {replicas: 1}
          reports: {state: absent}
      production:
        defaults: {namespace: shop, timeout: 10m, on_failure: rollback}
    releases:
      - name: web
        values: {replicas: 5}
      - name: reports
        needs: [web]

- name: See what the fleet would change, object by object
  chartwright.kube.chart_releases:
    releases: "{{ fleet.releases }}"
    defaults: "{{ fleet.defaults }}"
  check_mode: true
  diff: true

- name: Deploy one release and what it needs
  chartwright.kube.chart_releases:
    releases: "{{ fleet.releases }}"
    defaults: "{{ fleet.defaults }}"
    only: [web]
    with_needs: true

- name: Remove the fleet, what needs others first
  chartwright.kube.chart_releases:
    releases: "{{ fleet.releases }}"
    defaults: "{{ fleet.defaults }}"
    state: absent
"""

RETURN = r"""
changed:
  description: Whether anything changed, or would change in check mode.
  type: bool
  returned: always
releases:
  description:
    - One result for each release that the task deals with, in the order in which they are declared.
    - Each is what M(chartwright.kube.chart_release) returns, a failure too, without C(diff), and the following.
  type: list
  elements: dict
  returned: once the releases are known
  contains:
    name:
      description: Name of the release.
      type: str
      returned: always
    namespace:
      description: Namespace of the release.
      type: str
      returned: always
    changed:
      description: Whether anything of the release changed, or would change in check mode.
      type: bool
      returned: always
    failed:
      description: Whether the release failed.
      type: bool
      returned: when it did
    skipped:
      description: Whether the release was skipped because one that it needs failed.
      type: bool
      returned: when it was
    msg:
      description: Why it failed or was skipped.
      type: str
      returned: when it was
  sample:
    - {name: database, namespace: shop, changed: false, action: none}
    - {name: web, namespace: shop, changed: true, action: upgrade, reasons: [values, manifest]}
repositories:
  description: One result for each repository, as M(chartwright.kube.chart_repo) returns it.
  type: list
  elements: dict
  returned: once the releases are known
diff:
  description: The before/after pairs of all releases. The headers say which release each one is about.
  type: list
  elements: dict
  returned: with C(--diff)
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import Spec, merged
from ansible_collections.chartwright.kube.plugins.module_utils._module.fleet_options import COMMON_SPEC, layers
from ansible_collections.chartwright.kube.plugins.module_utils._module.fleets import chart_releases
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    own: Spec = {
        "releases": {"type": "list", "elements": "dict", "required": True},
        "defaults": {"type": "dict", "default": {}},
        "environments": {"type": "dict", "default": {}},
        "environment": {"type": "str"},
        "repositories": {"type": "list", "elements": "dict", "default": []},
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
        "only": {"type": "list", "elements": "str", "default": []},
        "with_needs": {"type": "bool", "default": False},
        "parallel": {"type": "int", "default": 4},
    }
    # Options within options would stand in the system's log as they are: nothing is logged there.
    run(chart_releases, argument_spec=merged(COMMON_SPEC, own), layers=layers, no_log=True)


if __name__ == "__main__":
    main()
