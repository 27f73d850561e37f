#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_dependency
version_added: 0.1.0
short_description: Manage the charts that a chart's folder depends on
description:
  - Builds or updates C(charts/) and the lock file of a chart's folder, as C(helm dependency build) and
    C(helm dependency update) do, or lists the dependencies with their status.
  - The lock and its digest are helm's, so either may go on where the other stopped.
  - Charts that are there already with the same files are not written again, and an unchanged index is not sent again.
  - For a release it is not needed, see O(chartwright.kube.chart_release#module:dependency_update).
seealso:
  - module: chartwright.kube.chart_package
  - module: chartwright.kube.chart_repo
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.repo_credentials
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - The lock file and the names of the packaged charts in C(charts/), before and after.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  path:
    description:
      - The folder of the chart. With O(state=listed) also a packaged chart.
    type: path
    required: true
    aliases: [chart]
  state:
    description:
      - V(built) fetches the versions that the lock file names, and fails where it belongs to other dependencies than
        those of C(Chart.yaml). Without a lock file it does what V(updated) does.
      - V(updated) fetches the newest versions that C(Chart.yaml) allows and writes the lock file where they differ.
      - V(listed) changes nothing.
      - Packaged charts in C(charts/) that are no dependency any longer are removed, as helm does; folders stay.
    type: str
    choices: [built, updated, listed]
    default: built
  refresh:
    description:
      - Ask the repositories that the chart names for what is new. Without it the cached indexes count.
    type: bool
    default: true
  offline:
    description:
      - Take indexes, charts and provenance files only from the caches on the target, which earlier runs have filled.
    type: bool
    default: false
  repo_ca_cert:
    description:
      - Path of a PEM file with the certificate authorities to trust. A declared repository that names its own keeps to
        those.
    type: path
  repo_validate_certs:
    description:
      - Whether the certificates of the servers must be valid.
    type: bool
    default: true
  plain_http:
    description:
      - Whether OCI registries are asked over HTTP.
    type: bool
    default: false
  verify:
    description:
      - Fail unless each fetched chart has a provenance file that is signed by a key in O(keyring) and names this
        archive. Charts of V(file://) repositories are not fetched.
      - What C(charts/) holds with the same files already is fetched and verified, too.
    type: bool
    default: false
  keyring:
    description:
      - Path of the file with the public keys to trust, binary, armored, or a keybox of GnuPG.
      - By default C(pubring.gpg) or C(pubring.kbx) in E(GNUPGHOME) or C(~/.gnupg), as for helm.
    type: path
  source_date_epoch:
    description:
      - The time that the files of packaged V(file://) dependencies get, in seconds since 1970.
      - Where it is not set, E(SOURCE_DATE_EPOCH) of the target counts, else the files keep their times.
    type: int
notes:
  - Repositories that Chart.yaml names by C(@name) or C(alias:name) must be declared, see
    M(chartwright.kube.chart_repo). A URL need not be declared. Where it is, its credentials are used.
  - For OCI registries the credentials count that M(chartwright.kube.chart_registry_login), C(helm registry login) or
    C(docker login) have kept.
  - O(repo_credentials) has credentials for servers that neither covers.
requirements:
  - PyYAML
  - urllib3 for charts of repositories (comes with the Python package kubernetes)
  - pysequoia for O(verify)
"""

EXAMPLES = r"""
- name: Fetch what the lock file names
  chartwright.kube.chart_dependency:
    path: charts/shop

- name: Take the newest versions that are allowed
  chartwright.kube.chart_dependency:
    path: charts/shop
    state: updated

- name: Fetch charts that are signed, from a repository that nobody declared
  chartwright.kube.chart_dependency:
    path: charts/shop
    verify: true
    keyring: /etc/charts/trusted-keys.asc
    repo_credentials:
      - url: https://charts.example.com/private
        token: "{{ charts_token }}"
      - url: oci://registry.example.com/charts
        username: reader
        password: "{{ registry_password }}"

- name: Find out what is missing
  chartwright.kube.chart_dependency:
    path: charts/shop
    state: listed
  register: shop

- name: Insist on complete charts
  ansible.builtin.assert:
    that: shop.dependencies | rejectattr('status', 'in', ['ok', 'unpacked']) | length == 0
"""

RETURN = r"""
dependencies:
  description: The declared dependencies in the order of Chart.yaml.
  type: list
  elements: dict
  returned: success
  contains:
    name:
      description: The name of the chart.
      type: str
      returned: success
    alias:
      description: The name under which the chart holds it, where that is another.
      type: str
      returned: success
    version:
      description: The wanted version or constraint.
      type: str
      returned: success
    repository:
      description: The repository, as Chart.yaml says it.
      type: str
      returned: success
    status:
      description: >-
        What helm calls it. One of ok, unpacked, missing, wrong version, invalid version, corrupt, misnamed,
        too many matches, bad pattern.
      type: str
      returned: success
    locked_version:
      description: The version in the lock file; empty where it names none.
      type: str
      returned: success
lock:
  description: What the lock file says of itself; null where there is none.
  type: dict
  returned: success
  sample:
    digest: sha256:4c0c2ba0f2ad4a0d0cc1e2c3bd9f7ff0e5f9a45d5e3ab5f1a2ccb5d3a0bbd3f3
    generated: "2026-01-02T03:04:05Z"
written:
  description: The archives in C(charts/) that were written, or would be.
  type: list
  elements: str
  returned: success
  sample: [redis-20.1.0.tgz]
removed:
  description: The archives in C(charts/) that were removed, or would be.
  type: list
  elements: str
  returned: success
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import REPO_CREDENTIALS, Spec, merged
from ansible_collections.chartwright.kube.plugins.module_utils._module.dependencies import chart_dependency
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    own: Spec = {
        "path": {"type": "path", "required": True, "aliases": ["chart"]},
        "state": {"type": "str", "choices": ["built", "updated", "listed"], "default": "built"},
        "refresh": {"type": "bool", "default": True},
        "offline": {"type": "bool", "default": False},
        "repo_ca_cert": {"type": "path"},
        "repo_validate_certs": {"type": "bool", "default": True},
        "plain_http": {"type": "bool", "default": False},
        "verify": {"type": "bool", "default": False},
        "keyring": {"type": "path", "no_log": False},
        "source_date_epoch": {"type": "int"},
    }
    run(chart_dependency, argument_spec=merged(REPO_CREDENTIALS, own))


if __name__ == "__main__":
    main()
