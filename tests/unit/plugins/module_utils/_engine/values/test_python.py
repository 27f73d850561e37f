# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values as Ansible holds them, read as helm reads a values file."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ValuesError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.values.python import values_from_python


class Tagged(str):
    """As Ansible's own kinds of text are."""

    __slots__ = ()

    def __str__(self) -> str:
        raise AssertionError("asked for its text")


def test_values_become_plain_ones_with_float_numbers() -> None:
    given = {
        "i": 3,
        "big": 2**60 + 1,
        "f": 1.5,
        "b": True,
        "n": None,
        "t": Tagged("x"),
        "l": (1, [2]),
        "m": {"k": False},
    }
    plain = values_from_python(given)
    assert plain == {
        "i": 3.0, "big": float(2**60), "f": 1.5, "b": True, "n": None, "t": "x", "l": [1.0, [2.0]], "m": {"k": False},
    }  # fmt: skip
    assert plain["i"].__class__ is float and plain["t"].__class__ is str and plain["l"].__class__ is list


def test_keys_become_the_text_that_yaml_keys_become() -> None:
    assert values_from_python({7: "a", 1.5: "b", True: "c"}) == {"7": "a", "1.5": "b", "true": "c"}
    assert values_from_python({False: 1, 10: 2, Tagged("k"): 3}) == {"false": 1.0, "10": 2.0, "k": 3.0}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"a": {"d": datetime.date(2020, 1, 1)}},
            "values.a.d: a date is no YAML value for helm; quote it to make it text",
        ),
        ({"a": [b"x"]}, "values.a[0]: a value of type bytes cannot be given to a chart"),
        ({"a": float("nan")}, "values.a: nan is no number that values can hold"),
        ({"a": 10**400}, "values.a: %d is no number that values can hold" % 10**400),
        ({"a": {None: 1}}, "values.a: a key must be text, not NoneType"),
        ({"a": {1, 2}}, "values.a: a value of type set cannot be given to a chart"),
    ],
)
def test_what_values_cannot_hold_is_refused_with_its_place(given: dict[str, t.Any], message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        values_from_python(given)
    assert str(caught.value) == message


def test_values_within_themselves_are_refused() -> None:
    endless: dict[str, t.Any] = {}
    endless["a"] = endless
    with pytest.raises(ValuesError, match="nested too deeply"):
        values_from_python(endless)
