# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests to the API server as values: which method, path, query and body each operation is."""

from __future__ import annotations

import json
import typing as t
from urllib.parse import quote, urlencode

from ..gojson.encode import encode as go_json
from ..manifest.served import Resource
from ..patterns import lazy_pattern

JSON = dict[str, t.Any]
FIELD_MANAGER = "helm"
APPLY = "application/apply-patch+yaml"
MERGE_PATCH = "application/merge-patch+json"
STRATEGIC_PATCH = "application/strategic-merge-patch+json"
JSON_TYPE = "application/json"
METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json"
METADATA_LIST = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json"

# As Python writes it; what looks like it inside a string costs time only.
_WHOLE_FLOAT = lazy_pattern(r"[:\[,]-?[0-9]+(?:\.0|(?:\.[0-9]+)?e\+[0-9]+)[,\]}]")


class Request(t.NamedTuple):
    """One HTTP request; ``path`` is escaped, ``body`` None means none."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None

    @property
    def target(self) -> str:
        """Path and query as sent."""
        return "%s?%s" % (self.path, urlencode(self.query)) if self.query else self.path


def collection_path(resource: Resource, namespace: str | None) -> str:
    """The URL of a kind's objects in a namespace; None or empty: of all namespaces, or cluster-scoped ones."""
    prefix = "/apis/" if "/" in resource.api_version else "/api/"
    if resource.namespaced and namespace:
        return "%s%s/namespaces/%s/%s" % (prefix, resource.api_version, quote(namespace, safe=""), resource.plural)
    return "%s%s/%s" % (prefix, resource.api_version, resource.plural)


def object_path(resource: Resource, namespace: str | None, name: str, subresource: str = "") -> str:
    """The URL of one object, or of its subresource."""
    path = "%s/%s" % (collection_path(resource, namespace), quote(name, safe=""))
    return "%s/%s" % (path, subresource) if subresource else path


def get(path: str, *, accept: str = JSON_TYPE, query: tuple[tuple[str, str], ...] = ()) -> Request:
    """Read one object or document."""
    return Request("GET", path, query, (("Accept", accept),))


def listing(
    path: str, *, label_selector: str = "", field_selector: str = "", limit: int = 0, continuation: str = "",
    accept: str = JSON_TYPE,
) -> Request:  # fmt: skip
    """Read one page of a collection."""
    query = _filled(
        ("labelSelector", label_selector), ("fieldSelector", field_selector), ("limit", str(limit) if limit else ""),
        ("continue", continuation),
    )  # fmt: skip
    return Request("GET", path, query, (("Accept", accept),))


def watching(
    path: str, *, label_selector: str = "", field_selector: str = "", resource_version: str = "", seconds: int = 0,
    accept: str = JSON_TYPE,
) -> Request:  # fmt: skip
    """Watch a collection from a resource version on, with bookmarks, for at most ``seconds``."""
    query = _filled(
        ("watch", "true"), ("allowWatchBookmarks", "true"), ("labelSelector", label_selector),
        ("fieldSelector", field_selector), ("resourceVersion", resource_version),
        ("timeoutSeconds", str(seconds) if seconds else ""),
    )  # fmt: skip
    return Request("GET", path, query, (("Accept", accept),))


def create(path: str, obj: JSON, *, dry_run: bool = False) -> Request:
    """POST an object; the server warns of unknown fields, as in helm's client-side create."""
    query = _filled(("fieldManager", FIELD_MANAGER), ("dryRun", "All" if dry_run else ""))
    return _with_body("POST", path, query, JSON_TYPE, obj)


def apply(path: str, obj: JSON, *, force: bool, dry_run: bool = False) -> Request:
    """Server-side apply, strict about unknown fields."""
    query = _filled(
        ("fieldManager", FIELD_MANAGER), ("fieldValidation", "Strict"), ("force", "true" if force else "false"),
        ("dryRun", "All" if dry_run else ""),
    )  # fmt: skip
    return _with_body("PATCH", path, query, APPLY, obj)


def patch(path: str, body: t.Any, *, content_type: str, dry_run: bool = False) -> Request:
    """Any other patch."""
    query = _filled(("fieldManager", FIELD_MANAGER), ("dryRun", "All" if dry_run else ""))
    return _with_body("PATCH", path, query, content_type, body)


def replace(path: str, obj: JSON, *, strict: bool = True, dry_run: bool = False) -> Request:
    """PUT an object."""
    query = _filled(
        ("fieldManager", FIELD_MANAGER), ("fieldValidation", "Strict" if strict else ""),
        ("dryRun", "All" if dry_run else ""),
    )  # fmt: skip
    return _with_body("PUT", path, query, JSON_TYPE, obj)


def delete(path: str, *, propagation: str = "", dry_run: bool = False) -> Request:
    """DELETE with a propagation policy: Background, Foreground or Orphan.

    All stands in the query, where an audit log shows a dry run; with a body, the server would not look at it.
    """
    query = _filled(("propagationPolicy", propagation), ("dryRun", "All" if dry_run else ""))
    return Request("DELETE", path, query, (("Accept", JSON_TYPE),))


def _filled(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[1])


def _with_body(method: str, path: str, query: tuple[tuple[str, str], ...], content_type: str, body: t.Any) -> Request:
    """What was written is known already: only a dry run's answer says more, and need be sent in full."""
    accept = JSON_TYPE if ("dryRun", "All") in query else METADATA
    return Request(method, path, query, (("Accept", accept), ("Content-Type", content_type)), encode_body(body))


def encode_body(value: t.Any) -> bytes:
    """JSON as the API server takes it: a float that is a whole number goes as an integer, as Go writes it."""
    try:
        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        if _WHOLE_FLOAT.search(text) is None:
            return text.encode()
    except (TypeError, UnicodeEncodeError):
        pass
    return go_json(value, escape_html=False).encode()


__all__ = (
    "APPLY",
    "FIELD_MANAGER",
    "JSON_TYPE",
    "MERGE_PATCH",
    "METADATA",
    "METADATA_LIST",
    "STRATEGIC_PATCH",
    "Request",
    "apply",
    "collection_path",
    "create",
    "delete",
    "encode_body",
    "get",
    "listing",
    "object_path",
    "patch",
    "replace",
    "watching",
)
