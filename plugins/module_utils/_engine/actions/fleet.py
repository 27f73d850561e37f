# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many releases in an order: which ones wait for which, which may begin now, and which are left out.

A release begins as soon as those that it waits for are done; there are no layers.
"""

from __future__ import annotations

import typing as t

from ..errors import ReleaseError

Waits = dict[str, list[str]]


class Member(t.NamedTuple):
    """One release of a fleet. ``needs`` are names, or namespaces and names with a slash between."""

    name: str
    namespace: str
    needs: t.Sequence[str] = ()
    absent: bool = False

    @property
    def key(self) -> str:
        """What the release is known by."""
        return "%s/%s" % (self.namespace, self.name)


def find_waits(members: t.Sequence[Member]) -> Waits:
    """Which releases each one waits for: those it needs, and where both are to be removed those that need it.

    ReleaseError where a name is unknown, ambiguous or declared twice, where something absent is needed, and where
    releases need each other in a circle.
    """
    known: dict[str, Member] = {}
    for member in members:
        if member.key in known:
            raise ReleaseError("the release %s is declared twice" % member.key)
        known[member.key] = member
    waits: Waits = {key: [] for key in known}
    needs: Waits = {key: [] for key in known}
    for member in members:
        for name in member.needs:
            needed = known[find_key(name, members, where="the release %s needs" % member.key)]
            needs[member.key].append(needed.key)
            if member.absent and needed.absent:
                waits[needed.key].append(member.key)
            elif needed.absent:
                raise ReleaseError("the release %s needs %s, which is declared absent" % (member.key, needed.key))
            elif not member.absent:
                waits[member.key].append(needed.key)
    _refuse_circle(needs)
    return waits


def find_key(name: str, members: t.Sequence[Member], *, where: str) -> str:
    """The one release that a name means; ReleaseError begins with ``where``."""
    found = [member.key for member in members if name in (member.name, member.key)]
    if not found:
        raise ReleaseError("%s %s, but no release of that name is declared" % (where, name))
    if len(found) > 1:
        raise ReleaseError(
            "%s %s, but several releases have that name: write one of %s" % (where, name, ", ".join(found))
        )
    return found[0]


def select(waits: Waits, keys: t.Iterable[str], *, with_needs: bool) -> Waits:
    """The part of a fleet that ``keys`` name, ``with_needs`` all that these wait for too, in the fleet's order."""
    chosen: set[str] = set()
    pending = list(keys)
    while pending:
        key = pending.pop()
        if key not in chosen:
            chosen.add(key)
            pending += waits[key] if with_needs else ()
    return {key: [other for other in others if other in chosen] for key, others in waits.items() if key in chosen}


def _refuse_circle(needs: Waits) -> None:
    done: set[str] = set()
    for start in needs:
        path: list[str] = []
        # Each entry is a release on the path, or one whose needs have all been looked at.
        pending = [(start, False)]
        while pending:
            key, is_end = pending.pop()
            if is_end:
                done.add(path.pop())
            elif key in path:
                circle = [*path[path.index(key) :], key]
                raise ReleaseError("releases need each other in a circle: %s" % " needs ".join(circle))
            elif key not in done:
                path.append(key)
                pending.append((key, True))
                pending += [(other, False) for other in reversed(needs[key])]


class Schedule:
    """What of a fleet is yet to begin. ``skipped`` are those left out, each with the failed release that it needs."""

    def __init__(self, waits: Waits) -> None:
        self._waiting = {key: set(others) for key, others in waits.items()}
        self.skipped: dict[str, str] = {}

    def begin(self) -> str | None:
        """The next release that may begin now, in the fleet's order; None where there is none, or none yet."""
        for key, others in self._waiting.items():
            if not others:
                del self._waiting[key]
                return key
        return None

    def finish(self, key: str, *, failed: bool = False) -> None:
        """A release that began has ended; what waits for a failed one is left out, whatever is between."""
        if not failed:
            for others in self._waiting.values():
                others.discard(key)
            return
        lost = {key}
        while True:
            more = [other for other, others in self._waiting.items() if others & lost]
            if not more:
                return
            for other in more:
                del self._waiting[other]
                self.skipped[other] = key
            lost.update(more)


__all__ = ("Member", "Schedule", "Waits", "find_key", "find_waits", "select")
