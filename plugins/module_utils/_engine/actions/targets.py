# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects that a manifest asks for: read, lists opened, namespaces filled in (Client.Build of pkg/kube)."""

from __future__ import annotations

import typing as t

from ..errors import ClusterError, ManifestError
from ..gotmpl.functions import GoError
from ..goyaml.load import load_exact
from ..manifest.objects import ObjectRef
from ..manifest.split import split_manifests
from .kinds import NO_MATCH, Kinds

JSON = dict[str, t.Any]

_WHOLE = 2**63


class Target(t.NamedTuple):
    """One wanted object; ``body`` is its JSON as the manifest says it."""

    ref: ObjectRef
    body: JSON

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What must be equal for an object to be the same one: group, kind, namespace and name, of any version."""
        return (self.ref.group, self.ref.kind, self.ref.namespace, self.ref.name)


def read_objects(text: str) -> list[JSON]:
    """The objects of a manifest in its order; what is empty is left out, a list gives its items."""
    objects: list[JSON] = []
    for document in split_manifests(text):
        try:
            loaded = load_exact(document)
        except GoError as error:
            raise ManifestError(str(error)) from error
        if loaded is None:
            continue
        if not isinstance(loaded, dict):
            raise ManifestError("a document of the manifest is no object, but: %.80s" % document.strip())
        objects.extend(_flat(_json_numbers(loaded)))
    return objects


def _flat(body: JSON) -> t.Iterator[JSON]:
    items = body.get("items")
    if str(body.get("kind", "")).endswith("List") and isinstance(items, list):
        for item in items:
            if isinstance(item, dict):
                yield from _flat(item)
    elif body:
        yield body


def _json_numbers(value: t.Any) -> t.Any:
    """Numbers as the API server reads them: what is whole and fits in 64 bits is an integer, all else a float."""
    if isinstance(value, dict):
        return {key: _json_numbers(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_json_numbers(child) for child in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and not -_WHOLE <= value < _WHOLE:
        return float(value)
    return value


def build(text: str, *, kinds: Kinds, namespace: str) -> list[Target]:
    """The objects of a manifest, each known to the API server; ManifestError names all that are not.

    ``namespace`` goes to the namespaced ones that name none.
    """
    targets: list[Target] = []
    errors: list[str] = []
    for body in read_objects(text):
        try:
            targets.append(target_of(body, kinds=kinds, namespace=namespace))
        except ClusterError as error:
            if error.reason != NO_MATCH:
                raise
            errors.append(_unmapped(body))
    if errors:
        raise ManifestError(errors[0] if len(errors) == 1 else "[%s]" % ", ".join(errors))
    return targets


def build_known(text: str, *, kinds: Kinds, namespace: str) -> tuple[list[Target], list[str]]:
    """As ``build``, for a manifest of the past: kinds that are served no longer come back as names, not as an error."""
    targets: list[Target] = []
    gone: list[str] = []
    for body in read_objects(text):
        api_version, kind = str(body.get("apiVersion", "")), str(body.get("kind", ""))
        if kinds.find(api_version, kind) is None:
            gone.append("%s %s %s" % (api_version, kind, (body.get("metadata") or {}).get("name", "")))
        else:
            targets.append(target_of(body, kinds=kinds, namespace=namespace))
    return targets, gone


def target_of(body: JSON, *, kinds: Kinds, namespace: str) -> Target:
    """One object with its name in the cluster."""
    api_version, kind = str(body.get("apiVersion") or ""), str(body.get("kind") or "")
    metadata = body.get("metadata") or {}
    missing = [name for name, value in (("apiVersion", api_version), ("kind", kind)) if not value]
    if missing:
        text = ", ".join("%s not set" % name for name in missing)
        raise ManifestError(
            'error validating "": error validating data: %s' % ("[%s]" % text if len(missing) > 1 else text)
        )
    resource = kinds.resource(api_version, kind)
    home = ""
    if resource.namespaced:
        home = str(metadata.get("namespace") or "") or namespace
        if metadata.get("namespace") != home:
            body = {**body, "metadata": {**metadata, "namespace": home}}
    return Target(ObjectRef(api_version, kind, home, str(metadata.get("name") or "")), body)


def _unmapped(body: JSON) -> str:
    """helm's sentence for a kind that is not served."""
    metadata = body.get("metadata") or {}
    return (
        'resource mapping not found for name: "%s" namespace: "%s" from "": no matches for kind "%s" in version "%s"\n'
        "ensure CRDs are installed first"
        % (metadata.get("name", ""), metadata.get("namespace", ""), body.get("kind", ""), body.get("apiVersion", ""))
    )


__all__ = ("Target", "build", "build_known", "read_objects", "target_of")
