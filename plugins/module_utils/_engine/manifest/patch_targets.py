# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects a patch is for: the parts of an object's name as regular expressions, and selectors of its labels.

Follows kustomize's patch targets (api/types/selector.go) and the label selectors of apimachinery (pkg/labels).
"""

from __future__ import annotations

import re
import typing as t

from ..deps.re2 import re2
from ..errors import ManifestError

JSON = dict[str, t.Any]

_PLAIN: t.Final = re.compile(r"[A-Za-z0-9_/-]*")
# One requirement: a name, what it must be, and a set, a number or a word.
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?"
_REQUIREMENT: t.Final = re.compile(
    r"\s*(?:(?P<absent>!)\s*(?P<none>%(name)s)|(?P<name>%(name)s)"
    r"(?:\s*(?P<sign>==|!=|=|<|>)\s*(?P<value>[A-Za-z0-9_.-]*)|\s+(?P<word>in|notin)\s*\((?P<set>[^()]*)\))?)\s*"
    % {"name": _NAME}
)


class Target(t.NamedTuple):
    """What an object must be; empty parts say nothing."""

    group: str = ""
    version: str = ""
    kind: str = ""
    name: str = ""
    namespace: str = ""
    label_selector: str = ""
    annotation_selector: str = ""

    def described(self) -> str:
        """The parts that are given, for a sentence."""
        return ", ".join("%s %s" % (field.replace("_", " "), value) for field, value in self._asdict().items() if value)


def matcher(target: Target, *, namespace: str) -> t.Callable[[JSON], bool]:
    """Whether an object is meant; objects without a namespace count as in ``namespace``, the release's.

    ManifestError where an expression or selector cannot be read.
    """
    parts = {field: _expression(field, getattr(target, field)) for field in Target._fields[:5]}
    labels = selector("target: label_selector", target.label_selector)
    annotations = selector("target: annotation_selector", target.annotation_selector)

    def matches(body: JSON) -> bool:
        group, _slash, version = str(body.get("apiVersion") or "").rpartition("/")
        metadata = body.get("metadata") or {}
        own = {
            "group": group,
            "version": version,
            "kind": str(body.get("kind") or ""),
            "name": str(metadata.get("name") or ""),
            "namespace": str(metadata.get("namespace") or namespace),
        }
        if not all(expression(own[field]) for field, expression in parts.items()):
            return False
        return labels(metadata.get("labels") or {}) and annotations(metadata.get("annotations") or {})

    return matches


def _expression(field: str, pattern: str) -> t.Callable[[str], bool]:
    """Whether a whole text fits; RE2 reads it where it is more than a name."""
    if not pattern:
        return lambda text: True
    if _PLAIN.fullmatch(pattern):
        return lambda text: text == pattern
    compiled = _compiled("target: %s" % field, pattern)
    return lambda text: compiled.fullmatch(text) is not None


def contains(what: str, pattern: str) -> t.Callable[[str], bool]:
    """Whether a regular expression fits anywhere in a text. ManifestError names ``what`` where it is none."""
    if _PLAIN.fullmatch(pattern):
        return lambda text: pattern in text
    compiled = _compiled(what, pattern)
    return lambda text: compiled.search(text) is not None


def _compiled(what: str, pattern: str) -> t.Any:
    library = re2()
    options = library.Options()
    options.log_errors = False
    try:
        return library.compile(pattern, options)
    except library.error as error:
        shown = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        raise ManifestError("%s %s is no regular expression: %s" % (what, pattern, shown)) from error


def selector(what: str, text: str) -> t.Callable[[t.Mapping[str, t.Any]], bool]:
    """Whether labels or annotations are as a selector says. ManifestError names ``what`` where it is none."""
    checks = []
    place = 0
    while place < len(text):
        found = _REQUIREMENT.match(text, place)
        if found is None or (found.end() < len(text) and text[found.end()] != ","):
            raise ManifestError("%s: %s is no selector" % (what, text))
        checks.append(_requirement(found))
        place = found.end() + 1
    return lambda labels: all(check(labels) for check in checks)


def _requirement(found: re.Match[str]) -> t.Callable[[t.Mapping[str, t.Any]], bool]:
    if found["absent"]:
        return lambda labels: found["none"] not in labels
    name, sign = found["name"], found["sign"] or found["word"]
    if not sign:
        return lambda labels: name in labels
    if sign in ("<", ">"):
        return lambda labels: _compares(str(labels.get(name, "")), sign, found["value"])
    values = {word.strip() for word in found["set"].split(",")} if found["word"] else {found["value"]}
    if sign in ("!=", "notin"):
        return lambda labels: name not in labels or str(labels[name]) not in values
    return lambda labels: name in labels and str(labels[name]) in values


def _compares(own: str, sign: str, other: str) -> bool:
    try:
        return int(own) > int(other) if sign == ">" else int(own) < int(other)
    except ValueError:
        return False


__all__ = ("Target", "contains", "matcher", "selector")
