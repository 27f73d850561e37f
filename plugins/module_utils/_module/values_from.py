# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that ConfigMaps and Secrets of the cluster hold: the option values_from."""

from __future__ import annotations

import base64
import binascii
import typing as t

from .._engine.actions.ports import Cluster
from .._engine.actions.redaction import Redactor
from .._engine.errors import ClusterError, ValuesError
from .._engine.manifest.objects import ObjectRef
from .._engine.values.coalesce import copy_values
from .._engine.values.documents import load_values, merge_maps
from .._engine.values.strvals import parse_file_into, typed_value

Values = dict[str, t.Any]
Entry = t.Mapping[str, t.Any]

SECRET = "Secret"


class ClusterValues:
    """Reads the entries of values_from; what comes from Secrets is made known to ``secrets``."""

    def __init__(self, entries: t.Sequence[Entry], *, cluster: Cluster, namespace: str, secrets: Redactor) -> None:
        self._entries = entries
        self._cluster = cluster
        self._namespace = namespace
        self._secrets = secrets

    def over(self, values: Values) -> Values:
        """``values`` with those of the entries over them, in their order; ValuesError where one is missing or unfit."""
        values = copy_values(values)
        for entry in self._entries:
            text = self._text(entry)
            if text is None:
                continue
            values = _merged(values, text, entry)
            if entry["kind"] == SECRET:
                self._secrets.add(_merged({}, text, entry))
        return values

    def _text(self, entry: Entry) -> bytes | None:
        """What the object holds under the key; None where that is missing and optional."""
        ref = ObjectRef("v1", entry["kind"], entry["namespace"] or self._namespace, entry["name"])
        try:
            live = self._cluster.get(ref)
        except ClusterError as error:
            raise ValuesError("values_from: %s cannot be read: %s" % (_named(ref), error)) from error
        held = None if live is None else (live.get("data") or {}).get(entry["key"])
        if held is not None:
            return _bytes(held) if entry["kind"] == SECRET else str(held).encode("utf-8", "surrogateescape")
        if entry["optional"]:
            return None
        if live is None:
            raise ValuesError("values_from: %s does not exist; set optional if it need not" % _named(ref))
        raise ValuesError("values_from: %s has no key %s" % (_named(ref), entry["key"]))


def _merged(values: Values, data: bytes, entry: Entry) -> Values:
    if entry["target_path"]:
        return _with_value(values, data, entry)
    try:
        return merge_maps(values, load_values(data))
    except ValuesError as error:
        reason = "what its key %s holds is no YAML map of values" % entry["key"]
        # The parser's reason may quote what it has read.
        if entry["kind"] != SECRET:
            reason += ": %s" % error
        raise ValuesError("values_from: %s %s: %s" % (entry["kind"], entry["name"], reason)) from None


def _with_value(values: Values, data: bytes, entry: Entry) -> Values:
    path = entry["target_path"]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise ValuesError("values_from: %s %s: %s is no text" % (entry["kind"], entry["name"], entry["key"])) from None
    read = []

    def value(name: str) -> t.Any:
        read.append(name)
        return text if entry["literal"] else typed_value(text)

    try:
        parse_file_into(path + "=-", values, value)
    except ValuesError as error:
        raise ValuesError("values_from: target_path %s: %s" % (path, error)) from None
    if read != ["-"]:
        raise ValuesError("values_from: target_path %s: this is no path of one value" % path)
    return values


def _bytes(held: t.Any) -> bytes:
    try:
        return base64.b64decode(held)
    except (binascii.Error, ValueError, TypeError):
        return b""


def _named(ref: ObjectRef) -> str:
    return "%s %s/%s" % (ref.kind, ref.namespace, ref.name)


__all__ = ("ClusterValues",)
