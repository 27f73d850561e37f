# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conclusions drawn before: the same input and the same record need no rendering to know that nothing changes.

A conclusion is kept under a digest of all that it was drawn from: the chart's files, the values, the server's version
and kinds, the record, this collection's version. Where templates looked something up, the answers belong to it, and
they are asked for again. Where templates asked for anything else (the time, random bytes, a name server) or gave rise
to a warning, none is kept.
"""

from __future__ import annotations

import json
import typing as t
from hashlib import blake2b

from ..gotmpl.functions import GoError
from ..gotmpl.parsed import Cache
from ..release.model import Release
from .chart_source import ChartSource
from .present import Rendering

# The collection's version, as galaxy.yml has it: another one may render otherwise.
VERSION: t.Final = "0.1.0"


class Foregone:
    """The conclusions about one chart, in a cache that nobody else can write to."""

    def __init__(self, source: ChartSource, cache: Cache) -> None:
        self._source = source
        self._cache = cache
        self._key = ""

    def unchanged(self, rendering: Rendering, record: Release, labels: t.Mapping[str, str]) -> bool:
        """Whether it is known that this rendering, and these labels, are what the record holds."""
        self._key = self._digest(rendering, record, labels)
        kept = self._cache.get(self._key) if self._key else None
        if kept is None:
            return False
        try:
            return all(self._source.answer_digest(*question) == digest for question, digest in json.loads(kept))
        except GoError:
            return False

    def keep(self) -> None:
        """Keep, for what ``unchanged`` was last asked about, that the rendering made since then changes nothing."""
        asked = self._source.asked
        if self._key and asked is not None:
            self._cache.put(self._key, json.dumps(list(asked.items())).encode())

    def _digest(self, rendering: Rendering, record: Release, labels: t.Mapping[str, str]) -> str:
        """Hexadecimal digits; none where something that has no digest takes part."""
        inputs = self._source.inputs(rendering)
        if not inputs or not record.digest:
            return ""
        facts = (
            VERSION,
            inputs,
            record.digest,
            record.info.status,
            sorted(record.labels.items()),
            sorted(labels.items()),
        )
        return blake2b(repr(facts).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()


__all__ = ("VERSION", "Foregone")
