# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finding a chart in a large index: whole processes of our modules beside helm's commands.

Ours are processes of the module itself, with all that Ansible's own code costs in it; the server is on loopback, says
ETags and compresses, as public ones do.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import http.server
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import typing as t
from pathlib import Path

from large_index import CHARTS, VERSIONS, chart_name, write_repository
from measuring import HEAD, Command, measured, paired

ROOT = Path(__file__).resolve().parents[2]
NAME, VERSION = chart_name(CHARTS // 2), "4.4.4"


class Repository:
    """A repository on loopback in a process of its own; ``sent`` counts the bytes of bodies."""

    def __init__(self, folder: Path, helm: str) -> None:
        self._sent = multiprocessing.Value("q", 0)
        ready: multiprocessing.SimpleQueue[tuple[str, int]] = multiprocessing.SimpleQueue()
        arguments = (folder, helm, self._sent, ready)
        # A process of its own also because a child's peak of memory counts from its parent's.
        self._process = multiprocessing.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        self.url, self.size = ready.get()

    @property
    def sent(self) -> int:
        """The bytes sent so far."""
        return int(self._sent.value)

    def close(self) -> None:
        """Stop serving."""
        self._process.terminate()
        self._process.join()


def _serve(folder: Path, helm: str, sent: t.Any, ready: t.Any) -> None:
    subprocess.run([helm, "create", NAME], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    words = [helm, "package", NAME, "--version", VERSION]
    subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = (folder / ("%s-%s.tgz" % (NAME, VERSION))).read_bytes()
    index = write_repository(folder / "repository", archive, name=NAME, version=VERSION)
    files = {"/" + str(path.relative_to(index.parent)): path.read_bytes() for path in index.parent.rglob("*.*")}
    packed = {path: gzip.compress(data, 6) for path, data in files.items()}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            tag = '"%s"' % hashlib.sha256(files[self.path]).hexdigest()
            compressed = "gzip" in self.headers.get("Accept-Encoding", "")
            body = (packed if compressed else files)[self.path] if self.headers.get("If-None-Match") != tag else b""
            self.send_response(200 if body else 304)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body)))
            if compressed and body:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            with sent.get_lock():
                sent.value += len(body)

        def log_message(self, format: str, *args: t.Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ready.put(("http://127.0.0.1:%d" % server.server_address[1], index.stat().st_size))
    server.serve_forever()


class Bench:
    """The commands in a folder of their own, ours and helm's each with its own home."""

    def __init__(self, folder: Path, helm: str, url: str) -> None:
        self._folder = folder
        self._helm = helm
        self.url = url

    def ours(self, module: str, *, cold: bool = False, **options: t.Any) -> Command:
        """A process of a module; ``cold`` forgets what was cached before each run."""
        environment = self._environment("ours")
        environment["PYTHONPATH"] = str(ROOT / ".tree")
        arguments = {"ANSIBLE_MODULE_ARGS": {**options, "_ansible_remote_tmp": str(self._folder)}}
        path = self._folder / ("arguments-%s.json" % hashlib.sha256(json.dumps(options).encode()).hexdigest()[:8])
        path.write_text(json.dumps(arguments), encoding="utf-8")
        name = "ansible_collections.chartwright.kube.plugins.modules." + module
        return Command([sys.executable, "-m", name, str(path)], environment, _forget(environment) if cold else int)

    def helm(self, *words: str, cold: bool = False) -> Command:
        """A helm command."""
        environment = self._environment("helm")
        return Command([self._helm, *words], environment, _forget(environment) if cold else int)

    def _environment(self, whose: str) -> dict[str, str]:
        homes = {
            "HELM_%s_HOME" % name: str(self._folder / whose / name.lower()) for name in ("CACHE", "CONFIG", "DATA")
        }
        return {**os.environ, **homes}


def _forget(environment: dict[str, str]) -> t.Callable[[], object]:
    """Removes caches and declarations."""

    def forget() -> None:
        for name in ("CACHE", "CONFIG"):
            shutil.rmtree(environment["HELM_%s_HOME" % name], ignore_errors=True)

    return forget


def main(arguments: list[str]) -> int:
    """Make the repository, run the pairs, print the table."""
    parser = argparse.ArgumentParser(prog="tools/bench index", description=__doc__)
    parser.add_argument("--helm", default="helm", help="the helm command (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each (default: %(default)s)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        repository = Repository(Path(name), options.helm)
        said = (repository.size / 1e6, CHARTS, VERSIONS, options.runs)
        print("An index of %.1f MB: %d charts, %d versions each; %d pairs of runs, medians.\n" % said)
        _table(Bench(Path(name), options.helm, repository.url), repository, options.runs)
        repository.close()
    return 0


def _table(bench: Bench, repository: Repository, runs: int) -> None:
    ours, helm, url = bench.ours, bench.helm, bench.url
    by_url = helm("show", "chart", NAME, "--repo", url)
    info: dict[str, t.Any] = {"chart": NAME, "repo_url": url}
    declared: dict[str, t.Any] = {"name": "big", "url": url, "state": "refreshed"}
    print(HEAD, flush=True)
    for name, mine, theirs in (
        ("a chart by URL, nothing cached", ours("chart_info", cold=True, **info), by_url),
        ("a chart by URL, index unchanged", ours("chart_info", **info), by_url),
        (
            "declare the repository",
            ours("chart_repo", cold=True, **declared),
            helm("repo", "add", "big", url, cold=True),
        ),
        ("refresh it, index unchanged", ours("chart_repo", **declared), helm("repo", "update", "big")),
        ("a chart of it", ours("chart_info", chart="big/" + NAME), helm("show", "chart", "big/" + NAME)),
    ):
        print(paired(mine, theirs, runs=runs).row(name), flush=True)
    sent = []
    for _again in range(2):
        before = repository.sent
        measured(ours("chart_info", **info))
        sent.append(repository.sent - before)
    print("\nBy URL, ours was sent %d bytes at first, then %d; helm is sent the index each time." % tuple(sent))


__all__ = ["main"]
