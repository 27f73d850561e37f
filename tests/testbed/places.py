# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the test bed keeps things."""

from __future__ import annotations

import os
from pathlib import Path

TESTBED = Path(__file__).resolve().parent
PROJECT = TESTBED.parent.parent

# Shared by all checkouts of a user: what is built once serves every clean clone.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chartwright-testbed"

DEFAULT_INSTANCE = PROJECT / "build" / "testbed"

__all__ = ["CACHE", "DEFAULT_INSTANCE", "PROJECT", "TESTBED"]
