#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_test
version_added: 0.1.0
short_description: Run the tests of a Helm release
description:
  - Runs the test hooks of a release as C(helm test) does. One after the other, by weight and then by name, each with
    its delete policies. The first test that fails ends the task as failed.
  - When and how each test ran last is kept in the release's record, where C(helm status) shows it. The release's
    status stays what it is, also when a test fails.
seealso:
  - module: chartwright.kube.chart_release
  - module: chartwright.kube.chart_release_info
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.cluster
  - chartwright.kube.release
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
    details:
      - Names the tests that would run in RV(tests), and writes nothing.
  diff_mode:
    support: none
    details:
      - It changes nothing but when tests ran last.
  idempotent:
    support: none
    details:
      - Each run runs the tests again.
  action_group:
    support: full
    membership: [chartwright.kube.chart]
options:
  filters:
    description:
      - Which tests run. C(name=NAME) runs a test by its name, and C(!name=NAME) leaves one out. All tests run where
        nothing is said.
      - A name that is no test of the release is refused where it is asked for, and has no effect where it is left out.
    type: list
    elements: str
    default: []
  timeout:
    description:
      - How long each test may take, as seconds or as a duration such as V(5m30s).
    type: str
    default: 5m
    aliases: [wait_timeout]
  fail_fast:
    description:
      - Whether a test ends before its time where it is hopeless, as
        O(chartwright.kube.chart_release#module:fail_fast) says.
    type: bool
    default: false
  logs:
    description:
      - Whether the result holds what the containers of every test printed. Those of a failed test it always holds.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Test a release
  chartwright.kube.chart_test:
    name: web
    namespace: shop

- name: Run one test and show what it printed
  chartwright.kube.chart_test:
    name: web
    namespace: shop
    filters: [name=web-connection]
    logs: true
  register: tested

- name: Run all tests but the slow one
  chartwright.kube.chart_test:
    name: web
    namespace: shop
    filters: ["!name=web-load"]
    timeout: 10m
"""

RETURN = r"""
changed:
  description: Whether tests ran, or would run in check mode. It is false where the release has none.
  type: bool
  returned: always
tests:
  description: The chosen tests in the order they run.
  type: list
  elements: dict
  returned: success, and when a test failed
  contains:
    name:
      description: Name of the object.
      type: str
    kind:
      description: Kind of the object.
      type: str
    phase:
      description:
        - How it went. V(Succeeded), V(Failed), or V(Unknown) where the run was cut short. Empty for a test that did not
          run, in check mode or behind a failed one.
      type: str
    started:
      description: When it began, in ISO 8601.
      type: str
    completed:
      description: When it ended, in ISO 8601.
      type: str
    log:
      description:
        - What its containers printed, at most the last 1000 lines of each, by pod and container.
        - Of tests that failed, and with O(logs) of all.
      type: dict
  sample:
    - name: web-connection
      kind: Pod
      phase: Succeeded
      started: "2026-02-01T08:00:00.5+01:00"
      completed: "2026-02-01T08:00:02.5+01:00"
      log: {web-connection/probe: "200 OK"}
release:
  description: The tested release.
  type: dict
  returned: success, and when a test failed
  contains:
    name:
      description: Name of the release.
      type: str
    namespace:
      description: Namespace of the release.
      type: str
    revision:
      description: Number of the revision.
      type: int
    status:
      description: Status in helm's words, such as V(deployed), V(failed) or V(superseded).
      type: str
    chart:
      description: Name and version of the chart.
      type: str
    chart_name:
      description: Name of the chart.
      type: str
    chart_version:
      description: Version of the chart.
      type: str
    app_version:
      description: Version of the application that the chart installs.
      type: str
    first_deployed:
      description: When the release was first installed, in ISO 8601.
      type: str
    last_deployed:
      description: When this revision was made, in ISO 8601.
      type: str
    deleted:
      description: When the release was removed, in ISO 8601. Empty where it was not.
      type: str
    description:
      description: What the record says about the revision.
      type: str
    labels:
      description: The user's labels of the record.
      type: dict
    apply_method:
      description: V(ssa) for server-side, V(csa) or nothing for client-side apply.
      type: str
    rollback_revision:
      description: The revision that a rollback went back to, else V(0).
      type: int
    chart_digest:
      description: SHA-256 of the archive that its chart came from, as C(sha256:...). Empty for a folder, and where helm
        has written the record.
      type: str
  sample:
    name: web
    namespace: shop
    revision: 3
    status: deployed
    chart: web-1.4.2
    chart_name: web
    chart_version: 1.4.2
    app_version: "2.0"
    first_deployed: "2026-01-05T10:11:12.123456789+01:00"
    last_deployed: "2026-02-01T08:00:00.5+01:00"
    deleted: ""
    description: Upgrade complete
    labels: {}
    apply_method: ssa
    rollback_revision: 0
    chart_digest: sha256:8b5b1b8f5c8f2d0a3cb4b2e2a1c1e4b2a9c7d0e5f6a7b8c9d0e1f2a3b4c5d6e7
failed_resources:
  description: What is wrong with the objects of the failed test, gathered before its delete policy counts.
  type: list
  elements: dict
  returned: when a test failed
  contains:
    api_version:
      description: API version of the object.
      type: str
    kind:
      description: Kind of the object.
      type: str
    namespace:
      description: Namespace of the object.
      type: str
    name:
      description: Name of the object.
      type: str
    status:
      description: Its status as helm judges it.
      type: str
    message:
      description: The reason of the status.
      type: str
    conditions:
      description: Its conditions.
      type: list
      elements: dict
    pods:
      description: Its pods, with the state, exit code and last log lines of each container.
      type: list
      elements: dict
    events:
      description: Its last events.
      type: list
      elements: dict
cluster:
  description: The cluster that was spoken to.
  type: dict
  returned: success
  contains:
    host:
      description: URL of the API server.
      type: str
    context:
      description: Context of the kubeconfig. Empty without one.
      type: str
  sample: {host: "https://10.0.0.1:6443", context: prod}
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import CLUSTER, RELEASE, Spec, merged
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run
from ansible_collections.chartwright.kube.plugins.module_utils._module.tests import chart_test


def main() -> None:
    own: Spec = {
        "filters": {"type": "list", "elements": "str", "default": []},
        "timeout": {"type": "str", "default": "5m", "aliases": ["wait_timeout"]},
        "fail_fast": {"type": "bool", "default": False},
        "logs": {"type": "bool", "default": False},
    }
    run(chart_test, argument_spec=merged(CLUSTER, RELEASE, own))


if __name__ == "__main__":
    main()
