# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A kubeconfig: files read and merged, and the cluster and user of one context; follows client-go's clientcmd."""

from __future__ import annotations

import base64
import binascii
import os
import typing as t

from ..errors import ClusterError
from ..gotmpl.functions import GoError
from ..goyaml.load import load_exact

JSON = dict[str, t.Any]
_LISTS = (("clusters", "cluster"), ("users", "user"), ("contexts", "context"))


class Chosen:
    """Cluster and user of one context; paths are absolute, ``source`` names the files."""

    __slots__ = ("_fields", "cluster", "context", "folder", "namespace", "source", "user", "user_name")

    def __init__(
        self, *, context: str, namespace: str, cluster: JSON, user: JSON, user_name: str, source: str,
        folder: str = "",
    ) -> None:  # fmt: skip
        self.context = context
        self.namespace = namespace
        self.cluster = cluster
        self.user = user
        self.user_name = user_name
        self.source = source
        self.folder = folder
        self._fields = {**user, **cluster}

    def text(self, field: str) -> str:
        """A text field of cluster or user; empty where it is not set."""
        value = self._fields.get(field)
        return "" if value is None else str(value)

    def texts(self, field: str) -> list[str]:
        """A list of texts; empty where it is not set."""
        value = self._fields.get(field)
        return [str(item) for item in value] if isinstance(value, list) else []

    def flag(self, field: str) -> bool:
        """A boolean field; False where it is not set."""
        return self._fields.get(field) is True

    def pem(self, field: str) -> tuple[bytes | None, str]:
        """PEM data and path of ``field``; data wins as in client-go. ClusterError names field and file, no data."""
        data = self.text(field + "-data")
        if data:
            try:
                return base64.b64decode("".join(data.split()), validate=True), ""
            except (binascii.Error, ValueError):
                raise ClusterError(
                    "The kubeconfig %s is broken: %s-data of context '%s' is not base64."
                    % (self.source, field, self.context)
                ) from None
        path = self.text(field)
        if path and not os.path.isfile(path):
            raise ClusterError("The kubeconfig %s names %s %s, which is no file." % (self.source, field, path))
        return None, path


class Kubeconfig:
    """The merged content of one or more kubeconfig files; the first file that sets something wins."""

    __slots__ = ("content", "folder", "source")

    def __init__(self, content: JSON, *, source: str, folder: str = "") -> None:
        self.content = content
        self.source = source
        self.folder = folder

    @classmethod
    def from_option(cls, given: t.Any) -> Kubeconfig:
        """From the option: a path, several joined by the path separator, or the content as a dict."""
        if isinstance(given, dict):
            return cls(_checked(given, "given as data"), source="given as data")
        return cls.from_files(str(given).split(os.pathsep), named_by="the option kubeconfig")

    @classmethod
    def from_files(cls, paths: t.Sequence[str], *, named_by: str) -> Kubeconfig:
        """Read and merge files; of several, those that do not exist are left out, but one must be there."""
        names = [os.path.abspath(os.path.expanduser(path)) for path in paths if path]
        present = [name for name in names if os.path.exists(name)]
        if not present:
            raise ClusterError("The kubeconfig %s, named by %s, does not exist." % (", ".join(names), named_by))
        merged: JSON = {}
        for name in present:
            _merge(merged, _absolute(_read(name, named_by), os.path.dirname(name)))
        return cls(merged, source=", ".join(present), folder=os.path.dirname(present[0]))

    def choose(self, context: str = "") -> Chosen:
        """Cluster and user of a context (empty: the current one); ClusterError says what is missing."""
        name = context or str(self.content.get("current-context") or "")
        if not self.content.get("contexts"):
            raise ClusterError("The kubeconfig %s has no contexts." % self.source)
        if not name:
            raise ClusterError(
                "The kubeconfig %s has no current-context: set the option context to one of: %s."
                % (self.source, self._names("contexts"))
            )
        entry = self._entry("contexts", "context", name)
        if entry is None:
            raise ClusterError(
                "The kubeconfig %s has no context '%s'; it has: %s." % (self.source, name, self._names("contexts"))
            )
        cluster = self._entry("clusters", "cluster", str(entry.get("cluster") or ""))
        if cluster is None or not cluster.get("server"):
            raise ClusterError(
                "The kubeconfig %s names no server for the cluster '%s' of context '%s'."
                % (self.source, entry.get("cluster") or "", name)
            )
        user_name = str(entry.get("user") or "")
        user = self._entry("users", "user", user_name)
        if user is None and user_name:
            raise ClusterError(
                "The kubeconfig %s has no user '%s', which its context '%s' names." % (self.source, user_name, name)
            )
        return Chosen(
            context=name, namespace=str(entry.get("namespace") or ""), cluster=cluster, user=user or {},
            user_name=user_name, source=self.source, folder=self.folder,
        )  # fmt: skip

    def _entry(self, plural: str, singular: str, name: str) -> JSON | None:
        for item in self.content.get(plural) or []:
            if str(item.get("name")) == name:
                return item.get(singular) or {}
        return None

    def _names(self, plural: str) -> str:
        return ", ".join(str(item.get("name")) for item in self.content.get(plural) or [])


def _read(path: str, named_by: str) -> JSON:
    try:
        with open(path, "rb") as stream:
            content = load_exact(stream.read())
    except OSError as error:
        raise ClusterError(
            "The kubeconfig %s, named by %s, cannot be read: %s." % (path, named_by, error.strerror)
        ) from error
    except (GoError, ValueError) as error:
        # The parser's words may quote the line, which may hold a token.
        raise ClusterError("The kubeconfig %s, named by %s, is not valid YAML." % (path, named_by)) from error
    return _checked({} if content is None else content, path)


def _checked(content: t.Any, source: str) -> JSON:
    broken = not isinstance(content, dict)
    for plural, singular in () if broken else _LISTS:
        entries = content.get(plural)
        if entries is not None and not (
            isinstance(entries, list)
            and all(isinstance(item, dict) and isinstance(item.get(singular) or {}, dict) for item in entries)
        ):
            broken = True
    if broken:
        raise ClusterError("The kubeconfig %s is not a kubeconfig: it needs clusters, users and contexts." % source)
    return t.cast(JSON, content)


def _merge(merged: JSON, content: JSON) -> None:
    for plural, _dummy in _LISTS:
        target = merged.setdefault(plural, [])
        known = {str(item.get("name")) for item in target}
        target.extend(item for item in content.get(plural) or [] if str(item.get("name")) not in known)
    if not merged.get("current-context"):
        merged["current-context"] = content.get("current-context") or ""


_PATHS = {"clusters": ("certificate-authority",), "users": ("client-certificate", "client-key", "tokenFile")}


def _absolute(content: JSON, folder: str) -> JSON:
    """A path in a kubeconfig is relative to the file that holds it."""
    for plural, fields in _PATHS.items():
        for item in content.get(plural) or []:
            entry = item.get(plural[:-1]) or {}
            for field in fields:
                if entry.get(field):
                    entry[field] = os.path.join(folder, str(entry[field]))
    return content


__all__ = ("Chosen", "Kubeconfig")
