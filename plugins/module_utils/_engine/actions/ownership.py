# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""To whom an object belongs: the label and annotations by which helm knows its own (follows pkg/action/validate.go)."""

from __future__ import annotations

import typing as t

from ..manifest.objects import ObjectRef

JSON = dict[str, t.Any]

_LABEL = "app.kubernetes.io/managed-by"
_HELM = "Helm"
_NAME = "meta.helm.sh/release-name"
_NAMESPACE = "meta.helm.sh/release-namespace"
_POLICY = "helm.sh/resource-policy"


def stamped(body: JSON, *, name: str, namespace: str) -> JSON:
    """A copy of an object that says it belongs to the release."""
    metadata = dict(body.get("metadata") or {})
    metadata["labels"] = {**(metadata.get("labels") or {}), _LABEL: _HELM}
    metadata["annotations"] = {**(metadata.get("annotations") or {}), _NAME: name, _NAMESPACE: namespace}
    return {**body, "metadata": metadata}


def ownership_error(live: JSON, *, name: str, namespace: str) -> str:
    """Why a live object does not belong to the release, in helm's words; empty where it does."""
    metadata = live.get("metadata") or {}
    labels = metadata.get("labels") or {}
    annotations = metadata.get("annotations") or {}
    errors = [
        "%s validation error: %s" % (what, error)
        for what, found, key, value in (
            ("label", labels, _LABEL, _HELM),
            ("annotation", annotations, _NAME, name),
            ("annotation", annotations, _NAMESPACE, namespace),
        )
        if (error := _required(found, key, value))
    ]
    return "invalid ownership metadata; " + "; ".join(errors) if errors else ""


def other_owner(live: JSON, *, name: str, namespace: str) -> str:
    """The release that a live object says it belongs to, as ``namespace/name``; empty: none, or this one."""
    annotations = _annotations(live)
    owner = (annotations.get(_NAMESPACE, namespace), annotations.get(_NAME, name))
    return "" if owner == (namespace, name) else "%s/%s" % owner


def _required(found: t.Mapping[str, str], key: str, value: str) -> str:
    if key not in found:
        return 'missing key "%s": must be set to "%s"' % (key, value)
    if found[key] != value:
        return 'key "%s" must equal "%s": current value is "%s"' % (key, value, found[key])
    return ""


def described(ref: ObjectRef) -> str:
    """An object as helm names it in the errors of adoption."""
    return '%s "%s" in namespace "%s"' % (ref.kind, ref.name, ref.namespace)


def live_keeps(live: JSON) -> bool:
    """Whether a live object asks to outlive its place in the manifest (an upgrade reads the word exactly)."""
    return bool(_annotations(live).get(_POLICY) == "keep")


def stored_policy(body: JSON) -> str:
    """The resource policy of an object in a stored manifest as an uninstallation reads it; empty: none."""
    policy = _annotations(body).get(_POLICY)
    return str(policy).strip().lower() if policy is not None else ""


def _annotations(body: JSON) -> JSON:
    return (body.get("metadata") or {}).get("annotations") or {}


__all__ = ("described", "live_keeps", "other_owner", "ownership_error", "stamped", "stored_policy")
