#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_registry_login
version_added: 0.1.0
short_description: Declare credentials of OCI registries
description:
  - Keeps or removes the credentials of an OCI registry on the target, where C(helm registry login) keeps them, so that
    our modules and a helm command of the same user log in with them.
  - New credentials are tried out before they are kept; wrong ones fail and change nothing.
  - The file is found as helm finds it, by E(HELM_REGISTRY_CONFIG), E(HELM_CONFIG_HOME) and E(XDG_CONFIG_HOME). If it
    names a credential helper or a store of docker's kind for the registry, the credentials are kept there.
  - To leave nothing on the target, give the credentials to the task that needs them instead, as C(repo_username) and
    C(repo_password).
seealso:
  - module: chartwright.kube.chart_pull
  - module: chartwright.kube.chart_push
  - module: chartwright.kube.chart_release
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
    details:
      - The credentials are tried out and not kept.
  diff_mode:
    support: full
    details:
      - The user's name before and after. A changed password shows as changed, never its value.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  host:
    description:
      - The registry, a host's name with or without a port.
    type: str
    required: true
    aliases: [registry, registry_url]
  state:
    description:
      - V(present) keeps the credentials, V(absent) removes those that are there.
    type: str
    choices: [present, absent]
    default: present
  username:
    description:
      - User's name at the registry. Required with O(state=present).
    type: str
    aliases: [repo_username]
  password:
    description:
      - Password or access token of O(username). Required with O(state=present). It is kept readable by its owner alone,
        and not encrypted unless a credential helper does that.
    type: str
    aliases: [repo_password]
  ca_cert:
    description:
      - Path of a PEM file with the certificate authorities to trust for the registry.
    type: path
    aliases: [ca_file]
  client_cert:
    description:
      - Path of a PEM file with a client certificate.
    type: path
    aliases: [cert_file]
  client_key:
    description:
      - Path of a PEM file with the key of O(client_cert).
    type: path
    aliases: [key_file]
  validate_certs:
    description:
      - Whether the certificate of the registry must be valid.
    type: bool
    default: true
  insecure:
    description:
      - The inverse of O(validate_certs), as in C(kubernetes.core).
    type: bool
  plain_http:
    description:
      - Speak HTTP instead of HTTPS to the registry. The password crosses the network readable by others then.
    type: bool
    default: false
  binary_path:
    description:
      - Refused. There is no helm binary to be run; remove the option when moving over from C(kubernetes.core).
    type: path
requirements:
  - urllib3 (comes with the Python package kubernetes)
"""

EXAMPLES = r"""
- name: Log in
  chartwright.kube.chart_registry_login:
    host: registry.example.com
    username: deployer
    password: "{{ vault_registry_password }}"

- name: Install a chart from there
  chartwright.kube.chart_release:
    name: web
    namespace: shop
    chart: oci://registry.example.com/charts/web
    version: ^1.2

- name: Log out
  chartwright.kube.chart_registry_login:
    host: registry.example.com
    state: absent
"""

RETURN = r"""
registry:
  description: The name by which the credentials are kept.
  type: str
  returned: success
  sample: registry.example.com
username:
  description: The user's name that is kept now; empty with O(state=absent).
  type: str
  returned: success
  sample: deployer
config:
  description: The path of the file.
  type: str
  returned: success
  sample: /root/.config/helm/registry/config.json
helper:
  description: The credential helper that keeps them instead of the file, without C(docker-credential-); empty for none.
  type: str
  returned: success
  sample: pass
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.arguments import deprecated
from ansible_collections.chartwright.kube.plugins.module_utils._module.logins import chart_registry_login
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    run(
        chart_registry_login,
        argument_spec={
            "host": {"type": "str", "required": True, "aliases": ["registry", "registry_url"]},
            "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
            "username": {"type": "str", "aliases": ["repo_username"]},
            "password": {"type": "str", "no_log": True, "aliases": ["repo_password"]},
            "ca_cert": {"type": "path", "aliases": ["ca_file"]},
            "client_cert": {"type": "path", "aliases": ["cert_file"]},
            "client_key": {"type": "path", "no_log": False, "aliases": ["key_file"]},
            "validate_certs": {"type": "bool", "default": True},
            "insecure": deprecated("bool"),
            "plain_http": {"type": "bool", "default": False},
            "binary_path": {"type": "path"},
        },
        required_if=[("state", "present", ["username", "password"])],
        required_together=[("client_cert", "client_key")],
    )


if __name__ == "__main__":
    main()
