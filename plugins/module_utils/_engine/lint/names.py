# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether an object's name fits its kind (validateMetadataName of lint/rules/template.go, k8s.io/apimachinery).

A name that is empty because the server makes one up (generateName) is reported too, as helm does.
"""

from __future__ import annotations

import typing as t

from ..gotmpl.strconv import quote

_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_SUBDOMAIN = _LABEL + r"(\." + _LABEL + ")*"
_LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?"
_ALNUM = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_ROLES = ("role", "clusterrole", "rolebinding", "clusterrolebinding")


def name_problem(kind: str, name: str) -> str:
    """What is wrong with the name of an object of that kind, in helm's words; empty where nothing is."""
    wrong = ["metadata.name: Invalid value: %s: %s" % (quote(name), text) for text in _rule(kind.lower())(name)]
    if not wrong:
        return ""
    told = wrong[0] if len(set(wrong)) == 1 else "[%s]" % ", ".join(dict.fromkeys(wrong))
    return "object name does not conform to Kubernetes naming requirements: %s: %s" % (quote(name), told)


def _rule(kind: str) -> t.Callable[[str], list[str]]:
    if kind == "service":
        return _label_1035
    if kind == "namespace":
        return _label
    if kind == "certificatesigningrequest":
        return _anything
    return _path_segment if kind in _ROLES else _subdomain


def _is_label(text: str) -> bool:
    return bool(text) and _ALNUM.issuperset(text[0] + text[-1]) and _ALNUM.issuperset(text.replace("-", ""))


def _is_subdomain(text: str) -> bool:
    return all(_is_label(part) for part in text.split("."))


def _too_long(name: str, limit: int) -> list[str]:
    size = len(name.encode("utf-8", "surrogateescape"))
    return ["must be no more than %d characters" % limit] if size > limit else []


def _subdomain(name: str) -> list[str]:
    wrong = _too_long(name, 253)
    if not _is_subdomain(name):
        wrong.append(
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
            "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '%s')"
            % _SUBDOMAIN
        )
    return wrong


def _label(name: str) -> list[str]:
    wrong = _too_long(name, 63)
    if _is_label(name):
        return wrong
    if _is_subdomain(name):
        return [*wrong, "must not contain dots"]
    return [
        *wrong,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end "
        "with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '%s')" % _LABEL,
    ]


def _label_1035(name: str) -> list[str]:
    wrong = _too_long(name, 63)
    if not _is_label(name) or name[0].isdigit():
        wrong.append(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
            "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for "
            "validation is '%s')" % _LABEL_1035
        )
    return wrong


def _path_segment(name: str) -> list[str]:
    if name in (".", ".."):
        return ["may not be '%s'" % name]
    return ["may not contain '%s'" % part for part in ("/", "%") if part in name]


def _anything(name: str) -> list[str]:
    return []


__all__ = ("name_problem",)
