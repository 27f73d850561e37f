# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Semantic versions and constraints as Helm reads them: the rules and error texts of Masterminds/semver v3.5.

The ``semver`` package on PyPI parses strict versions only and knows no constraints, so nothing of it would serve here.
"""

from __future__ import annotations

import re
import typing as t

MAX_VERSION = 256
MAX_CONSTRAINT = 512
MAX_GROUPS = 32
_MAX_UINT64 = 2**64 - 1

_WORDS = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_LOOSE = r"v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-(%s))?(?:\+(%s))?" % (_WORDS, _WORDS)
_NUMBER = r"[0-9|xX*]+"
_PATTERN = r"v?(%s)(\.%s)?(\.%s)?(-%s)?(?:\+%s)?" % (_NUMBER, _NUMBER, _NUMBER, _WORDS, _WORDS)
_TERM = r"(=|!=|>|<|>=|=>|<=|=<|~|~>|\^|)[\t\n\f\r ]*(%s)" % _PATTERN
_RANGE_MIDDLE = r"[\t\n\f\r ]+-[\t\n\f\r ]+(%s)" % _PATTERN
_SPACES = "\t\n\f\r "
_DIGITS = frozenset("0123456789")
_ALLOWED = _DIGITS | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")
_ESCAPES = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}


class SemverError(ValueError):
    """A version or constraint cannot be read; the text is the Go library's."""


def _quoted(text: str) -> str:
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif char.isprintable():
            out.append(char)
        elif "\udc80" <= char <= "\udcff":
            out.append("\\x%02x" % (ord(char) - 0xDC00))
        else:
            out.append(_ESCAPES.get(char) or ("\\x%02x" if char < "\x80" else "\\u%04x") % ord(char))
    return '"' + "".join(out) + '"'


def _uint(text: str) -> int | None:
    """strconv.ParseUint of decimal digits; None where it is no number or too large."""
    if not text or not _DIGITS.issuperset(text) or len(text) > MAX_CONSTRAINT:
        return None
    value = int(text)
    return value if value <= _MAX_UINT64 else None


def _segment(text: str | None, *, context: str = "error parsing version segment: ") -> int:
    value = _uint(text or "0")
    if value is None:
        problem = "value out of range" if _DIGITS.issuperset(text or "") and text else "invalid syntax"
        raise SemverError('%sstrconv.ParseUint: parsing "%s": %s' % (context, text, problem))
    return value


def _check_prerelease(text: str) -> None:
    for part in text.split("."):
        if part and _DIGITS.issuperset(part):
            if len(part) > 1 and part[0] == "0":
                raise SemverError("version segment starts with 0")
        elif not part or not _ALLOWED.issuperset(part):
            raise SemverError("invalid prerelease string")


def _check_metadata(text: str) -> None:
    for part in text.split("."):
        if not part or not _ALLOWED.issuperset(part):
            raise SemverError("invalid metadata string")


def _compare_part(left: str, right: str) -> int:
    if left == right:
        return 0
    if not left or not right:
        return 1 if left else -1
    left_number, right_number = _uint(left), _uint(right)
    if left_number is None or right_number is None:
        if left_number is None and right_number is None:
            return 1 if left > right else -1
        return -1 if right_number is None else 1
    return 1 if left_number > right_number else -1


def _compare_prerelease(left: str, right: str) -> int:
    lefts, rights = left.split("."), right.split(".")
    for index in range(max(len(lefts), len(rights))):
        order = _compare_part(lefts[index] if index < len(lefts) else "", rights[index] if index < len(rights) else "")
        if order:
            return order
    return 0


class Version:
    """A version: three numbers, ``prerelease`` and ``metadata`` (empty for none), and the text it was read from.

    Versions compare and hash by precedence, so ``metadata`` and ``original`` play no part in it.
    """

    __slots__ = ("major", "metadata", "minor", "original", "patch", "prerelease")

    def __init__(
        self, major: int, minor: int, patch: int, *, prerelease: str = "", metadata: str = "", original: str = ""
    ) -> None:
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.metadata = metadata
        self.original = original or str(self)

    @classmethod
    def parse(cls, text: str, strict: bool = False) -> Version:
        """The version in a text; loose reading takes a leading v, missing parts and leading zeros. Or SemverError."""
        if strict:
            return cls._parse_strict(text)
        if len(text.encode("utf-8", "surrogateescape")) > MAX_VERSION:
            raise SemverError("version string is too long (max %d bytes)" % MAX_VERSION)
        found = re.fullmatch(_LOOSE, text)
        if found is None:
            raise SemverError("invalid semantic version")
        major, minor, patch, prerelease, metadata = found.groups()
        numbers = [_segment(major), _segment(minor), _segment(patch)]
        if prerelease:
            _check_prerelease(prerelease)
        return cls(*numbers, prerelease=prerelease or "", metadata=metadata or "", original=text)

    @classmethod
    def _parse_strict(cls, text: str) -> Version:
        if not text:
            raise SemverError("version string empty")
        if len(text.encode("utf-8", "surrogateescape")) > MAX_VERSION:
            raise SemverError("version string is too long (max %d bytes)" % MAX_VERSION)
        parts = text.split(".", 2)
        if len(parts) != 3:
            raise SemverError("invalid semantic version")
        parts[2], plus, metadata = parts[2].partition("+")
        if plus:
            _check_metadata(metadata)
        parts[2], dash, prerelease = parts[2].partition("-")
        if dash:
            _check_prerelease(prerelease)
        for part in parts:
            if not _DIGITS.issuperset(part):
                raise SemverError("invalid characters in version")
            if len(part) > 1 and part[0] == "0":
                raise SemverError("version segment starts with 0")
        numbers = [_segment(part, context="") if part else _no_number() for part in parts]
        return cls(*numbers, prerelease=prerelease, metadata=metadata, original=text)

    def compare(self, other: Version) -> int:
        """-1, 0 or 1 by precedence."""
        mine = (self.major, self.minor, self.patch)
        theirs = (other.major, other.minor, other.patch)
        if mine != theirs:
            return -1 if mine < theirs else 1
        if not self.prerelease or not other.prerelease:
            return bool(other.prerelease) - bool(self.prerelease)
        return _compare_prerelease(self.prerelease, other.prerelease)

    def __str__(self) -> str:
        text = "%d.%d.%d" % (self.major, self.minor, self.patch)
        if self.prerelease:
            text += "-" + self.prerelease
        return text + "+" + self.metadata if self.metadata else text

    def __repr__(self) -> str:
        return "Version(%r)" % str(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.compare(other) == 0

    def __hash__(self) -> int:
        return hash((self.major, self.minor, self.patch, self.prerelease))

    def __lt__(self, other: Version) -> bool:
        return self.compare(other) < 0

    def __le__(self, other: Version) -> bool:
        return self.compare(other) <= 0

    def __gt__(self, other: Version) -> bool:
        return self.compare(other) > 0

    def __ge__(self, other: Version) -> bool:
        return self.compare(other) >= 0


def _no_number() -> int:
    raise SemverError('strconv.ParseUint: parsing "": invalid syntax')


class _Term:
    """One comparison, such as ``>=1.2``; ``minor_open`` and ``patch_open`` say which number was left open."""

    __slots__ = ("minor_open", "open", "operator", "patch_open", "version")

    def __init__(self, operator: str, pattern: str, groups: t.Sequence[str | None]) -> None:
        major, minor, patch, prerelease = (group or "" for group in groups)
        self.operator = operator
        self.open = self.minor_open = self.patch_open = False
        text = pattern
        if major in ("x", "X", "*"):
            text = "0.0.0" + prerelease
            self.open = True
        elif minor in ("", ".x", ".X", ".*"):
            text = major + ".0.0" + prerelease
            self.open = self.minor_open = True
        elif patch in ("", ".x", ".X", ".*"):
            text = major + minor + ".0" + prerelease
            self.open = self.patch_open = True
        try:
            self.version = Version.parse(text)
        except SemverError:
            raise SemverError("constraint parser error") from None

    def check(self, version: Version, prereleases: bool) -> bool:
        if version.prerelease and not prereleases:
            return False
        return _CHECKS[self.operator](self, version)

    def not_equal(self, version: Version) -> bool:
        mine = self.version
        if not self.open:
            return version != mine
        if mine.major != version.major:
            return True
        if self.minor_open:
            return False
        if mine.minor != version.minor:
            return True
        if not self.patch_open:
            return mine.patch != version.patch or version != mine
        return bool(version.prerelease or mine.prerelease) and (
            _compare_prerelease(version.prerelease, mine.prerelease) != 0
        )

    def greater(self, version: Version) -> bool:
        if not self.open:
            return version > self.version
        if version.major != self.version.major:
            return version.major > self.version.major
        if self.minor_open:
            return False
        if self.patch_open:
            return version.minor > self.version.minor
        return version > self.version

    def less(self, version: Version) -> bool:
        return version < self.version

    def greater_or_equal(self, version: Version) -> bool:
        return version >= self.version

    def less_or_equal(self, version: Version) -> bool:
        if not self.open:
            return version <= self.version
        if version.major != self.version.major:
            return version.major < self.version.major
        return self.minor_open or version.minor <= self.version.minor

    def tilde(self, version: Version) -> bool:
        mine = self.version
        if version < mine:
            return False
        if not (mine.major or mine.minor or mine.patch or self.minor_open or self.patch_open):
            return True
        return version.major == mine.major and (self.minor_open or version.minor == mine.minor)

    def equal(self, version: Version) -> bool:
        return self.tilde(version) if self.open else version == self.version

    def caret(self, version: Version) -> bool:
        mine = self.version
        if version < mine or version.major != mine.major:
            return False
        if mine.major or self.minor_open:
            return True
        if version.minor != mine.minor:
            return False
        return bool(mine.minor) or self.patch_open or version.patch == mine.patch


_CHECKS: dict[str, t.Callable[[_Term, Version], bool]] = {
    "": _Term.equal,
    "=": _Term.equal,
    "!=": _Term.not_equal,
    ">": _Term.greater,
    "<": _Term.less,
    ">=": _Term.greater_or_equal,
    "=>": _Term.greater_or_equal,
    "<=": _Term.less_or_equal,
    "=<": _Term.less_or_equal,
    "~": _Term.tilde,
    "~>": _Term.tilde,
    "^": _Term.caret,
}


def _rewrite_ranges(text: str) -> str:
    """``1.2 - 1.4`` as ``>= 1.2, <= 1.4``, spaces around it swallowed as the Go library does."""
    if not any(space + "-" in text for space in _SPACES):
        return text
    first_of_range, range_middle = re.compile(_PATTERN), re.compile(_RANGE_MIDDLE)
    out = ""
    plain = at = 0
    while at < len(text):
        first = first_of_range.match(text, at)
        middle = range_middle.match(text, first.end()) if first else None
        if first is None or middle is None:
            at += 1
            continue
        out += "%s>= %s, <= %s " % (text[plain:at].rstrip(_SPACES), first.group(), middle.group(1))
        at = middle.end()
        while at < len(text) and text[at] in _SPACES:
            at += 1
        plain = at
    return out + text[plain:]


def _terms(text: str) -> list[_Term]:
    """The comparisons of one group; they stand apart by white space or one comma."""
    terms = []
    rest = text.lstrip(_SPACES)
    while True:
        found = re.match(_TERM, rest)
        if found is None:
            raise SemverError("improper constraint: " + _quoted(text))
        terms.append(found)
        after = rest[found.end() :]
        rest = after.lstrip(_SPACES)
        if not rest:
            return [_Term(match.group(1), match.group(2), match.group(3, 4, 5, 6)) for match in terms]
        if rest[0] == ",":
            rest = rest[1:].lstrip(_SPACES)
        elif len(rest) == len(after):
            raise SemverError("improper constraint: " + _quoted(text))


class Constraint:
    """Comparisons that a version may meet: groups apart by ``||``, each met when all of its comparisons are.

    A prerelease meets a group only if one of its comparisons names a prerelease, or ``include_prerelease`` is set.
    """

    __slots__ = ("_groups", "include_prerelease")

    def __init__(self, groups: list[list[_Term]]) -> None:
        self._groups = groups
        self.include_prerelease = False

    @classmethod
    def parse(cls, text: str) -> Constraint:
        """The constraint in a text; SemverError with the Go library's text if it is none."""
        if len(text.encode("utf-8", "surrogateescape")) > MAX_CONSTRAINT:
            raise SemverError("constraint string is too long (max %d bytes)" % MAX_CONSTRAINT)
        groups = _rewrite_ranges(text).split("||")
        if len(groups) > MAX_GROUPS:
            raise SemverError("too many constraint groups (max %d)" % MAX_GROUPS)
        return cls([_terms(group) for group in groups])

    def check(self, version: Version) -> bool:
        """Whether the version meets the constraint."""
        for group in self._groups:
            prereleases = self.include_prerelease or any(term.version.prerelease for term in group)
            if all(term.check(version, prereleases) for term in group):
                return True
        return False


__all__ = ("Constraint", "SemverError", "Version")
