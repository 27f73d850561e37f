#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_template
version_added: 0.1.0
short_description: Render a Helm chart with no cluster
description:
  - Renders a chart as C(helm template) does, to the byte, and returns the text or writes files.
  - No cluster is asked. C(lookup) finds nothing, and the versions of the API are what O(kube_version) and
    O(api_versions) say.
  - The text holds the contents of Secrets. Use C(no_log) where that matters.
  - With O(secret_values) the returned text holds masks, and is no longer fit to be applied. Files in O(output_dir)
    hold the values.
seealso:
  - module: chartwright.kube.chart_release
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.source
  - chartwright.kube.repo_credentials
  - chartwright.kube.values
  - chartwright.kube.post_rendering
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - With O(output_dir), one entry for each file.
  idempotent:
    support: full
    details:
      - Unless the chart renders something random.
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  chart:
    required: true
  name:
    description:
      - Name of the release, as templates see it.
    type: str
    default: release-name
    aliases: [release_name]
  namespace:
    description:
      - Namespace of the release, as templates see it.
    type: str
    default: default
    aliases: [release_namespace]
  kube_version:
    description:
      - Version of Kubernetes, as templates see it, such as V(1.33).
    type: str
  api_versions:
    description:
      - Versions and kinds that the cluster serves besides the usual ones, such as V(monitoring.coreos.com/v1).
    type: list
    elements: str
    default: []
  is_upgrade:
    description:
      - Whether templates see an upgrade instead of an installation.
    type: bool
    default: false
  include_crds:
    description:
      - Whether the files of the chart's C(crds/) folders stand before the manifest.
    type: bool
    default: false
  hooks:
    description:
      - Whether hooks stand behind the manifest.
    type: bool
    default: true
  disable_hook:
    description:
      - The inverse of O(hooks), as C(kubernetes.core) has it. Use O(hooks).
    type: bool
  skip_tests:
    description:
      - Whether the hooks of tests are left out.
    type: bool
    default: false
  render_subchart_notes:
    description:
      - Whether the notes of subcharts are part of the notes.
    type: bool
    default: false
  show_only:
    description:
      - Only these templates, as paths in the chart such as V(templates/deployment.yaml). Patterns may be used.
    type: list
    elements: str
    default: []
  output_dir:
    description:
      - Folder of the target to write the rendered files to, instead of returning their text. Each template becomes a
        file below a folder of the chart's name.
    type: path
"""

EXAMPLES = r"""
- name: Render a chart
  chartwright.kube.chart_template:
    chart: /srv/charts/web
    name: web
    namespace: shop
    values:
      replicas: 3
  register: rendered

- name: Show the text
  ansible.builtin.debug:
    msg: "{{ rendered.manifest }}"

- name: Write one file for each template, for a certain version of Kubernetes
  chartwright.kube.chart_template:
    chart: ingress-nginx
    repo_url: https://kubernetes.github.io/ingress-nginx
    kube_version: "1.33"
    output_dir: /tmp/rendered
"""

RETURN = r"""
changed:
  description: Whether a file in O(output_dir) changed, or would in check mode. False without O(output_dir).
  type: bool
  returned: always
manifest:
  description: The rendered text, as C(helm template) prints it, with masks for O(secret_values).
  type: str
  returned: success without O(output_dir)
  sample: |
    ---
    # Source: web/templates/service.yaml
    apiVersion: v1
    kind: Service
chart_source:
  description: Where the chart came from.
  type: dict
  returned: success
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
files:
  description: The paths of all rendered files in O(output_dir).
  type: list
  elements: str
  returned: success with O(output_dir)
  sample: [web/templates/service.yaml]
written:
  description: The paths of those that changed.
  type: list
  elements: str
  returned: success with O(output_dir)
diff:
  description: One before/after pair for each file that changes.
  type: list
  elements: dict
  returned: with O(output_dir) and C(--diff)
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import (
    POST_RENDERING,
    REPO_CREDENTIALS,
    SOURCE,
    VALUES,
    Spec,
    deprecated,
    merged,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run
from ansible_collections.chartwright.kube.plugins.module_utils._module.templates import chart_template


def main() -> None:
    own: Spec = {
        "chart": {"type": "str", "required": True, "aliases": ["chart_ref"]},
        "name": {"type": "str", "default": "release-name", "aliases": ["release_name"]},
        "namespace": {"type": "str", "default": "default", "aliases": ["release_namespace"]},
        "kube_version": {"type": "str"},
        "api_versions": {"type": "list", "elements": "str", "default": []},
        "is_upgrade": {"type": "bool", "default": False},
        "include_crds": {"type": "bool", "default": False},
        "hooks": {"type": "bool", "default": True},
        "disable_hook": deprecated("bool"),
        "skip_tests": {"type": "bool", "default": False},
        "render_subchart_notes": {"type": "bool", "default": False},
        "show_only": {"type": "list", "elements": "str", "default": []},
        "output_dir": {"type": "path"},
    }
    run(chart_template, argument_spec=merged(SOURCE, REPO_CREDENTIALS, VALUES, POST_RENDERING, own))


if __name__ == "__main__":
    main()
