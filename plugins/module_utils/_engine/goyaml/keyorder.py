# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The order of mapping keys in written YAML: go-yaml's sorter.go, where digits count as numbers (a2 before a10)."""

from __future__ import annotations

import functools
import typing as t

from ..patterns import lazy_pattern

# Among such keys the natural order is the order of code points.
_PLAIN_ORDER = lazy_pattern(r"[A-Za-z./-]*\Z")
_orders: dict[tuple[str, ...], list[str]] = {}
_MAX_ORDERS = 2000


def _run(text: str, start: int, number: int) -> tuple[int, int]:
    """The value of the digits from ``start``, as int64 wraps it, and where they end."""
    end = start
    while end < len(text) and text[end].isdecimal():
        number = number * 10 + ord(text[end]) - 48
        end += 1
    return (number + (1 << 63)) % (1 << 64) - (1 << 63), end


def _compare(a: str, b: str, *, letters_follow_digits: bool = True) -> int:
    for i, (left, right) in enumerate(zip(a, b)):  # noqa: B905  (what is longer is compared below)
        if left == right:
            continue
        left_letter, right_letter = left.isalpha(), right.isalpha()
        if left_letter and right_letter:
            return -1 if left < right else 1
        if left_letter or right_letter:
            first = left_letter if not letters_follow_digits and i and a[i - 1].isdecimal() else right_letter
            return -1 if first else 1
        before = 0
        if left == "0" or right == "0":
            j = i - 1
            while j >= 0 and a[j].isdecimal():
                if a[j] != "0":
                    before = 1
                    break
                j -= 1
        left_number, left_end = _run(a, i, before)
        right_number, right_end = _run(b, i, before)
        if left_number != right_number:
            return -1 if left_number < right_number else 1
        if left_end != right_end:
            return -1 if left_end < right_end else 1
        return -1 if left < right else 1
    return len(a) - len(b)


_natural = functools.cmp_to_key(_compare)
_natural_v3 = functools.cmp_to_key(functools.partial(_compare, letters_follow_digits=False))


def sorted_keys_v3(mapping: t.Mapping[str, t.Any]) -> list[str]:
    """The keys in go-yaml v3's order, where a letter after a digit stands before other characters."""
    return sorted(mapping, key=_natural_v3)


def sorted_keys(mapping: t.Mapping[str, t.Any]) -> list[str]:
    """The keys in go-yaml v2's order; remembered, since charts write mappings of the same keys again and again."""
    keys = tuple(mapping)
    order = _orders.get(keys)
    if order is None:
        joined = "".join(keys)
        if _PLAIN_ORDER.match(joined):
            order = sorted(keys)
        else:
            order = sorted(keys, key=_natural)
        if len(_orders) >= _MAX_ORDERS:
            _orders.clear()
        _orders[keys] = order
    return order


__all__ = ("sorted_keys", "sorted_keys_v3")
