#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_rollback
version_added: 0.1.0
short_description: Make an earlier revision of a Helm release current
description:
  - Applies the recorded manifest and hooks of an earlier revision as a new revision. The chart is not needed.
  - Where the release holds that revision's content already, nothing is done.
seealso:
  - module: chartwright.kube.chart_release
  - module: chartwright.kube.chart_release_info
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.cluster
  - chartwright.kube.release
  - chartwright.kube.waiting
  - chartwright.kube.applying
  - chartwright.kube.attributes
  - chartwright.kube.attributes.writes
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart]
options:
  revision:
    description:
      - The revision to go back to. V(0) is the one before the newest, which makes the task go back and forth.
    type: int
    required: true
  description:
    description:
      - Description of the new revision, of at most 256 characters.
"""

EXAMPLES = r"""
- name: Go back to revision 3 and wait until all is ready
  chartwright.kube.chart_rollback:
    name: web
    namespace: shop
    revision: 3
    wait: true

- name: See what that would change
  chartwright.kube.chart_rollback:
    name: web
    namespace: shop
    revision: 3
  check_mode: true
  diff: true
"""

RETURN = r"""
changed:
  description: Whether anything changed, or would change in check mode.
  type: bool
  returned: always
action:
  description: What was done. V(none) where nothing was to be done.
  type: str
  returned: success
  sample: rollback
reasons:
  description:
    - Why. The words are V(chart), V(values), V(labels), V(manifest), V(hooks), V(status) and V(apply_method).
  type: list
  elements: str
  returned: success
  sample: [values, manifest]
changes:
  description: What happens to each object, in the order of events. Objects that stay as they are do not appear.
  type: list
  elements: dict
  returned: success
  contains:
    action:
      description: One of V(create), V(update), V(adopt), V(delete) and V(keep).
      type: str
    api_version:
      description: API version of the object.
      type: str
    kind:
      description: Kind of the object.
      type: str
    namespace:
      description: Namespace of the object. Empty for cluster-wide ones.
      type: str
    name:
      description: Name of the object.
      type: str
    note:
      description: Why, where that is not plain, such as why an object is kept.
      type: str
      returned: where there is something to say
  sample:
    - {action: update, api_version: apps/v1, kind: Deployment, namespace: shop, name: web}
release:
  description: The release as it is after the run, or would be in check mode. Null where there is none.
  type: dict
  returned: success, and failures after the first write
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
notes:
  description: The notes of the chart.
  type: str
  returned: success
hooks:
  description: The hooks of the release, with their last runs.
  type: list
  elements: dict
  returned: success
  contains:
    name:
      description: Name of the object.
      type: str
    kind:
      description: Kind of the object.
      type: str
    path:
      description: The template it came from.
      type: str
    events:
      description: When it runs, such as V(pre-install).
      type: list
      elements: str
    weight:
      description: Its weight. Lower ones run first.
      type: int
    delete_policies:
      description: When its object is deleted.
      type: list
      elements: str
    phase:
      description: How the last run went. V(Running), V(Succeeded), V(Failed), V(Unknown), or empty before it.
      type: str
    started_at:
      description: When the last run began, in ISO 8601.
      type: str
    completed_at:
      description: When it ended, in ISO 8601.
      type: str
hook_logs:
  description:
    - What hooks printed, by pod and container. Of hooks that ask for it by C(helm.sh/hook-output-log-policy), and of
      failed ones.
  type: dict
  returned: when something was done
unpredicted:
  description:
    - In check mode, what the API server cannot be asked in advance, such as objects in a namespace of the same run.
    - Paths whose value is random at each rendering, where these alone differ.
  type: list
  elements: str
  returned: success
failed_resources:
  description: What is not ready and why, gathered before anything was rolled back.
  type: list
  elements: dict
  returned: when a hook failed or a wait came to nothing
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
diff:
  description: One before/after pair for the record, for each object and for each hook that changes.
  type: list
  elements: dict
  returned: with C(--diff)
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

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import (
    APPLYING,
    CLUSTER,
    RELEASE,
    WAITING,
    merged,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.rollbacks import chart_rollback
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    own = {"revision": {"type": "int", "required": True}}
    run(chart_rollback, argument_spec=merged(CLUSTER, RELEASE, WAITING, APPLYING, own))


if __name__ == "__main__":
    main()
