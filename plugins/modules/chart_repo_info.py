#!/usr/bin/python
# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: chart_repo_info
version_added: 0.1.0
short_description: List declared chart repositories
description:
  - Lists the chart repositories that are declared on the target in helm's own C(repositories.yaml), as
    C(helm repo list) does, and what is known of their cached indexes.
  - The files are found as helm finds them, by E(HELM_REPOSITORY_CONFIG), E(HELM_REPOSITORY_CACHE),
    E(HELM_CONFIG_HOME), E(HELM_CACHE_HOME) and the XDG variables.
  - It reads only, and asks no server.
seealso:
  - module: chartwright.kube.chart_repo
  - module: chartwright.kube.chart_search_info
author:
  - chartwright.kube contributors (@chartwright)
extends_documentation_fragment:
  - chartwright.kube.attributes
  - chartwright.kube.attributes.reads
attributes:
  action_group:
    support: full
    membership: [chartwright.kube.chart_source]
options:
  name:
    description:
      - Only the repository of this name.
    type: str
    aliases: [repo_name]
requirements:
  - PyYAML
"""

EXAMPLES = r"""
- name: List the declared repositories
  chartwright.kube.chart_repo_info:
  register: declared

- name: Refresh all of them
  chartwright.kube.chart_repo:
    name: "{{ item.name }}"
    state: refreshed
  loop: "{{ declared.repositories }}"

- name: See whether one is declared
  chartwright.kube.chart_repo_info:
    name: ingress-nginx
  register: nginx
  failed_when: not nginx.exists
"""

RETURN = r"""
exists:
  description: Whether there is any repository, or the named one.
  returned: success
  type: bool
config_file:
  description: The file of the declarations.
  returned: success
  type: str
  sample: /home/deployer/.config/helm/repositories.yaml
repositories:
  description: The declared repositories in the order of the file, without passwords.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: The name by which charts are referred to.
      returned: success
      type: str
    url:
      description: The URL of the repository.
      returned: success
      type: str
    username:
      description: The user's name for basic authentication.
      returned: success
      type: str
    ca_cert:
      description: The file of certificate authorities.
      returned: success
      type: str
    client_cert:
      description: The file of the client certificate.
      returned: success
      type: str
    client_key:
      description: The file of the client certificate's key.
      returned: success
      type: str
    validate_certs:
      description: Whether the server's certificate must be valid.
      returned: success
      type: bool
    pass_credentials:
      description: Whether the credentials are sent to other servers too.
      returned: success
      type: bool
    index:
      description: The cached index; null where there is none that can be used.
      returned: success
      type: dict
      contains:
        path:
          description: Its file.
          returned: success
          type: str
        charts:
          description: How many charts it lists.
          returned: success
          type: int
        generated:
          description: When the server wrote it, as it says itself.
          returned: success
          type: str
          sample: "2026-11-20T08:00:00Z"
        fetched:
          description: When its content was fetched last.
          returned: success
          type: str
          sample: "2026-11-21T08:00:00Z"
"""

from ansible_collections.chartwright.kube.plugins.module_utils._module.repositories import chart_repo_info
from ansible_collections.chartwright.kube.plugins.module_utils._module.run import run


def main() -> None:
    run(chart_repo_info, argument_spec={"name": {"type": "str", "aliases": ["repo_name"]}})


if __name__ == "__main__":
    main()
