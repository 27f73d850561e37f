#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_release
version_added: 0.1.0
short_description: Install, upgrade and remove Helm releases
description:
  - Makes a release what the task says. Installs it where it is absent, upgrades it where the chart, its values, its
    labels or what they render to differ from the last revision, and mends it where that revision failed.
  - Does all of it in Python. Neither the helm command nor kubectl is needed. Releases are real ones, which the helm
    command lists, upgrades and rolls back, and releases made by helm are taken over as they are.
  - A task that finds nothing to do makes no revision, runs no hooks and writes nothing.
seealso:
  - module: chartwright.kube.chart_release_info
  - module: chartwright.kube.chart_rollback
  - module: chartwright.kube.chart_template
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.cluster
  - chartwright.kube.release
  - chartwright.kube.source
  - chartwright.kube.repo_credentials
  - chartwright.kube.values
  - chartwright.kube.post_rendering
  - chartwright.kube.waiting
  - chartwright.kube.applying
  - chartwright.kube.drift
  - chartwright.kube.attributes
  - chartwright.kube.attributes.writes
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart]
options:
  state:
    description:
      - Whether the release is there.
    type: str
    choices: [present, absent]
    default: present
    aliases: [release_state]
  create_namespace:
    description:
      - Whether the namespace is created where it is missing. It is never removed.
    type: bool
    default: false
  values_strategy:
    description:
      - Where the values of an upgrade come from.
      - With V(reset) what the task says is all there is, over the chart's defaults.
      - With V(reset_then_reuse) the user's values of the last revision lie below those of the task.
      - With V(reuse) these and the defaults of the chart as it was then do. New defaults of the chart are lost.
    type: str
    choices: [reset, reuse, reset_then_reuse]
    default: reset
  values_from:
    description:
      - Values that ConfigMaps and Secrets of the cluster hold. Each entry wins over those before it, and over
        O(values_files). O(values), O(secret_values) and O(set_values) win over all of them.
      - Texts that come from Secrets are masked as those of O(secret_values) are.
    type: list
    elements: dict
    default: []
    suboptions:
      kind:
        description:
          - Kind of the object.
        type: str
        choices: [ConfigMap, Secret]
        required: true
      name:
        description:
          - Name of the object.
        type: str
        required: true
      namespace:
        description:
          - Namespace of the object. Without it the release's.
        type: str
      key:
        description:
          - The key of the object's data whose text is taken, decoded where it is a Secret's.
        type: str
        default: values.yaml
      target_path:
        description:
          - Where in the values the text goes, in the grammar of O(set_values), such as V(database.password).
          - Without it the text is a YAML map of values.
        type: str
      literal:
        description:
          - With O(values_from[].target_path), whether the text stays a text as it is. Without it V(true), V(false),
            V(null) and whole numbers become what they say, as with helm's C(--set).
        type: bool
        default: false
      optional:
        description:
          - Whether the object or its key may be missing. The entry then counts for nothing.
        type: bool
        default: false
  crds:
    description:
      - What happens to the files of the chart's C(crds/) folders.
      - V(create) creates the definitions that are missing when a release is installed, and never changes one that is
        there.
      - V(upgrade) also looks at them at each upgrade, and brings those that differ up to date by server-side apply.
        That costs two requests for each definition. One that would drop a version in which objects may still be stored
        is refused, because such objects would be lost, unless O(crds_force) is set. O(force_conflicts) takes fields
        from other managers.
      - V(skip) leaves them all aside.
    type: str
    choices: [create, upgrade, skip]
    default: create
  crds_force:
    description:
      - With O(crds=upgrade), whether a definition may drop a version in which objects may still be stored.
      - All objects of the kind are written as they are first, and so stored in the version that the definition in the
        cluster marks for storage. Where that is the one to be dropped, the task fails. Upgrade by a definition that has
        both first.
    type: bool
    default: false
  take_ownership:
    description:
      - Whether objects that exist already and belong to nobody or to another release become part of this one.
      - RV(changes) says of each what it belongs to, in check mode too. Without this option the task fails, and names
        them all as RV(not_owned).
    type: bool
    default: false
  on_failure:
    description:
      - What to do when an installation or upgrade fails.
      - V(keep) leaves everything as it is for a look, and the next run mends it.
      - V(rollback) goes back to the last good revision, or removes a first installation. Includes O(wait).
    type: str
    choices: [keep, rollback]
    default: keep
  retries:
    description:
      - How often a failed installation or upgrade is attempted again, after what O(on_failure) asks for was done.
        Each attempt is a revision of its own, and each failed one is shown as a warning.
    type: int
    default: 0
  always_upgrade:
    description:
      - Whether to make a new revision although nothing changes.
    type: bool
    default: false
  drift:
    description:
      - What to do about objects that are no longer what the release's manifest says, because somebody edited or deleted
        them. Custom resources count as all others do. Hooks and the files of C(crds/) folders are no part of the
        manifest.
      - With V(ignore) nobody looks, as with helm, and it costs no request.
      - V(warn) shows a warning for each such object, and V(report) just returns them as RV(drift). Neither is a change,
        as nothing is written.
      - V(correct) applies these objects again, without a new revision, and takes their fields from whoever wrote them
        with C(kubectl) or another client. That is a change. It waits for them where O(wait) is set, and runs no hooks.
      - It is looked for where the release is otherwise as the task says. A new revision applies every object anyway.
      - The API server is asked what an apply would change, by one dry run for each object beside one read, several at a
        time. So its defaults and what its webhooks inject are no drift. Only fields that the manifest sets count, and
        of these not the ones that another controller owns by server-side apply or through a subresource, such as the
        replicas that a HorizontalPodAutoscaler sets.
      - Objects that bear the annotation C(chartwright.kube/drift=ignore), in the manifest or in the cluster, are left
        aside, and so are those with Flux's C(helm.toolkit.fluxcd.io/driftDetection=disabled).
      - An object that has become part of another release is named and left alone.
    type: str
    choices: [ignore, warn, report, correct]
    default: ignore
  release_labels:
    description:
      - Labels for the release's record. Labels of earlier revisions stay, and the value V(null) removes one.
    type: dict
    default: {}
  keep_history:
    description:
      - With O(state=absent), whether the records stay, so that the release can be rolled back.
    type: bool
    default: false
  cascade:
    description:
      - With O(state=absent), what happens to the objects that the deleted ones own.
    type: str
    choices: [background, foreground, orphan]
    default: background
  render_subchart_notes:
    description:
      - Whether the notes of subcharts are part of the notes.
    type: bool
    default: false
  return_manifest:
    description:
      - Whether the result holds the manifest. The contents of its Secrets are masked.
    type: bool
    default: false
  purge:
    description:
      - The inverse of O(keep_history), as C(kubernetes.core) has it. Use O(keep_history).
    type: bool
  skip_crds:
    description:
      - As O(crds=skip). Use O(crds).
    type: bool
  atomic:
    description:
      - As O(on_failure=rollback). Use O(on_failure).
    type: bool
  reset_values:
    description:
      - As O(values_strategy=reset). Use O(values_strategy).
    type: bool
  reuse_values:
    description:
      - As O(values_strategy=reuse). Use O(values_strategy).
    type: bool
  reset_then_reuse_values:
    description:
      - As O(values_strategy=reset_then_reuse). Use O(values_strategy).
    type: bool
  replace:
    description:
      - Has no effect. The name of a removed release is always used again.
    type: bool
  force:
    description:
      - As O(force_replace=true) with O(server_side=false). Use O(force_replace).
    type: bool
"""

EXAMPLES = r"""
- name: Install a chart of the project, and upgrade it whenever it changes
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    create_namespace: true
    chart: /srv/charts/web
    values:
      replicas: 3
      image:
        tag: "2.0"
    wait: true
    timeout: 5m

- name: Install a chart of a repository that need not be declared
  chartwright.kube.chart_release:
    name: ingress
    namespace: ingress
    create_namespace: true
    chart: ingress-nginx
    repo_url: https://kubernetes.github.io/ingress-nginx
    version: ~4.13
    values_files:
      - /etc/ingress/values.yaml
    on_failure: rollback

- name: Take chart and values from the project, on the controller
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: web
    values_files: [web-values.yml]
    remote_src: false

- name: Give a chart secrets, which no output shows
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: /srv/charts/web
    secret_values:
      smtp:
        password: "{{ vaulted_smtp_password }}"
    values_from:
      - kind: Secret
        name: database-credentials
        key: password
        target_path: database.password
        literal: true

- name: Change what the chart does not let one change
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: /srv/charts/web
    patches:
      - target:
          kind: Deployment
          name: web.*
        patch:
          spec:
            template:
              spec:
                priorityClassName: high
                containers:
                  - name: web
                    env:
                      - {name: LOG_LEVEL, value: debug}
      - target: {kind: Service}
        patch:
          - {op: replace, path: /spec/ports/0/port, value: 8080}
    images:
      - {name: nginx, new_name: mirror.example/nginx, new_tag: "1.29"}
    common_labels:
      team: shop

- name: Move a release that Helm 3 has made to server-side apply
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: /srv/charts/web
    server_side: "true"

- name: Replace objects as a whole, whatever others have set in them
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: /srv/charts/web
    server_side: "false"
    force_replace: true

- name: Upgrade an operator with its definitions, one of which drops an old version
  chartwright.kube.chart_release:
    name: operator
    namespace: operators
    chart: /srv/charts/operator
    crds: upgrade
    crds_force: true

- name: Wait for a custom resource until it is healthy, and not for secrets that somebody else must bring
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: /srv/charts/web
    wait_strategy: watcher
    wait_for_jobs: true
    wait_for:
      exclude: [ExternalSecret]
    ready_when:
      - kind: Rollout
        path: /status/phase
        value: Healthy
    timeout: 10m
    fail_fast: true

- name: See what an upgrade would change, object by object
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: /srv/charts/web
  check_mode: true
  diff: true

- name: Put back what somebody changed by hand, but leave the replicas and one ConfigMap alone
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: /srv/charts/web
    drift: correct
    drift_ignore:
      - target: {kind: Deployment}
        paths: [/spec/replicas]
      - target: {kind: ConfigMap, name: web-feature-flags}

- name: Name the cluster once for all tasks
  module_defaults:
    group/chartwright.kube.chart:
      kubeconfig: /etc/kubernetes/admin.conf
      namespace: shop
  block:
    - name: Remove a release and wait until its objects are gone
      chartwright.kube.chart_release:
        name: web
        state: absent
        wait: true
"""

RETURN = r"""
changed:
  description: Whether anything changed, or would change in check mode.
  type: bool
  returned: always
action:
  description:
    - What was done, such as V(install), V(upgrade), V(correct) or V(uninstall). V(none) where nothing was to be done.
  type: str
  returned: success
  sample: upgrade
reasons:
  description:
    - Why. The words are V(chart), V(values), V(labels), V(manifest), V(hooks), V(status), V(absent), V(crds),
      V(apply_method), V(drift) and V(always), and for a removal the release's situation.
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
chart_source:
  description: Where the chart came from.
  type: dict
  returned: success of O(state=present)
  contains:
    source:
      description: The path of the chart, or the URL that it was fetched from, without credentials.
      type: str
      returned: success
      sample: oci://registry.example.com/charts/web:1.2.3
    digest:
      description: The SHA-256 of the archive in hexadecimal; empty for a folder. A later task can pin it by O(digest).
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
    - In check mode, what the API server cannot be asked in advance, such as objects in a namespace of the same run or
      ones whose admission webhook does not answer dry runs, and the hooks that would run.
    - Paths whose value is random at each rendering, where these alone differ.
  type: list
  elements: str
  returned: success
drift:
  description:
    - The objects that are not what the release's manifest says. The contents of Secrets are masked.
  type: list
  elements: dict
  returned: with O(drift) other than V(ignore), where no new revision comes about
  contains:
    action:
      description:
        - What mends it. V(create) for a missing object, V(update) for a changed one, V(keep) where nothing may be done.
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
  sample:
    - action: update
      api_version: apps/v1
      kind: Deployment
      namespace: shop
      name: web
      fields:
        - {path: /spec/template/spec/containers/0/image, before: "nginx:debug", after: "nginx:1.29"}
not_owned:
  description:
    - Objects that exist already and are not the release's, where O(take_ownership) is not set. What each belongs to is
      its C(note). The contents are as in RV(changes).
  type: list
  elements: dict
  returned: when such objects stand in the way
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
  description:
    - One before/after pair for the record, for each object and for each hook that changes. With O(drift=report) and
      O(drift=warn) for each object that has drifted.
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
    version:
      description: Version of the API server.
      type: str
      returned: with O(state=present)
  sample: {host: "https://10.0.0.1:6443", context: prod, version: v1.36.3}
manifest:
  description: The manifest of the revision, with masks for the contents of Secrets.
  type: str
  returned: with O(return_manifest)
kept:
  description: With O(state=absent), the objects that were not deleted, and why.
  type: list
  elements: dict
  returned: success with O(state=absent)
remaining:
  description: Objects that were still there when the wait for their end was over.
  type: list
  elements: dict
  returned: when a removal did not come to its end
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
    finalizers:
      description: What must happen before the object goes, as its finalizers say.
      type: list
      elements: str
  sample:
    - api_version: v1
      kind: PersistentVolumeClaim
      namespace: shop
      name: data
      finalizers: [kubernetes.io/pvc-protection]
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.release_options import (
    RELEASE_RULES,
    RELEASE_SPEC,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.releases import chart_release
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    run(chart_release, argument_spec=RELEASE_SPEC, **RELEASE_RULES)


if __name__ == "__main__":
    main()
