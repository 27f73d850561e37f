# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``.Capabilities`` of a template: what a chart may ask of the cluster and of helm; follows pkg/chart/common."""

from __future__ import annotations

import typing as t

from ..errors import ValuesError
from ..gojson.encode import Struct
from ..gotmpl.functions import function
from ..gotmpl.govalues import GoList, GoObject
from ..gotmpl.strconv import quote

# The group versions that client-go 0.37 knows, in the order of its scheme: what helm offers without a cluster.
_API_VERSIONS: t.Final = """
    v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1
    internal.apiserver.k8s.io/v1alpha1 apps/v1 apps/v1beta1 apps/v1beta2 authentication.k8s.io/v1
    authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1 authorization.k8s.io/v1 authorization.k8s.io/v1beta1
    autoscaling/v1 autoscaling/v2 batch/v1 batch/v1beta1 certificates.k8s.io/v1 certificates.k8s.io/v1beta1
    certificates.k8s.io/v1alpha1 coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1
    discovery.k8s.io/v1 discovery.k8s.io/v1beta1 events.k8s.io/v1 events.k8s.io/v1beta1 extensions/v1beta1
    flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2
    flowcontrol.apiserver.k8s.io/v1beta3 lifecycle.k8s.io/v1alpha1 networking.k8s.io/v1 networking.k8s.io/v1beta1
    node.k8s.io/v1 node.k8s.io/v1alpha1 node.k8s.io/v1beta1 policy/v1 policy/v1beta1 rbac.authorization.k8s.io/v1
    rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1 resource.k8s.io/v1 resource.k8s.io/v1beta2
    resource.k8s.io/v1beta1 resource.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha3 scheduling.k8s.io/v1beta1
    scheduling.k8s.io/v1 storage.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1alpha1 storagemigration.k8s.io/v1
    storagemigration.k8s.io/v1beta1 apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1
"""
DEFAULT_API_VERSIONS: t.Final = tuple(_API_VERSIONS.split())
_DIGITS: t.Final = "0123456789"
_LARGEST: t.Final = 2**64 - 1


class KubeVersion(GoObject):
    """A Kubernetes version: ``Version`` as the server says it, ``normalized`` for constraints (may be empty)."""

    go_type = "common.KubeVersion"
    FIELDS = ("Version", "Major", "Minor")
    PRINTED = ("Version", "normalizedVersion", "Major", "Minor")
    __slots__ = PRINTED

    def __init__(self, version: str, major: str, minor: str, normalized: str = "") -> None:
        self.Version = version
        self.normalizedVersion = normalized
        self.Major = major
        self.Minor = minor

    def __str__(self) -> str:
        return self.normalizedVersion or self.Version

    METHODS: t.ClassVar[t.Mapping[str, t.Any]] = {
        "String": function("String", __str__),
        "GitVersion": function("GitVersion", lambda version: version.Version),
    }

    def go_printed(self) -> str:
        """What an action of its own prints; others do not find the String method, whose receiver is a pointer."""
        return str(self)

    def go_json(self) -> Struct:
        """Its exported fields."""
        return Struct(Version=self.Version, Major=self.Major, Minor=self.Minor)

    @classmethod
    def parse(cls, text: str) -> KubeVersion:
        """Reads ``--kube-version`` as apimachinery's ParseGeneric does: at least two numbers, any suffix."""
        components = _components(text)
        normalized = "v" + ".".join(components)
        return cls(text if text.startswith("v") else "v" + text, components[0], components[1], normalized)


class VersionSet(GoList, GoObject):
    """The group versions (and kinds) of a cluster."""

    __slots__ = ()

    def __init__(self, items: t.Iterable[str] = ()) -> None:
        super().__init__("common.VersionSet", items)

    def like(self, items: t.Iterable[t.Any]) -> VersionSet:
        """Another set."""
        return VersionSet(items)

    def has(self, version: str) -> bool:
        """Whether ``version`` is one of them, as ``group/version`` or ``group/version/Kind``."""
        return version in self

    METHODS: t.ClassVar[t.Mapping[str, t.Any]] = {"Has": function("Has", has, "string")}


class HelmVersion(GoObject):
    """Which helm this is: the one whose rules we follow."""

    go_type = "version.BuildInfo"
    FIELDS = ("Version", "GitCommit", "GitTreeState", "GoVersion", "KubeClientVersion")
    __slots__ = FIELDS

    def __init__(self) -> None:
        self.Version = "v4.3.1"
        self.GitCommit = ""
        self.GitTreeState = ""
        self.GoVersion = "go1.26.8"
        self.KubeClientVersion = "v1.37"

    def go_json(self) -> Struct:
        """Its JSON leaves out what is empty."""
        return Struct(version=self.Version, go_version=self.GoVersion, kube_client_version=self.KubeClientVersion)


class Capabilities(GoObject):
    """The whole of ``.Capabilities``; without arguments what helm offers when it asks no cluster."""

    go_type = "*common.Capabilities"
    go_kind = "ptr"
    FIELDS = ("KubeVersion", "APIVersions", "HelmVersion")
    __slots__ = FIELDS

    def __init__(
        self, kube_version: KubeVersion | None = None, api_versions: t.Iterable[str] = DEFAULT_API_VERSIONS
    ) -> None:
        self.KubeVersion = kube_version or KubeVersion("v1.37.0", "1", "37", "v1.37.0")
        self.APIVersions = VersionSet(api_versions)
        self.HelmVersion = HelmVersion()

    def copy(self) -> Capabilities:
        """Another object with the same content."""
        return Capabilities(self.KubeVersion, self.APIVersions)

    METHODS: t.ClassVar[t.Mapping[str, t.Any]] = {"Copy": function("Copy", copy)}


def _components(text: str) -> list[str]:
    rest = text.lstrip(" \t\n\f\r").removeprefix("v")
    end = len(rest) - len(rest.lstrip(_DIGITS + "."))
    numbers = rest[:end]
    while numbers.endswith("."):
        numbers = numbers[:-1]
    numbers = numbers.split("..", 1)[0]
    if not numbers or numbers.startswith(".") or "\n" in rest:
        raise _invalid(text, "could not parse %s as version" % quote(text))
    components = numbers.split(".")
    if len(components) < 2:
        raise _invalid(text, "illegal version string %s" % quote(text))
    if components[0].startswith("0") and components[0] != "0":
        place = "%s in %s" % (quote(components[0]), quote(text))
        raise _invalid(text, "illegal zero-prefixed version component %s" % place)
    for component in components:
        if int(component) > _LARGEST:
            place = "%s in %s" % (quote(component), quote(text))
            reason = "strconv.ParseUint: parsing %s: value out of range" % quote(component)
            raise _invalid(text, "illegal non-numeric version component %s: %s" % (place, reason))
    return [str(int(component)) for component in components]


def _invalid(text: str, reason: str) -> ValuesError:
    return ValuesError("invalid kube version '%s': %s" % (text, reason))


__all__ = ("DEFAULT_API_VERSIONS", "Capabilities", "HelmVersion", "KubeVersion", "VersionSet")
