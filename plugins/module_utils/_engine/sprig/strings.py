# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sprig's string functions, with their Go signatures; lengths and positions count bytes, as Go's do."""

from __future__ import annotations

import typing as t

from ..gotmpl import strconv
from ..gotmpl.functions import Function, GoError, function
from ..gotmpl.govalues import GoList, GoMap
from ..gotmpl.printing import plain
from .limits import MAX_TEXT, check_items, check_text, joined
from .text import SPACE, from_bytes, strval, to_bytes


def _abbreviate(data: bytes, offset: int, width: int) -> bytes:
    """goutils.AbbreviateFull; an illegal width gives an empty text, as Sprig drops the error."""
    size = len(data)
    if width < 4 or size <= width:
        return data if width >= 4 else b""
    offset = min(offset, size)
    if size - offset < width - 3:
        offset = size - (width - 3)
    if offset <= 4:
        return data[: width - 3] + b"..."
    if width < 7:
        return b""
    if offset + width - 3 < size:
        return b"..." + _abbreviate(data[offset:], 0, width - 3)
    return b"..." + data[size - (width - 3) :]


def abbrev(width: int, text: str) -> str:
    """The text, cut to ``width`` bytes with an ellipsis at its end."""
    if width < 4 or not text:
        return text
    return from_bytes(_abbreviate(to_bytes(text), 0, width))


def abbrevboth(left: int, right: int, text: str) -> str:
    """The text, cut at both ends."""
    if right < 4 or (left > 0 and right < 7) or not text:
        return text
    return from_bytes(_abbreviate(to_bytes(text), left, right))


def trunc(count: int, text: str) -> str:
    """The first ``count`` bytes, or the last ones where it is negative."""
    if text.isascii():
        if count < 0:
            return text[count:] if len(text) + count > 0 else text
        return text[:count]
    data = to_bytes(text)
    if count < 0:
        return from_bytes(data[count:]) if len(data) + count > 0 else text
    return from_bytes(data[:count])


def substr(start: int, end: int, text: str) -> str:
    """The bytes from ``start`` to ``end``; out of range panics as Go's slicing does."""
    data = to_bytes(text)
    size = len(data)
    if start < 0:
        if not 0 <= end <= size:
            raise GoError(_slice_panic(end, size))
        return from_bytes(data[:end])
    if end < 0 or end > size:
        if start > size:
            raise GoError("runtime error: slice bounds out of range [%d:%d]" % (start, size))
        return from_bytes(data[start:])
    if start > end:
        raise GoError("runtime error: slice bounds out of range [%d:%d]" % (start, end))
    return from_bytes(data[start:end])


def _slice_panic(end: int, size: int) -> str:
    if end < 0:
        return "runtime error: slice bounds out of range [:%d]" % end
    return "runtime error: slice bounds out of range [:%d] with length %d" % (end, size)


def repeat(count: int, text: str) -> str:
    """The text ``count`` times."""
    if count < 0:
        raise GoError("strings: negative Repeat count")
    check_text(count * len(text))
    return text * count


def trim_all(cutset: str, text: str) -> str:
    """strings.Trim with the cutset first."""
    return text.strip(cutset) if cutset else text


def trim_suffix(suffix: str, text: str) -> str:
    """strings.TrimSuffix with the suffix first."""
    return text[: -len(suffix)] if suffix and text.endswith(suffix) else text


def trim_prefix(prefix: str, text: str) -> str:
    """strings.TrimPrefix with the prefix first."""
    return text[len(prefix) :] if text.startswith(prefix) else text


def wrap(width: int, text: str) -> str:
    """goutils.Wrap: lines of at most ``width`` bytes, long words kept whole."""
    return _wrap(text, width, "\n", False)


def wrap_with(width: int, separator: str, text: str) -> str:
    """goutils.WrapCustom: as ``wrap``, with a separator of one's own, and long words cut."""
    return _wrap(text, width, separator or "\n", True)


def _wrap(text: str, width: int, separator: str, cut_words: bool) -> str:
    width = max(width, 1)
    data = to_bytes(text)
    size = len(data)
    check_text(size + size // width * len(separator))
    mark = to_bytes(separator)
    out: list[bytes] = []
    offset = 0
    while size - offset > width:
        if data[offset] == 0x20:
            offset += 1
            continue
        space = data.rfind(b" ", offset, offset + width + 1)
        if space < 0 and cut_words:
            out += (data[offset : offset + width], mark)
            offset += width
            continue
        if space < 0:
            space = data.find(b" ", offset + width)
        if space < 0:
            out.append(data[offset:])
            offset = size
        else:
            out += (data[offset:space], mark)
            offset = space + 1
    out.append(data[offset:])
    return from_bytes(b"".join(out))


def quote(*values: t.Any) -> str:
    """Each value that is not nil as a double-quoted Go string."""
    if len(values) == 1 and values[0].__class__ is str:
        return _quoted(values[0])
    return joined([_quoted(strval(value)) for value in values if value is not None], " ")


def _quoted(text: str) -> str:
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return '"' + text + '"'
    return strconv.quote(text)


def _shown(value: t.Any) -> str:
    return value if value.__class__ is str else plain(value)


def squote(*values: t.Any) -> str:
    """Each value that is not nil between single quotes, nothing escaped."""
    return joined(["'" + _shown(value) + "'" for value in values if value is not None], " ")


def cat(*values: t.Any) -> str:
    """The values that are not nil, with a space between."""
    return joined([_shown(value) for value in values if value is not None], " ")


def indent(spaces: int, text: str) -> str:
    """Every line, blank ones too, behind this many spaces."""
    if spaces < 0:
        raise GoError("strings: negative Repeat count")
    if spaces * (len(text) + 1) > MAX_TEXT:
        check_text(len(text) + spaces * (text.count("\n") + 1))
    pad = " " * spaces
    return pad + text.replace("\n", "\n" + pad)


def nindent(spaces: int, text: str) -> str:
    """``indent`` behind a newline."""
    return "\n" + indent(spaces, text)


def replace(old: str, new: str, text: str) -> str:
    """strings.ReplaceAll."""
    if len(new) * (len(text) + 1) > MAX_TEXT:
        check_text(len(text) + (len(new) - len(old)) * text.count(old))
    return text.replace(old, new)


def toStrings(value: t.Any) -> GoList:  # noqa: N802 - the function's name in templates
    """The items of a list as text without the nil ones; any other value as a list of its text."""
    if isinstance(value, list):
        if isinstance(value, GoList) and value.go_type == "[]string":
            return value
        texts = [item if item.__class__ is str else strval(item) for item in value if item is not None]
        return GoList("[]string", texts)
    if value.__class__ is bytes:
        return GoList("[]string", [str(item) for item in value])
    return GoList("[]string", [] if value is None else [strval(value)])


def join(separator: str, value: t.Any) -> str:
    """The items' text with the separator between."""
    return joined(toStrings(value), separator)


def _split(separator: str, text: str, count: int = -1) -> list[str]:
    """strings.SplitN."""
    if count == 0:
        return []
    if not separator:
        check_items(len(text))
        chars = list(text)
        if 0 < count < len(chars):
            return [*chars[: count - 1], "".join(chars[count - 1 :])]
        return chars
    if len(text) > 1_000_000:
        check_items(text.count(separator) + 1 if count < 0 else count)
    return text.split(separator, count - 1 if count > 0 else -1)


def _numbered(parts: list[str]) -> GoMap:
    return GoMap("map[string]string", {"_%d" % index: part for index, part in enumerate(parts)})


def _casing(name: str) -> t.Callable[[str], str]:
    def call(text: str) -> str:
        from . import casing

        return t.cast("t.Callable[[str], str]", getattr(casing, name))(text)

    return call


def _upper(text: str) -> str:
    return text.upper() if text.isascii() else _casing("upper")(text)


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else _casing("lower")(text)


def functions() -> dict[str, Function]:
    """The string functions by name."""
    table = [
        function("hello", lambda: "Hello!"),
        function("abbrev", abbrev, "int, string"),
        function("abbrevboth", abbrevboth, "int, int, string"),
        function("trunc", trunc, "int, string"),
        function("substr", substr, "int, int, string"),
        function("trim", lambda text: text.strip(SPACE), "string"),
        function("upper", _upper, "string"),
        function("lower", _lower, "string"),
        function("repeat", repeat, "int, string"),
        function("trimall", trim_all, "string, string"),
        function("trimAll", trim_all, "string, string"),
        function("trimSuffix", trim_suffix, "string, string"),
        function("trimPrefix", trim_prefix, "string, string"),
        function("wrap", wrap, "int, string"),
        function("wrapWith", wrap_with, "int, string, string"),
        function("contains", lambda part, text: part in text, "string, string"),
        function("hasPrefix", lambda part, text: text.startswith(part), "string, string"),
        function("hasSuffix", lambda part, text: text.endswith(part), "string, string"),
        function("quote", quote, "...any"),
        function("squote", squote, "...any"),
        function("cat", cat, "...any"),
        function("indent", indent, "int, string"),
        function("nindent", nindent, "int, string"),
        function("replace", replace, "string, string, string"),
        function("plural", lambda one, many, count: one if count == 1 else many, "string, string, int"),
        function("toString", strval, "any"),
        function("toStrings", toStrings, "any"),
        function("join", join, "string, any"),
        function("split", lambda separator, text: _numbered(_split(separator, text)), "string, string"),
        function("splitn", lambda separator, n, text: _numbered(_split(separator, text, n)), "string, int, string"),
        function("splitList", lambda separator, text: GoList("[]string", _split(separator, text)), "string, string"),
    ]
    for name in ("title", "untitle", "swapcase", "initials", "nospace", "snakecase", "camelcase", "kebabcase"):
        table.append(function(name, _casing(name), "string"))
    return {entry.name: entry for entry in table}


__all__ = ("functions", "join", "quote", "toStrings", "trunc")
