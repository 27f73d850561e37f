#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_pull
version_added: 0.1.0
short_description: Fetch a Helm chart into a folder
description:
  - Fetches a chart from a repository, an OCI registry or a URL, and keeps it packed or unpacked.
  - What is there already in the same version is left alone. A chart that has changed replaces the older one, an
    unpacked one as a whole.
  - Archives that would write outside of their folder are refused, and so are those that unpack to more than 100 MiB.
seealso:
  - module: chartwright.kube.chart_push
  - module: chartwright.kube.chart_info
  - module: chartwright.kube.chart_registry_login
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.source
  - chartwright.kube.repo_credentials
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
    details:
      - The chart is fetched, and no file is written, caches included.
  diff_mode:
    support: full
    details:
      - The files that differ, each with its SHA-256.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  chart:
    required: true
  destination:
    description:
      - The folder that is to hold the chart. It is made if it is missing.
    type: path
    required: true
  untar:
    description:
      - Unpack the chart into a folder named like it, instead of keeping its archive.
      - An unpacked chart of this name that differs is replaced, with all that was changed or added in it. A folder that
        is something else is left alone, and the task fails.
    type: bool
    default: false
    aliases: [untar_chart]
  untar_dir:
    description:
      - Where to unpack, below O(destination) unless it is an absolute path.
    type: path
  prov:
    description:
      - Keep the chart's provenance file beside its archive, if there is one, as O(verify) also does.
    type: bool
    default: false
    aliases: [provenance]
  allow_prerelease:
    description:
      - Without O(version), also take a version that is not stable, if it is the newest.
    type: bool
    default: false
    aliases: [devel, chart_devel]
  dependency_update:
    description:
      - Has no effect here. A chart is kept as it was published.
  remote_src:
    description:
      - Has no effect here. The chart is fetched by the target.
  force:
    description:
      - Accepted for playbooks written for C(kubernetes.core.helm_pull). It has no effect, since a difference is always
        brought in line.
    type: bool
  binary_path:
    description:
      - Refused. There is no helm binary to be run; remove the option when moving over from C(kubernetes.core).
    type: path
requirements:
  - PyYAML
  - urllib3 (comes with the Python package kubernetes)
  - pysequoia for O(verify)
"""

EXAMPLES = r"""
- name: Keep a chart of a registry
  chartwright.kube.chart_pull:
    chart: oci://ghcr.io/nginxinc/charts/nginx-ingress
    version: 2.0.0
    destination: /srv/charts

- name: Unpack just the chart that was reviewed
  chartwright.kube.chart_pull:
    chart: ingress-nginx
    repo_url: https://kubernetes.github.io/ingress-nginx
    version: 4.12.0
    digest: sha256:8b5b1b8f5c8f2d0a3cb4b2e2a1c1e4b2a9c7d0e5f6a7b8c9d0e1f2a3b4c5d6e7
    destination: /srv/charts
    untar: true

- name: Keep a chart only if we have signed it
  chartwright.kube.chart_pull:
    chart: oci://registry.example.com/charts/web
    destination: /srv/charts
    verify: true
    keyring: /etc/charts/trusted-keys.asc
  register: web

- name: Install it
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: "{{ web.path }}"
"""

RETURN = r"""
path:
  description: The archive, or the folder that it was unpacked into.
  type: str
  returned: success
  sample: /srv/charts/web-1.2.3.tgz
name:
  description: The name of the chart.
  type: str
  returned: success
  sample: web
version:
  description: The version of the chart.
  type: str
  returned: success
  sample: 1.2.3
app_version:
  description: The version of the application in it.
  type: str
  returned: success
  sample: "4.5"
source:
  description: Where it was fetched from.
  type: str
  returned: success
  sample: oci://registry.example.com/charts/web:1.2.3
digest:
  description: The SHA-256 of the archive in hexadecimal.
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
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import (
    REPO_CREDENTIALS,
    SOURCE,
    Spec,
    deprecated,
    merged,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.pulling import chart_pull
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    own: Spec = {
        "chart": {"type": "str", "required": True, "aliases": ["chart_ref"]},
        "destination": {"type": "path", "required": True},
        "untar": {"type": "bool", "default": False, "aliases": ["untar_chart"]},
        "untar_dir": {"type": "path"},
        "prov": {"type": "bool", "default": False, "aliases": ["provenance"]},
        "allow_prerelease": {"type": "bool", "default": False, "aliases": ["devel", "chart_devel"]},
        "force": deprecated("bool"),
        "binary_path": {"type": "path"},
    }
    run(chart_pull, argument_spec=merged(SOURCE, REPO_CREDENTIALS, own))


if __name__ == "__main__":
    main()
