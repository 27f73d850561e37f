# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The programs of the test bed: which there are, how each is built, and the cache of built ones."""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import subprocess
import threading
import typing as t
from pathlib import Path

from .go_toolchain import Go, find_go
from .places import CACHE, TESTBED
from .report import Progress, say

KUBERNETES = "v1.36.3"
HELM = "v4.3.1"
HELM3 = "v3.22.0"
STRIP = "-s -w"
_KUBERNETES_STAMP = " ".join(
    "-X %s.gitVersion=%s -X %s.gitMajor=1 -X %s.gitMinor=36" % (package, KUBERNETES, package, package)
    for package in ("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
)


class Program(t.NamedTuple):
    """One binary: the folder of the Go module that pins it, its package there, and the linker's flags."""

    module: str
    package: str
    ldflags: str


PROGRAMS = {
    "etcd": Program("cluster", "go.etcd.io/etcd/server/v3", STRIP),
    "kube-apiserver": Program("cluster", "k8s.io/kubernetes/cmd/kube-apiserver", "%s %s" % (STRIP, _KUBERNETES_STAMP)),
    "kube-controller-manager": Program(
        "cluster", "k8s.io/kubernetes/cmd/kube-controller-manager", "%s %s" % (STRIP, _KUBERNETES_STAMP)
    ),
    "kube-scheduler": Program("cluster", "k8s.io/kubernetes/cmd/kube-scheduler", "%s %s" % (STRIP, _KUBERNETES_STAMP)),
    "kwok": Program("cluster", "sigs.k8s.io/kwok/cmd/kwok", "%s %s" % (STRIP, _KUBERNETES_STAMP)),
    "kubectl": Program("cluster", "k8s.io/kubernetes/cmd/kubectl", "%s %s" % (STRIP, _KUBERNETES_STAMP)),
    "helm": Program(
        "helm", "helm.sh/helm/v4/cmd/helm", "%s -X helm.sh/helm/v4/internal/version.version=%s" % (STRIP, HELM)
    ),
    # Its libraries are pinned to the versions of helm's own, so that most of it is compiled already.
    "helm3": Program(
        "helm3", "helm.sh/helm/v3/cmd/helm", "%s -X helm.sh/helm/v3/internal/version.version=%s" % (STRIP, HELM3)
    ),
}
SERVERS = ("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok")


def binary(name: str) -> Path:
    """The path of one program, built first where the cache has none."""
    return binaries([name])[name]


def binaries(names: t.Sequence[str]) -> dict[str, Path]:
    """The paths of some programs; builds those that the cache does not hold and says how far it is."""
    paths = {name: _cached(name) for name in names}
    missing = [name for name in names if not paths[name].exists()]
    if missing:
        CACHE.mkdir(parents=True, exist_ok=True)
        with open(CACHE / "lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _build_all([name for name in missing if not paths[name].exists()])
    return paths


def _cached(name: str) -> Path:
    """The place of a build. Its key is everything that decides the content: pinned modules, flags and machine.

    The Go toolchain is no part of it, so that a machine without Go can use what it once built.
    """
    program = PROGRAMS[name]
    folder = TESTBED / "go" / program.module
    content = hashlib.sha256()
    for part in (
        (folder / "go.mod").read_bytes(),
        (folder / "go.sum").read_bytes(),
        repr(program).encode(),
        ("%s %s" % (platform.system(), platform.machine())).encode(),
    ):
        content.update(hashlib.sha256(part).digest())
    return CACHE / "bin" / content.hexdigest()[:16] / name


def _build_all(names: t.Sequence[str]) -> None:
    if not names:
        return
    go = find_go()
    say("Building %d of the real servers and tools from their Go modules into %s" % (len(names), CACHE / "bin"))
    say("This is done once; on two cores with nothing cached it takes about 5 minutes.")
    packages = _packages(go, names)
    built: set[str] = set()
    for number, name in enumerate(names, 1):
        title = "%s (%d of %d)" % (name, number, len(names))
        _build(go, name, title=title, packages=len(packages[name] - built))
        built |= packages[name]


def _packages(go: Go, names: t.Sequence[str]) -> dict[str, set[str]]:
    """The packages that each program consists of; downloads the modules that they are in."""
    progress = Progress("Fetching the Go modules")
    packages = {}
    downloaded = 0
    for name in names:
        program = PROGRAMS[name]

        def how_far(messages: t.Sequence[str], before: int = downloaded) -> str:
            return "%d downloaded" % (before + len(messages))

        run = _Run(go, program.module, "list", "-deps", program.package)
        packages[name] = set(run.wait(progress, how_far).split())
        downloaded += len(run.messages)
    if downloaded:
        progress.done("%d downloaded" % downloaded)
    return packages


def _build(go: Go, name: str, *, title: str, packages: int) -> None:
    program = PROGRAMS[name]
    target = _cached(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part-%d" % os.getpid())
    progress = Progress(title)

    def how_far(messages: t.Sequence[str]) -> str:
        return "%d of %d packages compiled" % (len(messages), packages)

    flags = ("-v", "-buildvcs=false", "-trimpath", "-ldflags", program.ldflags, "-o", str(unfinished))
    try:
        _Run(go, program.module, "build", *flags, program.package).wait(progress, how_far)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    progress.done("built")


class _Run:
    """A go command at work. What it says on stderr, a line a module or package, tells how far it is."""

    def __init__(self, go: Go, module: str, *words: str) -> None:
        self.messages: list[str] = []
        self._words = words
        self._output = ""
        self._process = subprocess.Popen(
            [go.command, *words],
            cwd=TESTBED / "go" / module,
            env=go.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._readers = [threading.Thread(target=reader, daemon=True) for reader in (self._listen, self._read)]
        for reader in self._readers:
            reader.start()

    def wait(self, progress: Progress, how_far: t.Callable[[t.Sequence[str]], str]) -> str:
        """What it printed; ends the program where it failed."""
        while True:
            try:
                code = self._process.wait(timeout=0.5)
                break
            except subprocess.TimeoutExpired:
                progress.update(how_far(self.messages))
        for reader in self._readers:
            reader.join(timeout=5)
        if code != 0:
            raise SystemExit("go %s failed:\n%s" % (" ".join(self._words), "\n".join(self.messages[-20:])))
        return self._output

    def _listen(self) -> None:
        if self._process.stderr is not None:
            self.messages.extend(line.rstrip("\n") for line in self._process.stderr)

    def _read(self) -> None:
        if self._process.stdout is not None:
            self._output = self._process.stdout.read()


__all__ = ["HELM", "HELM3", "KUBERNETES", "PROGRAMS", "SERVERS", "binaries", "binary"]
