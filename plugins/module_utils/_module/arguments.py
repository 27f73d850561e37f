# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options that several modules share, each table once; its twin in doc_fragments/ has the words for it.

A test compares the two. Names, types and environment variables of the connection are those of kubernetes.core.k8s; its
Helm modules' names are aliases where they mean the same, and deprecated options where they are the inverse of ours.
"""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import env_fallback

Spec = dict[str, dict[str, t.Any]]

_COLLECTION = "chartwright.kube"
_REMOVED_IN = "2.0.0"


def _env(*names: str) -> tuple[t.Any, list[str]]:
    return (env_fallback, ["K8S_AUTH_" + name for name in names])


def deprecated(kind: str, **more: t.Any) -> dict[str, t.Any]:
    """An option that another one replaces, as its description says."""
    return {"type": kind, "removed_in_version": _REMOVED_IN, "removed_from_collection": _COLLECTION, **more}


# doc_fragments/cluster.py
CLUSTER: Spec = {
    "kubeconfig": {"type": "raw", "aliases": ["kubeconfig_path"], "fallback": _env("KUBECONFIG")},
    "context": {"type": "str", "aliases": ["kube_context"], "fallback": _env("CONTEXT")},
    "host": {"type": "str", "fallback": _env("HOST")},
    "api_key": {"type": "str", "no_log": True, "fallback": _env("API_KEY")},
    "username": {"type": "str", "fallback": _env("USERNAME")},
    "password": {"type": "str", "no_log": True, "fallback": _env("PASSWORD")},
    "validate_certs": {"type": "bool", "aliases": ["verify_ssl"], "fallback": _env("VERIFY_SSL")},
    "ca_cert": {"type": "path", "aliases": ["ssl_ca_cert"], "fallback": _env("SSL_CA_CERT")},
    "client_cert": {"type": "path", "aliases": ["cert_file"], "fallback": _env("CERT_FILE")},
    "client_key": {"type": "path", "aliases": ["key_file"], "no_log": False, "fallback": _env("KEY_FILE")},
    "tls_server_name": {"type": "str"},
    "proxy": {"type": "str", "fallback": _env("PROXY")},
    "no_proxy": {"type": "str", "fallback": _env("NO_PROXY")},
    "proxy_headers": {
        "type": "dict",
        "options": {
            "proxy_basic_auth": {"type": "str", "no_log": True, "fallback": _env("PROXY_HEADERS_PROXY_BASIC_AUTH")},
            "basic_auth": {"type": "str", "no_log": True, "fallback": _env("PROXY_HEADERS_BASIC_AUTH")},
            "user_agent": {"type": "str", "fallback": _env("PROXY_HEADERS_USER_AGENT")},
        },
    },
    "persist_config": {"type": "bool", "fallback": _env("PERSIST_CONFIG")},
    "impersonate_user": {"type": "str", "fallback": _env("IMPERSONATE_USER")},
    "impersonate_groups": {"type": "list", "elements": "str", "fallback": _env("IMPERSONATE_GROUPS")},
    "binary_path": {"type": "path"},
}

# doc_fragments/release.py
RELEASE: Spec = {
    "name": {"type": "str", "required": True, "aliases": ["release_name"]},
    "namespace": {"type": "str", "aliases": ["release_namespace"]},
    "storage": {"type": "str", "choices": ["secret", "configmap"], "default": "secret"},
}

# doc_fragments/repo_credentials.py
REPO_CREDENTIALS: Spec = {
    "repo_credentials": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "no_log": False,
        "options": {
            "url": {"type": "str", "required": True},
            "username": {"type": "str"},
            "password": {"type": "str", "no_log": True},
            "token": {"type": "str", "no_log": True},
            "ca_cert": {"type": "path"},
            "client_cert": {"type": "path"},
            "client_key": {"type": "path", "no_log": False},
            "validate_certs": {"type": "bool", "default": True},
            "plain_http": {"type": "bool", "default": False},
        },
    },
}

# doc_fragments/source.py
SOURCE: Spec = {
    "chart": {"type": "str", "aliases": ["chart_ref"]},
    "version": {"type": "str", "aliases": ["chart_version"]},
    "repo_url": {"type": "str", "aliases": ["chart_repo_url"]},
    "repo_username": {"type": "str"},
    "repo_password": {"type": "str", "no_log": True},
    "repo_token": {"type": "str", "no_log": True},
    "pass_credentials": {"type": "bool", "default": False, "no_log": False},
    "repo_ca_cert": {"type": "path", "aliases": ["chart_ca_cert"]},
    "repo_client_cert": {"type": "path", "aliases": ["chart_ssl_cert_file"]},
    "repo_client_key": {"type": "path", "no_log": False, "aliases": ["chart_ssl_key_file"]},
    "repo_validate_certs": {"type": "bool", "default": True},
    "insecure_skip_tls_verify": deprecated("bool", aliases=["skip_tls_certs_check", "insecure_registry"]),
    "plain_http": {"type": "bool", "default": False},
    "update_repo_cache": {"type": "bool", "default": False},
    "digest": {"type": "str"},
    "verify": {"type": "bool", "default": False, "aliases": ["verify_chart"]},
    "keyring": {"type": "path", "aliases": ["verify_chart_keyring"], "no_log": False},
    "dependency_update": {"type": "bool", "default": False, "aliases": ["dep_up"]},
    "offline": {"type": "bool", "default": False},
    "remote_src": {"type": "bool", "default": True},
}

# doc_fragments/values.py
VALUES: Spec = {
    "values": {"type": "dict", "default": {}, "aliases": ["release_values"]},
    "secret_values": {"type": "dict", "default": {}, "no_log": True},
    "values_files": {"type": "list", "elements": "str", "default": []},
    "set_values": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            "value": {"type": "str", "required": True},
            "value_type": {
                "type": "str",
                "choices": ["raw", "string", "json", "file", "literal"],
                "default": "raw",
            },
        },
    },
    "skip_schema_validation": {"type": "bool", "default": False},
    "enable_dns": {"type": "bool", "default": False},
}

_OBJECTS: dict[str, t.Any] = {
    "type": "dict",
    "options": {
        "group": {"type": "str"},
        "version": {"type": "str"},
        "kind": {"type": "str"},
        "name": {"type": "str"},
        "namespace": {"type": "str"},
        "label_selector": {"type": "str", "aliases": ["labelSelector"]},
        "annotation_selector": {"type": "str", "aliases": ["annotationSelector"]},
    },
}

# doc_fragments/post_rendering.py
POST_RENDERING: Spec = {
    "patches": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            "target": _OBJECTS,
            "patch": {"type": "raw", "required": True},
            "allow_no_match": {"type": "bool", "default": False},
        },
    },
    "images": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            "name": {"type": "str", "required": True},
            "new_name": {"type": "str", "aliases": ["newName"]},
            "new_tag": {"type": "str", "aliases": ["newTag"]},
            "digest": {"type": "str"},
        },
    },
    "common_labels": {"type": "dict", "default": {}},
    "common_annotations": {"type": "dict", "default": {}},
    "post_renderer": {"type": "list", "elements": "str", "default": []},
    "post_render_strategy": {
        "type": "str",
        "choices": ["combined", "separate", "nohooks"],
        "default": "combined",
    },
}

# doc_fragments/drift.py
DRIFT: Spec = {
    "drift_ignore": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            "target": _OBJECTS,
            "paths": {"type": "list", "elements": "str", "default": []},
        },
    },
}

# doc_fragments/waiting.py
WAITING: Spec = {
    "wait": {"type": "bool", "default": False},
    "wait_strategy": {"type": "str", "choices": ["hook_only", "watcher", "legacy"]},
    "wait_for_jobs": {"type": "bool", "default": False},
    "wait_for": {
        "type": "dict",
        "options": {
            "kinds": {"type": "list", "elements": "str", "default": []},
            "exclude": {"type": "list", "elements": "str", "default": []},
        },
    },
    "ready_when": {
        "type": "list",
        "elements": "dict",
        "default": [],
        "options": {
            "kind": {"type": "str", "required": True},
            "api_version": {"type": "str"},
            "name": {"type": "str"},
            "condition": {"type": "str"},
            "path": {"type": "str"},
            "value": {"type": "raw"},
        },
        "mutually_exclusive": [("condition", "path")],
        "required_one_of": [("condition", "path")],
        "required_by": {"value": "path"},
    },
    "timeout": {"type": "str", "default": "5m", "aliases": ["wait_timeout"]},
    "fail_fast": {"type": "bool", "default": False},
    "hooks": {"type": "bool", "default": True},
    "disable_hook": deprecated("bool"),
}

# doc_fragments/applying.py
APPLYING: Spec = {
    "server_side": {"type": "str", "choices": ["auto", "true", "false"], "default": "auto"},
    "force_conflicts": {"type": "bool", "default": False},
    "force_replace": {"type": "bool", "default": False},
    "cleanup_on_fail": {"type": "bool", "default": False},
    "history_max": {"type": "int", "default": 10},
    "description": {"type": "str"},
    "on_pending": {"type": "str", "choices": ["wait", "recover", "fail"], "default": "wait"},
}


# Options of kubernetes.core.helm that chart_release documents as replaced.
INHERITED: Spec = {
    name: deprecated("bool")
    for name in (
        "purge", "skip_crds", "atomic", "reset_values", "reuse_values", "reset_then_reuse_values", "replace", "force",
    )
}  # fmt: skip


def merged(*tables: Spec) -> Spec:
    """One spec of several tables."""
    spec: Spec = {}
    for table in tables:
        spec.update(table)
    return spec


__all__ = (
    "APPLYING", "CLUSTER", "DRIFT", "INHERITED", "POST_RENDERING", "RELEASE", "REPO_CREDENTIALS", "SOURCE", "VALUES",
    "WAITING", "Spec", "deprecated", "merged",
)  # fmt: skip
