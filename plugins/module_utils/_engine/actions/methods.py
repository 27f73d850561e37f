# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How objects are written: by server-side or client-side apply, what a task asks for and what comes of it.

Follows getUpgradeServerSideValue of pkg/action/upgrade.go and the rules of Client.Update in pkg/kube/client.go.
"""

from __future__ import annotations

import typing as t

from ..errors import ReleaseError

SERVER_SIDE = "ssa"
CLIENT_SIDE = "csa"

AUTO = "auto"


class Method(t.NamedTuple):
    """How the objects of one plan are written; ``word`` is the record's ``apply_method``.

    ``force_conflicts`` takes fields from other managers, ``takeover`` first ends client-side field management: both for
    server-side apply. ``replace`` puts whole objects instead of patches, and ``drift`` lets patches of custom resources
    look at the live object, as those of all other kinds do: both for client-side apply.
    """

    word: str = SERVER_SIDE
    force_conflicts: bool = False
    takeover: bool = False
    replace: bool = False
    drift: bool = False


BY_SERVER = Method()


class Manner(t.NamedTuple):
    """What a task asks for; ``server_side`` is auto, true or false."""

    server_side: str = AUTO
    force_conflicts: bool = False
    force_replace: bool = False

    def install(self, *, take_ownership: bool) -> Method:
        """The method of an installation. What is there already is taken over."""
        return self._method(self._word(SERVER_SIDE), takeover=True, drift=take_ownership)

    def after(self, before: str, *, takeover: bool) -> Method:
        """The method of an upgrade of a record with the apply method ``before``, or of a rollback to such a one."""
        return self._method(self._word(before), takeover=takeover, drift=False)

    def moves(self, before: str) -> bool:
        """Whether the task asks for another method than that of a record."""
        return self._word(before) != known(before)

    def fitting(self, before: str) -> Manner:
        """The same with no other force than the method after ``before`` has."""
        if self._word(before) == SERVER_SIDE:
            return self._replace(force_replace=False)
        return self._replace(force_conflicts=False)

    def _word(self, before: str) -> str:
        if self.server_side == AUTO:
            return known(before)
        return SERVER_SIDE if self.server_side == "true" else CLIENT_SIDE

    def _method(self, word: str, *, takeover: bool, drift: bool) -> Method:
        if self.force_conflicts and self.force_replace:
            raise ReleaseError("invalid operation: cannot use force conflicts and force replace together")
        if word == SERVER_SIDE:
            if self.force_replace:
                raise ReleaseError(
                    "invalid operation: cannot use server-side apply and force replace together"
                    ' (set server_side: "false" to go on with client-side apply)'
                )
            return Method(word, force_conflicts=self.force_conflicts, takeover=takeover)
        if self.force_conflicts:
            raise ReleaseError(
                "invalid client update option(s): forceConflicts enabled when serverSideApply disabled"
                ' (set server_side: "true" to move the release to server-side apply)'
            )
        return Method(word, replace=self.force_replace, drift=drift)


def known(word: str) -> str:
    """A record's apply method: what is empty was written before helm knew of another than client-side apply."""
    return SERVER_SIDE if word == SERVER_SIDE else CLIENT_SIDE


__all__ = ("AUTO", "BY_SERVER", "CLIENT_SIDE", "SERVER_SIDE", "Manner", "Method", "known")
