# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart repository as large as the largest public ones: an index of 20,000 versions, and one chart to pull."""

from __future__ import annotations

import hashlib
import random
import typing as t
from pathlib import Path

CHARTS = 200
VERSIONS = 100
WORDS = (
    "database", "cache", "queue", "proxy", "metrics", "storage", "search", "identity", "gateway", "scheduler",
)  # fmt: skip

_ENTRY = """  - annotations:
      category: %(category)s
      licenses: Apache-2.0
    apiVersion: v2
    appVersion: %(app_version)s
    created: "2026-%(month)02d-%(day)02dT08:%(minute)02d:12.%(nanoseconds)dZ"
    dependencies:
    - name: common
      repository: oci://registry.example.com/charts
      tags:
      - common
      version: 2.x.x
    description: %(description)s
    digest: %(digest)s
    home: https://example.com/%(name)s
    icon: https://example.com/img/%(name)s.png
    keywords:
    - %(category)s
    - %(name)s
    maintainers:
    - name: The Makers
      url: https://example.com/charts
    name: %(name)s
    urls:
    - charts/%(name)s-%(version)s.tgz
    version: %(version)s
"""


def index_text(*, charts: int = CHARTS, versions: int = VERSIONS, served: dict[tuple[str, str], str]) -> str:
    """An index.yaml as helm writes it; ``served`` has the digests of the charts that are really there."""
    choose = random.Random(1)
    parts = ["apiVersion: v1\nentries:\n"]
    for chart in range(charts):
        name = chart_name(chart)
        parts.append("  %s:\n" % name)
        parts += (_entry(choose, name, chart_version(number), served) for number in range(versions - 1, -1, -1))
    parts.append('generated: "2026-11-21T08:00:00.123456789Z"\n')
    return "".join(parts)


def chart_name(number: int) -> str:
    """The name of a chart."""
    return "%s-%03d" % (WORDS[number % len(WORDS)], number)


def chart_version(number: int) -> str:
    """The version of a chart, the higher the number the newer."""
    return "%d.%d.%d" % (number // 25 + 1, number // 5 % 5, number % 5)


def _entry(choose: random.Random, name: str, version: str, served: dict[tuple[str, str], str]) -> str:
    words: dict[str, t.Any] = {
        "name": name,
        "version": version,
        "app_version": "%d.%d.%d" % (choose.randrange(9), choose.randrange(20), choose.randrange(99)),
        "category": choose.choice(WORDS),
        "month": choose.randrange(1, 13),
        "day": choose.randrange(1, 29),
        "minute": choose.randrange(60),
        "nanoseconds": choose.randrange(10**8, 10**9),
        "description": " ".join(choose.choice(WORDS) for _word in range(12)),
        "digest": served.get((name, version)) or hashlib.sha256(b"%d" % choose.getrandbits(64)).hexdigest(),
    }
    return _ENTRY % words


def write_repository(folder: Path, archive: bytes, *, name: str, version: str) -> Path:
    """Make ``folder`` a repository whose chart ``name`` has ``archive`` as its ``version``; the path of its index."""
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    (folder / "charts" / ("%s-%s.tgz" % (name, version))).write_bytes(archive)
    index = folder / "index.yaml"
    index.write_text(index_text(served={(name, version): hashlib.sha256(archive).hexdigest()}), encoding="utf-8")
    return index


__all__ = ["CHARTS", "VERSIONS", "chart_name", "chart_version", "index_text", "write_repository"]
