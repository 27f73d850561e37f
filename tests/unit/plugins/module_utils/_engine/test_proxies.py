# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which requests go through a proxy."""

from __future__ import annotations

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.proxies import proxy_for

PROXY = {"HTTPS_PROXY": "http://proxy:3128", "http_proxy": "proxy:8080"}


@pytest.mark.parametrize(
    ("scheme", "host", "no_proxy", "proxy"),
    [
        ("https", "charts.example.org", "", "http://proxy:3128"),
        ("http", "charts.example.org", "", "http://proxy:8080"),
        ("https", "127.0.0.1", "", None),
        ("https", "localhost", "", None),
        ("https", "charts.example.org", "example.org", None),
        ("https", "charts.example.org", ".example.org", None),
        ("https", "example.org", ".example.org", "http://proxy:3128"),
        ("https", "charts.example.org", "*", None),
        ("https", "charts.example.org", "charts.example.org:8443", "http://proxy:3128"),
        ("https", "charts.example.org", "charts.example.org:443", None),
        ("https", "10.1.2.3", "10.0.0.0/8", None),
        ("https", "10.1.2.3", "10.1.2.4", "http://proxy:3128"),
    ],
)
def test_the_environment_chooses(scheme: str, host: str, no_proxy: str, proxy: str | None) -> None:
    port = 443 if scheme == "https" else 80
    assert proxy_for(scheme, host, port, {**PROXY, "NO_PROXY": no_proxy}) == proxy


def test_without_variables_requests_are_direct() -> None:
    assert proxy_for("https", "charts.example.org", 443, {}) is None
