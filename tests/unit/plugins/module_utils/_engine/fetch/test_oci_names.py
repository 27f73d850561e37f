# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names in registries, challenges and scopes."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import FetchError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_auth import (
    clean_scopes,
    parse_challenges,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.fetch.oci_reference import parse_reference

SUM = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("oci://host/a", ("host", "a", "", "")),
        ("host:5000/a/b-c/d.e:1.0.0", ("host:5000", "a/b-c/d.e", "1.0.0", "")),
        ("oci://host/a:1.0.0+b.1", ("host", "a", "1.0.0_b.1", "")),
        ("oci://[::1]:5000/a@" + SUM, ("[::1]:5000", "a", "", SUM)),
        ("oci://host/a:1.0.0@" + SUM, ("host", "a", "1.0.0", SUM)),
        ("docker.io/library/a__b", ("docker.io", "library/a__b", "", "")),
    ],
)
def test_a_name_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert parse_reference(text) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("oci://host", "missing registry or repository"),
        ("oci://host/", 'invalid repository ""'),
        ("oci://user:pass@host/a", "missing registry or repository"),
        ("oci:///a", 'invalid registry ""'),
        ("oci://host/A", 'invalid repository "A"'),
        ("oci://host/a//b", 'invalid repository "a//b"'),
        ("oci://host/../b", 'invalid repository "../b"'),
        ("oci://host/a?x=y", r'invalid repository "a\?x=y"'),
        ("oci://host/a:b/c", 'invalid tag "b/c"'),
        ("oci://host/a:.b", 'invalid tag ".b"'),
        ("oci://host/a@sha256:a", "invalid checksum digest length"),
        ("oci://host/a@md5:" + "a" * 32, "unsupported digest algorithm"),
        ("oci://host/a@" + SUM.upper(), "invalid checksum digest format"),
        ("oci://host\r\n/a", "invalid registry"),
    ],
)
def test_what_is_no_name_is_refused(text: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        parse_reference(text)


def test_docker_hub_answers_under_another_name() -> None:
    assert parse_reference("oci://docker.io/a/b").host == "registry-1.docker.io"


@pytest.mark.parametrize(
    ("header", "challenges"),
    [
        ("", {}),
        ('Basic realm="r"', {"basic": {"realm": "r"}}),
        ("Basic", {"basic": {}}),
        (
            'Bearer realm="https://a/t",service="s",scope="repository:a:pull,push"',
            {"bearer": {"realm": "https://a/t", "service": "s", "scope": "repository:a:pull,push"}},
        ),
        ('bearer  realm = "a\\"b" , error=x', {"bearer": {"realm": 'a"b', "error": "x"}}),
        ('Negotiate, Basic realm="r"', {"negotiate": {}, "basic": {"realm": "r"}}),
        ('Basic realm="r", Bearer realm="b"', {"basic": {"realm": "r"}, "bearer": {"realm": "b"}}),
        ('="', {}),
    ],
)
def test_challenges_are_read(header: str, challenges: dict[str, dict[str, str]]) -> None:
    assert parse_challenges(header) == challenges


def test_scopes_are_merged() -> None:
    assert clean_scopes(["repository:b:push", "repository:a:pull", "repository:b:pull,push", "registry:catalog:*"]) == [
        "registry:catalog:*",
        "repository:a:pull",
        "repository:b:pull,push",
    ]
    assert clean_scopes(["repository:a:pull,*", "other"]) == ["other", "repository:a:*"]
