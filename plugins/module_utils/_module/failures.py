# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failures after the first write, as the result of a module: what has changed already, what is wrong, what is left."""

from __future__ import annotations

import contextlib
import typing as t

from .._engine.actions.deploy import DeployFailedError
from .._engine.actions.uninstall import UninstallFailedError
from .results import release_result

Result = dict[str, t.Any]


@contextlib.contextmanager
def explained(result: Result) -> t.Iterator[None]:
    """Give a failure inside the ``with`` block the plan's result and what was found out about it."""
    try:
        yield
    except DeployFailedError as error:
        error.details = {
            **result,
            "changed": True,
            "release": release_result(error.release),
            "failed_resources": error.findings,
            "hook_logs": error.hook_logs,
        }
        raise
    except UninstallFailedError as error:
        error.details = {
            **result,
            "changed": True,
            "release": release_result(error.release),
            "remaining": [{**ref._asdict(), "finalizers": finalizers} for ref, finalizers in error.remaining],
            "failed_resources": error.findings,
            "hook_logs": error.hook_logs,
        }
        raise


__all__ = ("explained",)
