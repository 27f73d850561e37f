# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What template functions need of the world: time, zone, randomness, name lookup and new keys, all passed in."""

from __future__ import annotations

import typing as t
from contextlib import nullcontext

if t.TYPE_CHECKING:
    from datetime import tzinfo

Guard = t.Callable[[t.Callable[[], int]], t.ContextManager[None]]
_START = 1_767_225_600 * 10**9


class _Repeating:
    """Bytes that look random and are the same in every run: SHA-256 of a counter."""

    __slots__ = ("_count",)

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, size: int) -> bytes:
        from hashlib import sha256

        out = b""
        while len(out) < size:
            out += sha256(b"chartwright.kube %d" % self._count).digest()
            self._count += 1
        return out[:size]


class World:
    """The world that templates see. Every default repeats: midnight of 2026-01-01 in UTC, and the same "random" bytes.

    ``now()`` gives nanoseconds since 1970; ``local_zone()`` the tzinfo of Go's time.Local, or None for UTC.
    ``random_bytes(count)`` must be cryptographic outside tests. ``resolve(name)`` gives a host's addresses; None means
    that name lookup is not allowed, and getHostByName is blank. ``generate_key(kind, bits)`` gives a new private key
    of the cryptography package, ``kind`` being rsa, dsa, ecdsa or ed25519; None means a fresh one from OpenSSL, the
    one default that does not repeat. ``guard(size)`` bounds time and memory of what is done inside it, ``size()`` being
    the bytes that were given; None bounds nothing but what templates count.
    """

    __slots__ = ("generate_key", "guard", "local_zone", "now", "random_bytes", "resolve")

    def __init__(
        self,
        *,
        now: t.Callable[[], int] | None = None,
        local_zone: t.Callable[[], tzinfo | None] | None = None,
        random_bytes: t.Callable[[int], bytes] | None = None,
        resolve: t.Callable[[str], t.Sequence[str]] | None = None,
        generate_key: t.Callable[[str, int], t.Any] | None = None,
        guard: Guard | None = None,
    ) -> None:
        self.now = now or (lambda: _START)
        self.local_zone = local_zone or (lambda: None)
        self.random_bytes = random_bytes or _Repeating()
        self.resolve = resolve
        self.generate_key = generate_key
        self.guard = guard

    def noted(self, note: t.Callable[[], None]) -> World:
        """The same world, which calls ``note`` when it is asked for what may be otherwise the next time."""

        def noting(ask: t.Callable[..., t.Any]) -> t.Callable[..., t.Any]:
            def asked(*args: t.Any) -> t.Any:
                note()
                return ask(*args)

            return asked

        from .keys import new_key

        return World(
            now=noting(self.now),
            local_zone=noting(self.local_zone),
            random_bytes=noting(self.random_bytes),
            resolve=None if self.resolve is None else noting(self.resolve),
            generate_key=noting(self.generate_key or new_key),
            guard=self.guard,
        )

    def bounded(self, size: t.Callable[[], int]) -> t.ContextManager[None]:
        """What is done inside is bounded by ``guard``; ``size()`` are the bytes that were given."""
        return nullcontext() if self.guard is None else self.guard(size)

    def random_below(self, limit: int) -> int:
        """A random integer from 0 to ``limit`` - 1, evenly distributed."""
        size = (limit.bit_length() + 7) // 8 or 1
        ceiling = 256**size // limit * limit
        while True:
            drawn = int.from_bytes(self.random_bytes(size), "big")
            if drawn < ceiling:
                return drawn % limit

    def random_text(self, count: int, alphabet: str) -> str:
        """So many characters, each drawn evenly from an alphabet of at most 256."""
        ceiling = 256 // len(alphabet) * len(alphabet)
        out: list[str] = []
        while len(out) < count:
            drawn = self.random_bytes(count - len(out))
            out += [alphabet[byte % len(alphabet)] for byte in drawn if byte < ceiling]
        return "".join(out)


__all__ = ("World",)
