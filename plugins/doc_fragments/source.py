# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which chart; the twin of SOURCE in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  chart:
    description:
      - The chart. A folder or a C(.tgz) file, C(repository/name) of a declared repository, a URL of a C(.tgz) file,
        C(oci://host/path/name) in an OCI registry, also with C(:version), C(@sha256:digest) or both, or the name of a
        chart in the repository at O(repo_url).
      - A folder or file of that name wins unless O(repo_url) is set.
    type: str
    aliases: [chart_ref]
  version:
    description:
      - Version of the chart, or a constraint such as V(~1.2). The newest stable version where it is not set.
      - Counts for charts of repositories only.
    type: str
    aliases: [chart_version]
  repo_url:
    description:
      - URL of the repository that holds O(chart). It need not be declared.
      - Also C(oci://host/path), the folder of O(chart) in an OCI registry.
    type: str
    aliases: [chart_repo_url]
  repo_username:
    description:
      - User's name at the repository, registry or server that holds O(chart). A declared repository that has a user
        of its own keeps to that.
      - For registries the credentials that M(chartwright.kube.chart_registry_login), C(helm registry login) or
        C(docker login) have kept are used without it.
      - The charts of dependencies get them on the same server only, see O(repo_credentials) for others.
    type: str
  repo_password:
    description:
      - Password to O(repo_username).
    type: str
  repo_token:
    description:
      - A bearer token for the repository, registry or server that holds O(chart), in place of user and password.
    type: str
  pass_credentials:
    description:
      - Send the credentials also to other servers than that of O(repo_url), where its index names charts there.
      - They never follow a redirect to another server.
    type: bool
    default: false
  repo_ca_cert:
    description:
      - Path of a PEM file with the certificate authorities to trust for O(repo_url) or the chart's URL.
    type: path
    aliases: [chart_ca_cert]
  repo_client_cert:
    description:
      - Path of a PEM file with a client certificate.
    type: path
    aliases: [chart_ssl_cert_file]
  repo_client_key:
    description:
      - Path of a PEM file with the key of O(repo_client_cert).
    type: path
    aliases: [chart_ssl_key_file]
  repo_validate_certs:
    description:
      - Whether the certificate of the repository's server must be valid.
    type: bool
    default: true
  insecure_skip_tls_verify:
    description:
      - The inverse of O(repo_validate_certs), as in C(kubernetes.core).
    type: bool
    aliases: [skip_tls_certs_check, insecure_registry]
  plain_http:
    description:
      - Speak HTTP instead of HTTPS to the registry of a chart named as C(oci://...). For a repository write C(http://)
        in O(repo_url).
    type: bool
    default: false
  update_repo_cache:
    description:
      - Fetch the index of a declared repository first, if it has changed on the server. Other repositories are left
        alone, and M(chartwright.kube.chart_repo) with O(chartwright.kube.chart_repo#module:state=refreshed) does the
        same for several tasks at once.
    type: bool
    default: false
  digest:
    description:
      - SHA-256 of the chart's archive, in hexadecimal, with or without C(sha256:). Another archive is refused, and so
        is a folder, which has none.
      - For a chart in a registry also that of its manifest, which C(helm push) prints.
      - C(@sha256:...) at the end of O(chart) says the same.
    type: str
  verify:
    description:
      - Fail unless the chart has a provenance file that is signed by a key in O(keyring) and names this archive. It
        stands beside the archive, as C(NAME.tgz.prov), or in the manifest of a registry.
      - The charts that O(dependency_update) fetches must be signed, too. A folder cannot be verified.
    type: bool
    default: false
    aliases: [verify_chart]
  keyring:
    description:
      - Path of the file with the public keys to trust, binary, armored, or a keybox of GnuPG.
      - By default C(pubring.gpg) or C(pubring.kbx) in E(GNUPGHOME) or C(~/.gnupg), as for helm.
    type: path
    aliases: [verify_chart_keyring]
  dependency_update:
    description:
      - Fetch the charts that O(chart) declares as dependencies and does not hold, each in the version of its lock file,
        or in the newest that is allowed where the lock file does not fit. They are kept in the cache; nothing is
        written beside the chart.
      - To update the folder of a chart itself, use M(chartwright.kube.chart_dependency).
    type: bool
    default: false
    aliases: [dep_up]
  offline:
    description:
      - Take indexes, charts and provenance files only from the caches on the target, which earlier runs have filled.
    type: bool
    default: false
  remote_src:
    description:
      - Whether O(chart), O(keyring), and the values files of modules that take them, are those of the target.
      - With V(false) they are taken from the controller, found as M(ansible.builtin.template) finds its source, and
        files encrypted by Ansible Vault are decrypted.
    type: bool
    default: true
"""
