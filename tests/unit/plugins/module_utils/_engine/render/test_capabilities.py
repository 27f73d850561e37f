# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions that a template may ask for; expectations come from helm template --kube-version."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ValuesError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.gotmpl.printing import go_print, sprint
from ansible_collections.chartwright.kube.plugins.module_utils._engine.render.capabilities import (
    Capabilities,
    KubeVersion,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1.28", ("v1.28", "v1.28", "1", "28")),
        ("v1.28.3-gke.5", ("v1.28.3-gke.5", "v1.28.3", "1", "28")),
        ("1.28.3.4+k3s1", ("v1.28.3.4+k3s1", "v1.28.3.4", "1", "28")),
        ("1.028", ("v1.028", "v1.28", "1", "28")),
        ("1.28.", ("v1.28.", "v1.28", "1", "28")),
    ],
)
def test_a_suffix_stays_in_the_version_and_leaves_the_constraint(text: str, shown: tuple[str, ...]) -> None:
    version = KubeVersion.parse(text)
    assert (version.Version, str(version), version.Major, version.Minor) == shown


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", 'could not parse "abc" as version'),
        ("-1.2", 'could not parse "-1.2" as version'),
        ("1", 'illegal version string "1"'),
        ("1..2", 'illegal version string "1..2"'),
        ("01.2", 'illegal zero-prefixed version component "01" in "01.2"'),
    ],
)
def test_what_is_no_version_is_refused_in_the_words_of_helm(text: str, reason: str) -> None:
    with pytest.raises(ValuesError) as caught:
        KubeVersion.parse(text)
    assert str(caught.value) == "invalid kube version '%s': %s" % (text, reason)


def test_without_a_cluster_the_group_versions_of_the_client_library_are_known() -> None:
    capabilities = Capabilities()
    assert capabilities.APIVersions.has("apps/v1")
    assert not capabilities.APIVersions.has("apps/v1/Deployment")
    assert str(capabilities.KubeVersion) == "v1.37.0"


def test_an_action_prints_the_normalized_version_and_print_the_struct() -> None:
    capabilities = Capabilities(KubeVersion.parse("1.28.3-gke.5"), ["v1"])
    assert go_print(capabilities.KubeVersion) == "v1.28.3"
    assert sprint(capabilities.KubeVersion) == "{v1.28.3-gke.5 v1.28.3 1 28}"
    assert go_print(capabilities) == "{{v1.28.3-gke.5 v1.28.3 1 28} [v1] {v4.3.1   go1.26.8 v1.37}}"
    assert sprint(capabilities).startswith("&{{")
