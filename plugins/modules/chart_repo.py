#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_repo
short_description: Declare chart repositories
version_added: 0.1.0
author:
  - chartwright.kube contributors (@chartwright)
description:
  - Declares, refreshes and removes chart repositories on the target, without a helm binary.
  - The declaration stands in helm's own C(repositories.yaml), and the index in helm's own cache, so a helm command of
    the same user sees the same repositories.
  - The files are found as helm finds them, by E(HELM_REPOSITORY_CONFIG), E(HELM_REPOSITORY_CACHE),
    E(HELM_CONFIG_HOME), E(HELM_CACHE_HOME) and the XDG variables.
  - Only the named repository is fetched, and an index that has not changed on the server is not sent again.
extends_documentation_fragment:
  - chartwright.kube.attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - The declaration before and after. A changed password shows as changed, never its value.
      - The versions that the index lists, before and after, where it has changed.
  idempotent:
    support: full
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  name:
    description:
      - The name by which charts are referred to, as in C(name/chart).
    type: str
    required: true
    aliases: [repo_name]
  url:
    description:
      - The URL of the repository, the folder of its C(index.yaml).
      - Required with O(state=present). With O(state=refreshed) and no URL the declaration stays as it is.
      - A URL that differs from the declared one is a change, not an error.
    type: str
    aliases: [repo_url]
  state:
    description:
      - V(present) declares the repository; the index is fetched if the declaration is new or changed.
      - V(refreshed) also fetches the index if it has changed on the server.
      - V(absent) removes the declaration and the cached index.
    type: str
    choices: [present, absent, refreshed]
    default: present
    aliases: [repo_state]
  username:
    description:
      - The user's name for basic authentication.
    type: str
    aliases: [repo_username]
  password:
    description:
      - The password for basic authentication. It is kept in C(repositories.yaml), which only its owner can read.
    type: str
    aliases: [repo_password]
  token:
    description:
      - A bearer token for the repository, in place of user and password. It is used to fetch the index, and kept
        nowhere, since C(repositories.yaml) has no place for it. Wherever a chart of the repository is named, give it as
        O(chartwright.kube.chart_pull#module:repo_token).
    type: str
    aliases: [repo_token]
  pass_credentials:
    description:
      - Send the credentials also to other servers than that of O(url), when the index names charts there.
    type: bool
    default: false
  ca_cert:
    description:
      - The path of a PEM file with the certificate authorities to trust for this repository.
    type: path
  client_cert:
    description:
      - The path of a PEM file with the client certificate.
    type: path
  client_key:
    description:
      - The path of a PEM file with the client certificate's key.
    type: path
  validate_certs:
    description:
      - Whether the server's certificate must be valid.
    type: bool
    default: true
  force_update:
    description:
      - Accepted for playbooks written for C(kubernetes.core.helm_repository). It has no effect, since a difference is
        always brought in line.
    type: bool
seealso:
  - module: chartwright.kube.chart_release
  - module: chartwright.kube.chart_info
  - module: chartwright.kube.chart_repo_info
  - module: chartwright.kube.chart_search_info
requirements:
  - PyYAML
  - urllib3 (comes with the Python package kubernetes)
"""

EXAMPLES = r"""
- name: Declare a repository
  chartwright.kube.chart_repo:
    name: ingress-nginx
    url: https://kubernetes.github.io/ingress-nginx

- name: Declare it and take what is new on the server
  chartwright.kube.chart_repo:
    name: ingress-nginx
    url: https://kubernetes.github.io/ingress-nginx
    state: refreshed

- name: Take what is new in a repository that is declared already
  chartwright.kube.chart_repo:
    name: ingress-nginx
    state: refreshed

- name: Declare a private repository
  chartwright.kube.chart_repo:
    name: internal
    url: https://charts.example.com/stable
    username: deployer
    password: "{{ vault_charts_password }}"
    ca_cert: /etc/ssl/certs/internal-ca.pem

- name: Remove a repository
  chartwright.kube.chart_repo:
    name: internal
    state: absent
"""

RETURN = r"""
repository:
  description: The declaration, without its password; null where there is none now.
  returned: success
  type: dict
  sample:
    name: ingress-nginx
    url: https://kubernetes.github.io/ingress-nginx
    username: ""
    ca_cert: ""
    client_cert: ""
    client_key: ""
    validate_certs: true
    pass_credentials: false
index:
  description: What was done about the index.
  returned: success
  type: dict
  contains:
    fetched:
      description: Whether the server was asked.
      type: bool
      returned: success
    changed:
      description: Whether the server's index differs from the cached one.
      type: bool
      returned: success
    charts:
      description: How many charts the index lists.
      type: int
      returned: when the server was asked
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.repositories import chart_repo
from ansible_collections.chartwright.kube.plugins.module_utils._module.repository_options import (
    REPOSITORY_RULES,
    REPOSITORY_SPEC,
)
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    run(chart_repo, argument_spec=REPOSITORY_SPEC, **REPOSITORY_RULES)


if __name__ == "__main__":
    main()
