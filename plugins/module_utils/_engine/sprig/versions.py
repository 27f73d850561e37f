# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's semver functions and the *semver.Version object that templates get, with the Go type's methods."""

from __future__ import annotations

import typing as t

from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoObject, Uint64
from ..semver import Constraint, SemverError, Version

_POINTER = "*semver.Version"


class GoVersion(GoObject):
    """A *semver.Version, as ``semver`` returns it."""

    go_type: t.ClassVar[str] = _POINTER
    go_kind: t.ClassVar[str] = "ptr"
    METHODS: t.ClassVar[dict[str, Function]] = {}
    __slots__ = ("version",)

    def __init__(self, version: Version) -> None:
        self.version = version

    def go_string(self) -> str:
        return str(self.version)

    def go_json(self) -> str:
        return str(self.version)

    def __eq__(self, other: object) -> bool:
        """As reflect.DeepEqual: the text it was read from counts."""
        return (
            isinstance(other, GoVersion)
            and str(self.version) == str(other.version)
            and self.version.original == other.version.original
        )

    def __hash__(self) -> int:
        return hash(self.version)


class GoVersionStruct(GoVersion):
    """A semver.Version, as ``IncMajor`` and its like return it."""

    go_type = "semver.Version"
    go_kind = "struct"
    __slots__ = ()


def _struct(
    base: GoVersion, major: int, minor: int, patch: int, *, prerelease: str = "", metadata: str = ""
) -> GoVersion:
    if max(major, minor, patch) >= 2**64:
        name = "major" if major >= 2**64 else "minor" if minor >= 2**64 else "patch"
        raise GoError("%s version increment would overflow uint64" % name)
    made = Version(major, minor, patch, prerelease=prerelease, metadata=metadata)
    made.original = ("v" if base.version.original.startswith("v") else "") + str(made)
    return GoVersionStruct(made)


def _inc_patch(self: GoVersion) -> GoVersion:
    version = self.version
    return _struct(self, version.major, version.minor, version.patch + (0 if version.prerelease else 1))


def _set_prerelease(self: GoVersion, text: str) -> GoVersion:
    version = self.version
    if text:
        _checked("0.0.0-" + text)
    return _struct(self, version.major, version.minor, version.patch, prerelease=text, metadata=version.metadata)


def _set_metadata(self: GoVersion, text: str) -> GoVersion:
    version = self.version
    if text:
        _checked("0.0.0+" + text)
    return _struct(self, version.major, version.minor, version.patch, prerelease=version.prerelease, metadata=text)


def _checked(text: str) -> None:
    try:
        Version.parse(text, strict=True)
    except SemverError as error:
        raise GoError(str(error)) from None


def _comparison(test: t.Callable[[int], t.Any]) -> t.Callable[[GoVersion, GoVersion | None], t.Any]:
    def call(self: GoVersion, other: GoVersion | None) -> t.Any:
        if other is None:
            raise GoError("runtime error: invalid memory address or nil pointer dereference")
        return test(self.version.compare(other.version))

    return call


def _equal(self: GoVersion, other: GoVersion | None) -> bool:
    return other is not None and self.version.compare(other.version) == 0


GoVersion.METHODS.update(
    {
        entry.name: entry
        for entry in (
            function("Major", lambda self: Uint64(self.version.major)),
            function("Minor", lambda self: Uint64(self.version.minor)),
            function("Patch", lambda self: Uint64(self.version.patch)),
            function("Prerelease", lambda self: self.version.prerelease),
            function("Metadata", lambda self: self.version.metadata),
            function("Original", lambda self: self.version.original),
            function("String", lambda self: str(self.version)),
            function("IncMajor", lambda self: _struct(self, self.version.major + 1, 0, 0)),
            function("IncMinor", lambda self: _struct(self, self.version.major, self.version.minor + 1, 0)),
            function("IncPatch", _inc_patch),
            function("SetPrerelease", _set_prerelease, "string"),
            function("SetMetadata", _set_metadata, "string"),
            function("Compare", _comparison(lambda order: order), _POINTER),
            function("Equal", _equal, _POINTER),
            function("LessThan", _comparison(lambda order: order < 0), _POINTER),
            function("LessThanEqual", _comparison(lambda order: order <= 0), _POINTER),
            function("GreaterThan", _comparison(lambda order: order > 0), _POINTER),
            function("GreaterThanEqual", _comparison(lambda order: order >= 0), _POINTER),
        )
    }
)


def semver(text: str) -> GoVersion:
    """The version in a text, read loosely."""
    try:
        return GoVersion(Version.parse(text))
    except SemverError as error:
        raise GoError(str(error)) from None


def semver_compare(constraint: str, text: str) -> bool:
    """Whether a version meets a constraint."""
    try:
        return Constraint.parse(constraint).check(Version.parse(text))
    except SemverError as error:
        raise GoError(str(error)) from None


def functions() -> dict[str, Function]:
    """The semver functions by name."""
    table = (
        function("semver", semver, "string"),
        function("semverCompare", semver_compare, "string, string"),
    )
    return {entry.name: entry for entry in table}


__all__ = ("GoVersion", "functions")
