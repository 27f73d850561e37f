#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_release_info
version_added: 0.1.0
short_description: Look at Helm releases
description:
  - Tells all about one release, or lists releases where O(name) is not set.
  - It reads only.
seealso:
  - module: chartwright.kube.chart_release
  - module: chartwright.kube.chart_rollback
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.cluster
  - chartwright.kube.drift
  - chartwright.kube.attributes
  - chartwright.kube.attributes.reads
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart]
options:
  name:
    description:
      - Name of the release. Without it all releases are listed.
    type: str
    aliases: [release_name]
  namespace:
    description:
      - Namespace of the release or releases.
      - Where it is not set, the kubeconfig's namespace counts, else V(default).
    type: str
    aliases: [release_namespace]
  all_namespaces:
    description:
      - Whether the releases of all namespaces are listed. Counts without O(name) only.
    type: bool
    default: false
  storage:
    description:
      - Where the releases' records are kept, as the helm command's E(HELM_DRIVER) says.
    type: str
    choices: [secret, configmap]
    default: secret
  statuses:
    description:
      - Only releases whose newest revision has one of these statuses. Without it all statuses count.
      - With nothing but V(superseded), all revisions of that status are listed, as by helm. The newest one never is.
    type: list
    elements: str
    default: []
    choices:
      - deployed
      - failed
      - superseded
      - uninstalled
      - uninstalling
      - unknown
      - pending-install
      - pending-upgrade
      - pending-rollback
    aliases: [release_state]
  name_filter:
    description:
      - Only releases in whose name this regular expression (RE2) fits somewhere, as C(helm list --filter) has it. Use
        C(^) and C($) for the whole name. Counts without O(name) only.
    type: str
  selector:
    description:
      - Only releases whose newest records bear these labels, as in C(team=shop,tier!=test). Counts without O(name)
        only.
    type: str
  sort:
    description:
      - Whether a list is ordered by the releases' names, or by when they were last deployed, the oldest first.
    type: str
    choices: [name, date]
    default: name
  reverse:
    description:
      - Whether the order of a list is turned round.
    type: bool
    default: false
  offset:
    description:
      - How many releases of a list are passed over.
    type: int
    default: 0
  limit:
    description:
      - How many releases are listed at most. With V(0) all are, where helm stops at 256.
    type: int
    default: 0
  revision:
    description:
      - The revision to tell about. The newest where it is not set.
    type: int
  objects:
    description:
      - Whether to look for the release's objects in the cluster, at one request each, several at a time.
    type: bool
    default: false
  drift:
    description:
      - Whether to compare the release's objects with its manifest, at two requests each, several at a time. What counts
        is told with O(chartwright.kube.chart_release#module:drift). That needs the right to patch them, as the API
        server is asked by dry runs. Nothing is written.
    type: bool
    default: false
  get_all_values:
    description:
      - Has no effect. RV(computed_values) is always there.
    type: bool
  show_secrets:
    description:
      - Whether RV(manifest) holds the contents of Secrets instead of masks.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Look at a release
  chartwright.kube.chart_release_info:
    name: web
    namespace: shop
  register: web

- name: Show its history
  ansible.builtin.debug:
    msg: "{{ item.revision }} {{ item.status }} {{ item.chart }} {{ item.description }}"
  loop: "{{ web.history }}"

- name: List what failed anywhere in the cluster
  chartwright.kube.chart_release_info:
    all_namespaces: true
    statuses: [failed]

- name: List the ten releases of a team that were deployed last
  chartwright.kube.chart_release_info:
    all_namespaces: true
    selector: team=shop
    sort: date
    reverse: true
    limit: 10

- name: Look at the objects of a release
  chartwright.kube.chart_release_info:
    name: web
    namespace: shop
    objects: true
    drift: true
  register: web

- name: Fail where one is not ready, or was changed by hand
  ansible.builtin.assert:
    that:
      - web.objects | rejectattr('status', 'eq', 'Current') | length == 0
      - web.drift | length == 0
"""

RETURN = r"""
exists:
  description: Whether there is such a release, or any.
  type: bool
  returned: success
releases:
  description: The newest revision of each release that was asked for. The contents are as in RV(release).
  type: list
  elements: dict
  returned: success
release:
  description: The revision that was asked for. Null where there is none.
  type: dict
  returned: success with O(name)
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
history:
  description: All revisions, oldest first. The contents are as in RV(release).
  type: list
  elements: dict
  returned: success with O(name)
metadata:
  description: What C(helm get metadata) tells of the revision. Empty where there is none.
  type: dict
  returned: success with O(name)
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
      description: Status in helm's words.
      type: str
    deployed_at:
      description: When the revision was made, in ISO 8601.
      type: str
    apply_method:
      description: V(ssa) for server-side, V(csa) or nothing for client-side apply.
      type: str
    labels:
      description: The user's labels of the record.
      type: dict
    chart:
      description: Name of the chart.
      type: str
    version:
      description: Version of the chart.
      type: str
    app_version:
      description: Version of the application that the chart installs.
      type: str
    annotations:
      description: Annotations of the chart.
      type: dict
    dependencies:
      description: Dependencies that the chart declares.
      type: list
      elements: dict
user_values:
  description:
    - The values that the user gave to the revision.
    - They are as the record holds them, which does not know what of them is secret. Use C(no_log) where some may be.
  type: dict
  returned: success with O(name)
  sample: {replicas: 3}
computed_values:
  description: These values over the chart's defaults, secret ones among them.
  type: dict
  returned: success with O(name)
manifest:
  description: The manifest of the revision. The contents of Secrets are masked unless O(show_secrets) is set.
  type: str
  returned: success with O(name)
hooks:
  description: The hooks of the release, with their last runs.
  type: list
  elements: dict
  returned: success with O(name)
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
      description: How the last run went. V(Running), V(Succeeded), V(Failed), V(Unknown), or empty before the first.
      type: str
    started_at:
      description: When the last run began, in ISO 8601.
      type: str
    completed_at:
      description: When it ended, in ISO 8601.
      type: str
    manifest:
      description: Its manifest. The contents of Secrets are masked unless O(show_secrets) is set.
      type: str
notes:
  description: The notes of the chart.
  type: str
  returned: success with O(name)
objects:
  description: The objects of the manifest, in its order, and how they are in the cluster.
  type: list
  elements: dict
  returned: with O(name) and O(objects)
  contains:
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
    exists:
      description: Whether it is in the cluster.
      type: bool
    status:
      description:
        - How a wait judges it. V(Current), V(InProgress), V(Failed), V(Terminating), V(Unknown) or V(NotFound).
      type: str
    message:
      description: "Why, such as V(Available: 1/3)."
      type: str
    created:
      description: When it was created, in ISO 8601. Empty where it is not there.
      type: str
  sample:
    - api_version: apps/v1
      kind: Deployment
      namespace: shop
      name: web
      exists: true
      status: InProgress
      message: "Available: 1/3"
      created: "2026-01-05T10:11:12Z"
drift:
  description: The objects that are not what the manifest of the revision says. The contents of Secrets are masked.
  type: list
  elements: dict
  returned: with O(name) and O(drift)
  contains:
    action:
      description:
        - What would mend it. V(create) for a missing object, V(update) for a changed one, V(keep) for one that belongs
          to another release now.
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
    fields:
      description: The fields that differ. None where the object is missing.
      type: list
      elements: dict
      contains:
        path:
          description: JSON pointer to the field.
          type: str
        before:
          description: What is in the cluster. Null where there is nothing.
          type: raw
        after:
          description: What the release says. Null where it says nothing.
          type: raw
    note:
      description: Why nothing may be done, or what the API server has against it.
      type: str
      returned: where there is something to say
unpredicted:
  description: What could not be compared, such as objects whose admission webhook does not answer dry runs, and why.
  type: list
  elements: str
  returned: with O(name) and O(drift)
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
    CLUSTER,
    DRIFT,
    RELEASE,
    Spec,
    deprecated,
    merged,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.infos import chart_release_info
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run

STATUSES = [
    "deployed", "failed", "superseded", "uninstalled", "uninstalling", "unknown", "pending-install", "pending-upgrade",
    "pending-rollback",
]  # fmt: skip


def main() -> None:
    own: Spec = {
        "name": {"type": "str", "aliases": ["release_name"]},
        "all_namespaces": {"type": "bool", "default": False},
        "statuses": {
            "type": "list",
            "elements": "str",
            "default": [],
            "choices": STATUSES,
            "aliases": ["release_state"],
        },
        "name_filter": {"type": "str"},
        "selector": {"type": "str"},
        "sort": {"type": "str", "choices": ["name", "date"], "default": "name"},
        "reverse": {"type": "bool", "default": False},
        "offset": {"type": "int", "default": 0},
        "limit": {"type": "int", "default": 0},
        "revision": {"type": "int"},
        "objects": {"type": "bool", "default": False},
        "drift": {"type": "bool", "default": False},
        "get_all_values": deprecated("bool"),
        "show_secrets": {"type": "bool", "default": False, "no_log": False},
    }
    run(chart_release_info, argument_spec=merged(CLUSTER, DRIFT, RELEASE, own))


if __name__ == "__main__":
    main()
