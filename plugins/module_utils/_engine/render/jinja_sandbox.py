# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jinja2's sandbox for charts: what a template may call, and how much one operation may make.

The sandbox of Jinja2 keeps templates from Python's inner attributes and from changing what they are given. What makes
a long text or a large number in one step is refused here; everything else is bounded by the rendering's guard.
"""

from __future__ import annotations

import typing as t

MAX_COUNT: t.Final = 100_000
MAX_TEXT: t.Final = 4 * 1024 * 1024
_MAX_BITS: t.Final = 4096
_WIDE: t.Final = ("center", "expandtabs", "ljust", "rjust", "zfill")
_WIDE_FILTERS: t.Final = ("batch", "center", "indent", "round", "slice", "tojson", "truncate", "wordwrap")
# What draws on randomness, makes HTML, shows Python's values or searches with Python's expressions.
_NO_FILTERS: t.Final = (
    "e", "escape", "forceescape", "pprint", "random", "safe", "striptags", "urlize", "xmlattr",
)  # fmt: skip


def sandbox_class(library: t.Any) -> t.Any:
    """The environment's class, over the one of the library."""
    refused = library.exceptions.SecurityError

    class Sandbox(library.sandbox.ImmutableSandboxedEnvironment):  # type: ignore[misc]
        """An environment in which a template can neither reach out nor make something vast in one step."""

        intercepted_binops = frozenset(("*", "**", "%"))

        def __init__(self, **options: t.Any) -> None:
            super().__init__(**options)
            self.globals.pop("lipsum", None)
            _bound_filters(self.filters, refused)

        def is_safe_attribute(self, obj: t.Any, attr: str, value: t.Any) -> bool:
            """No private names."""
            if isinstance(obj, str) and attr == "translate":
                return False
            return bool(super().is_safe_attribute(obj, attr, value))

        def call_binop(self, context: t.Any, operator: str, left: t.Any, right: t.Any) -> t.Any:
            """The operators that can make much of little."""
            if operator == "%" and isinstance(left, str):
                return _percent(left, right, refused)
            _check_operands(operator, left, right, refused)
            return super().call_binop(context, operator, left, right)

        # Jinja2's own names, so that a call may pass arguments named self or obj.
        def call(  # pylint: disable=no-self-argument
            __self, __context: t.Any, __obj: t.Any, *args: t.Any, **kwargs: t.Any  # noqa: N805
        ) -> t.Any:
            """Calls of texts' methods are bounded too; str.format has widths without bound, even in its fields."""
            name = getattr(__obj, "__name__", "")
            if name in ("format", "format_map"):
                raise refused("the method format is not offered: use the filter")
            owner = getattr(__obj, "__self__", None)
            if isinstance(owner, str):
                if name == "replace":
                    return _replaced(refused, owner, *args, **kwargs)
                if name in _WIDE:
                    _check_counts(args, name, refused)
            return super().call(__context, __obj, *args, **kwargs)

    return Sandbox


def _bound_filters(filters: dict[str, t.Any], refused: type[Exception]) -> None:
    for name in _NO_FILTERS:
        filters.pop(name, None)
    for name in _WIDE_FILTERS:
        filters[name] = _narrow(filters[name], name, refused)
    filters["format"] = lambda text, *values, **names: _percent(str(text), names or values, refused)
    filters["replace"] = lambda text, old, new, count=None: _replaced(
        refused, str(text), str(old), str(new), -1 if count is None else count
    )


def _check(fits: bool, message: str, refused: type[Exception]) -> None:
    if not fits:
        raise refused(message)


def _check_counts(values: t.Iterable[t.Any], name: str, refused: type[Exception]) -> None:
    for value in values:
        if isinstance(value, int) and abs(value) > MAX_COUNT:
            raise refused("%d is more than %s may take" % (value, name))


def _check_operands(operator: str, left: t.Any, right: t.Any, refused: type[Exception]) -> None:
    """For a product or a power, that the result is of a size that a chart may want."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * abs(right) if operator == "**" else left.bit_length() + right.bit_length()
        _check(bits <= _MAX_BITS or operator == "%", "the number is too large", refused)
        return
    many, few = (right, left) if isinstance(left, int) else (left, right)
    if operator == "*" and isinstance(few, int) and isinstance(many, (str, list, tuple)):
        _check(len(many) * few <= MAX_TEXT, "%d repetitions are too many" % few, refused)


def _narrow(call: t.Callable[..., t.Any], name: str, refused: type[Exception]) -> t.Callable[..., t.Any]:
    """The filter, for numbers that are no bomb."""

    def narrow(*args: t.Any, **names: t.Any) -> t.Any:
        _check_counts((*args[1:], *names.values()), name, refused)
        return call(*args, **names)

    for mark in ("jinja_pass_arg", "jinja_async_variant"):
        if hasattr(call, mark):
            setattr(narrow, mark, getattr(call, mark))
    return narrow


def _percent(text: str, values: t.Any, refused: type[Exception]) -> str:
    digits = 0
    for char in text:
        digits = digits + 1 if char.isdigit() else 0
        _check(digits < 5, "the format is too wide", refused)
    if "*" in text:
        _check_counts(values if isinstance(values, tuple) else (values,), "a format", refused)
    return str(text % values)


def _replaced(refused: type[Exception], text: str, old: str, new: str, count: int = -1) -> str:
    found = text.count(old) if count < 0 else min(count, text.count(old))
    _check(len(text) + found * len(new) <= MAX_TEXT, "the replaced text is too long", refused)
    return text.replace(old, new, count)


__all__ = ("MAX_COUNT", "MAX_TEXT", "sandbox_class")
