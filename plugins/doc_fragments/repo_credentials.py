# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials for several servers; the twin of REPO_CREDENTIALS in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  repo_credentials:
    description:
      - Credentials and certificates for repositories and registries by their URLs, such as those of dependencies that
        no declaration and no login covers.
      - They go to the server of their O(repo_credentials[].url) and to no other. Nothing is kept on the target.
    type: list
    elements: dict
    default: []
    suboptions:
      url:
        description:
          - URL of a repository or C(oci://host/path) of a registry. Counts for all URLs below it; the longest one that
            fits counts.
        type: str
        required: true
      username:
        description:
          - User's name at the server.
        type: str
      password:
        description:
          - Password to O(repo_credentials[].username).
        type: str
      token:
        description:
          - A bearer token, in place of user and password.
        type: str
      ca_cert:
        description:
          - Path of a PEM file with the certificate authorities to trust.
        type: path
      client_cert:
        description:
          - Path of a PEM file with a client certificate.
        type: path
      client_key:
        description:
          - Path of a PEM file with the key of O(repo_credentials[].client_cert).
        type: path
      validate_certs:
        description:
          - Whether the certificate of the server must be valid.
        type: bool
        default: true
      plain_http:
        description:
          - Whether a registry is asked over HTTP.
        type: bool
        default: false
"""
