#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_push
version_added: 0.1.0
short_description: Put a packaged Helm chart into an OCI registry
description:
  - Pushes a chart's archive, as C(helm package) or M(chartwright.kube.chart_package) make it, under the chart's name
    and version. A provenance file beside it goes along.
  - The manifest is the one that C(helm push) writes, so helm and others find what they expect.
  - A chart that is there already is left alone, also if its archive was only made at another time. What the registry
    has of it is not sent again.
seealso:
  - module: chartwright.kube.chart_pull
  - module: chartwright.kube.chart_package
  - module: chartwright.kube.chart_registry_login
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
    details:
      - The registry is asked what it has, and nothing is sent.
  diff_mode:
    support: full
    details:
      - The digest of the manifest before and after.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  chart:
    description:
      - Path of the chart's archive on the target, a C(.tgz) file.
    type: path
    required: true
    aliases: [chart_ref]
  repo_url:
    description:
      - Where to put it, as C(oci://host/path). The chart's name and version are added.
    type: str
    required: true
    aliases: [destination]
  overwrite:
    description:
      - What happens if another chart has this name and version. With V(true) it is replaced, as C(helm push) does; with
        V(false) the task fails.
    type: bool
    default: true
  repo_username:
    description:
      - User's name at the registry.
      - Without it the credentials that M(chartwright.kube.chart_registry_login), C(helm registry login) or
        C(docker login) have kept are used.
    type: str
  repo_password:
    description:
      - Password to O(repo_username).
    type: str
  repo_token:
    description:
      - A bearer token for the registry, in place of user and password.
    type: str
  repo_ca_cert:
    description:
      - Path of a PEM file with the certificate authorities to trust for the registry.
    type: path
  repo_client_cert:
    description:
      - Path of a PEM file with a client certificate.
    type: path
  repo_client_key:
    description:
      - Path of a PEM file with the key of O(repo_client_cert).
    type: path
  repo_validate_certs:
    description:
      - Whether the certificate of the registry must be valid.
    type: bool
    default: true
  plain_http:
    description:
      - Speak HTTP instead of HTTPS to the registry.
    type: bool
    default: false
requirements:
  - PyYAML
  - urllib3 (comes with the Python package kubernetes)
"""

EXAMPLES = r"""
- name: Publish a chart
  chartwright.kube.chart_push:
    chart: /srv/build/web-1.2.3.tgz
    repo_url: oci://registry.example.com/charts
  register: published

- name: Install just what was published
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: oci://registry.example.com/charts/web
    version: "{{ published.version }}"
    digest: "{{ published.digest }}"

- name: Publish, and never replace a version
  chartwright.kube.chart_push:
    chart: /srv/build/web-1.2.3.tgz
    repo_url: oci://registry.example.com/charts
    repo_username: publisher
    repo_password: "{{ vault_registry_password }}"
    overwrite: false
"""

RETURN = r"""
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
ref:
  description: The name by which the registry has it. A plus sign in a version becomes an underscore in the tag.
  type: str
  returned: success
  sample: oci://registry.example.com/charts/web:1.2.3
digest:
  description: The digest of its manifest. In check mode that of the manifest that would be written.
  type: str
  returned: success
  sample: sha256:4a452b0e8cfb9afe55ce10138801a9b185a5d996d25d172d35b9c2ddaf218521
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.pushing import chart_push
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    run(
        chart_push,
        argument_spec={
            "chart": {"type": "path", "required": True, "aliases": ["chart_ref"]},
            "repo_url": {"type": "str", "required": True, "aliases": ["destination"]},
            "overwrite": {"type": "bool", "default": True},
            "repo_username": {"type": "str"},
            "repo_password": {"type": "str", "no_log": True},
            "repo_token": {"type": "str", "no_log": True},
            "repo_ca_cert": {"type": "path"},
            "repo_client_cert": {"type": "path"},
            "repo_client_key": {"type": "path", "no_log": False},
            "repo_validate_certs": {"type": "bool", "default": True},
            "plain_http": {"type": "bool", "default": False},
        },
        required_together=[("repo_client_cert", "repo_client_key"), ("repo_username", "repo_password")],
    )


if __name__ == "__main__":
    main()
