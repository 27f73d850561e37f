#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_package
version_added: 0.1.0
short_description: Package a chart's folder as an archive
description:
  - Packages the folder of a chart as C(helm package) does. The unpacked archive equals helm's to the byte, its
    compression may differ.
  - An archive that holds the same files already is left alone, whenever they were changed, and so is its provenance
    file while it is the key's.
seealso:
  - module: chartwright.kube.chart_lint
  - module: chartwright.kube.chart_dependency
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
      - The names and digests of the files in the archive, before and after.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  path:
    description:
      - The folder of the chart.
    type: path
    required: true
    aliases: [chart]
  destination:
    description:
      - The folder that the archive is written to. It is made where it is missing.
    type: path
    required: true
  version:
    description:
      - Version of the packaged chart, in place of that in C(Chart.yaml).
    type: str
  app_version:
    description:
      - Version of the application in the packaged chart, in place of that in C(Chart.yaml).
    type: str
  dependency_update:
    description:
      - Update the dependencies in C(charts/) and the lock file first, as M(chartwright.kube.chart_dependency) with
        O(chartwright.kube.chart_dependency#module:state=updated) does. This changes the folder of the chart.
    type: bool
    default: false
    aliases: [dep_up]
  repo_ca_cert:
    description:
      - Path of a PEM file with the certificate authorities to trust for O(dependency_update). A declared repository
        that names its own keeps to those.
    type: path
  repo_validate_certs:
    description:
      - Whether the certificates of the servers of dependencies must be valid.
    type: bool
    default: true
  plain_http:
    description:
      - Whether the OCI registries of dependencies are asked over HTTP.
    type: bool
    default: false
  offline:
    description:
      - Take dependencies only from the caches on the target.
    type: bool
    default: false
  sign:
    description:
      - Write a provenance file beside the archive, as C(helm package --sign) does. C(helm verify) checks charts by it,
        and so do O(chartwright.kube.chart_pull#module:verify) and its like in other modules.
    type: bool
    default: false
  key:
    description:
      - Whose key signs. The user ID of the key, a part of it that no other key has, or its fingerprint.
      - With a keyring of one secret key it can be left out.
    type: str
  keyring:
    description:
      - Path of the file with the secret key, binary or armored, such as C(gpg --export-secret-keys) writes. GnuPG's own
        C(pubring.kbx) has none.
    type: path
  passphrase:
    description:
      - What the secret key is locked with.
    type: str
  passphrase_file:
    description:
      - Path of a file whose first line is the passphrase.
    type: path
  source_date_epoch:
    description:
      - The time that all files in the archive get, in seconds since 1970, so that equal charts make equal archives.
      - Where it is not set, E(SOURCE_DATE_EPOCH) of the target counts, else the files keep their times.
    type: int
requirements:
  - PyYAML
  - urllib3 to update dependencies (comes with the Python package kubernetes)
  - pysequoia for O(sign)
"""

EXAMPLES = r"""
- name: Package a chart
  chartwright.kube.chart_package:
    path: charts/web
    destination: build
  register: package

- name: Package it for a release, the same on each machine
  chartwright.kube.chart_package:
    path: charts/web
    destination: build
    version: "{{ release_version }}"
    app_version: "{{ release_version }}"
    source_date_epoch: 1700000000

- name: Package and sign it
  chartwright.kube.chart_package:
    path: charts/web
    destination: build
    sign: true
    key: charts@example.com
    keyring: /etc/charts/signing-keys.gpg
    passphrase: "{{ signing_passphrase }}"
"""

RETURN = r"""
archive:
  description: The path of the archive.
  type: str
  returned: success
  sample: /srv/build/web-1.2.3.tgz
name:
  description: The name of the chart.
  type: str
  returned: success
version:
  description: The version of the packaged chart.
  type: str
  returned: success
app_version:
  description: The version of the application in it.
  type: str
  returned: success
digest:
  description: The SHA-256 of the archive in hexadecimal.
  type: str
  returned: success
provenance:
  description: The path of the provenance file; empty without O(sign).
  type: str
  returned: success
  sample: /srv/build/web-1.2.3.tgz.prov
signature:
  description: Whose key signs; null without O(sign).
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
      description: The digest of the archive.
      type: str
      returned: success
files:
  description: The paths in the archive, in its order.
  type: list
  elements: str
  returned: success
  sample: [web/Chart.yaml, web/values.yaml, web/templates/deployment.yaml]
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import REPO_CREDENTIALS, Spec, merged
from ansible_collections.chartwright.kube.plugins.module_utils._module.packages import chart_package
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    own: Spec = {
        "path": {"type": "path", "required": True, "aliases": ["chart"]},
        "destination": {"type": "path", "required": True},
        "version": {"type": "str"},
        "app_version": {"type": "str"},
        "dependency_update": {"type": "bool", "default": False, "aliases": ["dep_up"]},
        "repo_ca_cert": {"type": "path"},
        "repo_validate_certs": {"type": "bool", "default": True},
        "plain_http": {"type": "bool", "default": False},
        "offline": {"type": "bool", "default": False},
        "sign": {"type": "bool", "default": False},
        "key": {"type": "str", "no_log": False},
        "keyring": {"type": "path", "no_log": False},
        "passphrase": {"type": "str", "no_log": True},
        "passphrase_file": {"type": "path", "no_log": False},
        "source_date_epoch": {"type": "int"},
    }
    run(
        chart_package,
        argument_spec=merged(REPO_CREDENTIALS, own),
        required_if=[("sign", True, ["keyring"])],
        mutually_exclusive=[("passphrase", "passphrase_file")],
    )


if __name__ == "__main__":
    main()
