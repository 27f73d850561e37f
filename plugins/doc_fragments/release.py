# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which release; the twin of RELEASE in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  name:
    description:
      - Name of the release.
    type: str
    required: true
    aliases: [release_name]
  namespace:
    description:
      - Namespace of the release. Its records stand there, and so do its objects that name no other.
      - Where it is not set, the kubeconfig's namespace counts, else V(default).
    type: str
    aliases: [release_namespace]
  storage:
    description:
      - Where the release's records are kept, as the helm command's E(HELM_DRIVER) says.
    type: str
    choices: [secret, configmap]
    default: secret
"""
