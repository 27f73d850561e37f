# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of chart_release, each documented in its module; chart_releases takes them for each of its releases."""

from __future__ import annotations

import typing as t

from .arguments import (
    APPLYING,
    CLUSTER,
    DRIFT,
    INHERITED,
    POST_RENDERING,
    RELEASE,
    REPO_CREDENTIALS,
    SOURCE,
    VALUES,
    WAITING,
    Spec,
    merged,
)

_OWN: Spec = {
    "state": {
        "type": "str",
        "choices": ["present", "absent"],
        "default": "present",
        "aliases": ["release_state"],
    },
    "create_namespace": {"type": "bool", "default": False},
    "values_strategy": {"type": "str", "choices": ["reset", "reuse", "reset_then_reuse"], "default": "reset"},
    "values_from": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            "kind": {"type": "str", "choices": ["ConfigMap", "Secret"], "required": True},
            "name": {"type": "str", "required": True},
            "namespace": {"type": "str"},
            "key": {"type": "str", "default": "values.yaml", "no_log": False},
            "target_path": {"type": "str"},
            "literal": {"type": "bool", "default": False},
            "optional": {"type": "bool", "default": False},
        },
    },
    "crds": {"type": "str", "choices": ["create", "upgrade", "skip"], "default": "create"},
    "crds_force": {"type": "bool", "default": False},
    "take_ownership": {"type": "bool", "default": False},
    "on_failure": {"type": "str", "choices": ["keep", "rollback"], "default": "keep"},
    "retries": {"type": "int", "default": 0},
    "always_upgrade": {"type": "bool", "default": False},
    "drift": {"type": "str", "choices": ["ignore", "warn", "report", "correct"], "default": "ignore"},
    "release_labels": {"type": "dict", "default": {}},
    "keep_history": {"type": "bool", "default": False},
    "cascade": {"type": "str", "choices": ["background", "foreground", "orphan"], "default": "background"},
    "render_subchart_notes": {"type": "bool", "default": False},
    "return_manifest": {"type": "bool", "default": False},
}

RELEASE_SPEC: Spec = merged(
    CLUSTER, RELEASE, SOURCE, REPO_CREDENTIALS, VALUES, POST_RENDERING, WAITING, APPLYING, DRIFT, INHERITED, _OWN
)  # fmt: skip
# What holds between them, as AnsibleModule takes it.
RELEASE_RULES: dict[str, t.Any] = {"required_if": [("state", "present", ["chart"])]}

__all__ = ("RELEASE_RULES", "RELEASE_SPEC")
