# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of chart_repo, each documented in its module; chart_releases takes them for each of its repositories."""

from __future__ import annotations

import typing as t

from .arguments import Spec

REPOSITORY_SPEC: Spec = {
    "name": {"type": "str", "required": True, "aliases": ["repo_name"]},
    "url": {"type": "str", "aliases": ["repo_url"]},
    "state": {
        "type": "str",
        "choices": ["present", "absent", "refreshed"],
        "default": "present",
        "aliases": ["repo_state"],
    },
    "username": {"type": "str", "aliases": ["repo_username"]},
    "password": {"type": "str", "no_log": True, "aliases": ["repo_password"]},
    "token": {"type": "str", "no_log": True, "aliases": ["repo_token"]},
    "pass_credentials": {"type": "bool", "default": False, "no_log": False},
    "ca_cert": {"type": "path"},
    "client_cert": {"type": "path"},
    "client_key": {"type": "path", "no_log": False},
    "validate_certs": {"type": "bool", "default": True},
    "force_update": {"type": "bool"},
}
# What holds between them, as AnsibleModule takes it.
REPOSITORY_RULES: dict[str, t.Any] = {
    "required_if": [("state", "present", ["url"])],
    "required_together": [("client_cert", "client_key")],
}

__all__ = ("REPOSITORY_RULES", "REPOSITORY_SPEC")
