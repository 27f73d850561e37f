# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the work on a release gets at the world: one task does it for itself, many releases share what they can."""

from __future__ import annotations

import typing as t

from .._engine.actions.plan import Plan
from .cluster import Access, connect
from .run import Context
from .sources import FoundChart, locate_chart

Params = t.Mapping[str, t.Any]


class Reach:
    """Everything anew, for one release."""

    def connect(self, params: Params) -> Access:
        """The cluster and its records; no request is made yet."""
        return connect(params)

    def chart(self, params: Params, context: Context) -> FoundChart:
        """The chart that the task wants to install, nobody else's to change."""
        return locate_chart(params, warn=context.warn, check_mode=context.check_mode)

    def foretell(self, plan: Plan) -> None:
        """Hear of a plan that check mode does not perform."""


__all__ = ("Reach",)
