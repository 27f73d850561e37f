# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a module reaches the API server; the twin of CLUSTER in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  kubeconfig:
    description:
      - Path of a kubeconfig file, or its contents as a dictionary.
      - A path is looked up on the controller first, next to the playbook and in the role's C(files) folder, then on
        the target.
      - Where it is not set, the environment variable E(KUBECONFIG) of the target counts, then V(~/.kube/config) there.
      - What is named and cannot be read is an error; nothing else is tried instead.
      - Can also be set by the environment variable E(K8S_AUTH_KUBECONFIG).
    type: raw
    aliases: [kubeconfig_path]
  context:
    description:
      - Name of a context in the kubeconfig. The current context counts where it is not set.
      - Can also be set by the environment variable E(K8S_AUTH_CONTEXT).
    type: str
    aliases: [kube_context]
  host:
    description:
      - URL of the API server. Replaces the one of the kubeconfig.
      - Can also be set by the environment variable E(K8S_AUTH_HOST).
    type: str
  api_key:
    description:
      - Bearer token.
      - Can also be set by the environment variable E(K8S_AUTH_API_KEY).
    type: str
  username:
    description:
      - User name for basic authentication.
      - Can also be set by the environment variable E(K8S_AUTH_USERNAME).
    type: str
  password:
    description:
      - Password for basic authentication.
      - Can also be set by the environment variable E(K8S_AUTH_PASSWORD).
    type: str
  validate_certs:
    description:
      - Whether the API server's certificate is checked. Where it is not set, the kubeconfig decides.
      - Can also be set by the environment variable E(K8S_AUTH_VERIFY_SSL).
    type: bool
    aliases: [verify_ssl]
  ca_cert:
    description:
      - Path on the target of the certificate authorities that the API server's certificate is checked against.
      - Can also be set by the environment variable E(K8S_AUTH_SSL_CA_CERT).
    type: path
    aliases: [ssl_ca_cert]
  client_cert:
    description:
      - Path on the target of a client certificate.
      - Can also be set by the environment variable E(K8S_AUTH_CERT_FILE).
    type: path
    aliases: [cert_file]
  client_key:
    description:
      - Path on the target of the client certificate's key.
      - Can also be set by the environment variable E(K8S_AUTH_KEY_FILE).
    type: path
    aliases: [key_file]
  tls_server_name:
    description:
      - Name that the API server's certificate must bear, where it is not that of O(host).
    type: str
  proxy:
    description:
      - URL of an HTTP proxy.
      - Can also be set by the environment variable E(K8S_AUTH_PROXY).
    type: str
  no_proxy:
    description:
      - Hosts, domains, addresses and networks that are reached without the proxy, separated by commas.
      - Can also be set by the environment variable E(K8S_AUTH_NO_PROXY).
    type: str
  proxy_headers:
    description:
      - Headers for the proxy.
    type: dict
    suboptions:
      proxy_basic_auth:
        description:
          - User and password for the proxy, separated by a colon.
          - Can also be set by the environment variable E(K8S_AUTH_PROXY_HEADERS_PROXY_BASIC_AUTH).
        type: str
      basic_auth:
        description:
          - User and password, separated by a colon.
          - Can also be set by the environment variable E(K8S_AUTH_PROXY_HEADERS_BASIC_AUTH).
        type: str
      user_agent:
        description:
          - User agent, such as C(foo/1.0).
          - Can also be set by the environment variable E(K8S_AUTH_PROXY_HEADERS_USER_AGENT).
        type: str
  persist_config:
    description:
      - Whether refreshed tokens are written to the kubeconfig.
      - Can also be set by the environment variable E(K8S_AUTH_PERSIST_CONFIG).
    type: bool
  impersonate_user:
    description:
      - User to act as.
      - Can also be set by the environment variable E(K8S_AUTH_IMPERSONATE_USER).
    type: str
  impersonate_groups:
    description:
      - Groups to act as.
      - Can also be set by the environment variable E(K8S_AUTH_IMPERSONATE_GROUPS).
    type: list
    elements: str
  binary_path:
    description:
      - Refused. There is no helm binary to be run; remove the option when moving over from C(kubernetes.core).
    type: path
requirements:
  - kubernetes >= 24.2.0 (Python package)
"""
