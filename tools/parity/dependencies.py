# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Update, build and list the dependencies of every chart of a corpus with our engine and with helm, and compare.

usage: python3 tools/parity/dependencies.py HELM CORPUS [TEXT]
The repositories that the charts name are replaced by one on loopback that offers some versions of each dependency.
Verdicts: same (equal locks but for their time, equal charts/, equal statuses, and helm builds from our lock), none (no
dependencies), refuses (both fail), differs, fails (ours alone), accepts (helm alone fails).
"""

from __future__ import annotations

import functools
import hashlib
import http.server
import re
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from authoring import ENGINE, compare, run_helm

sys.path.insert(0, str(ENGINE))

from _engine.chart.archive import read_archive
from _engine.chart.model import Chart, Metadata
from _engine.chart.packing import pack, package_members, package_name
from _engine.disk.charts import load_chart
from _engine.disk.dependency_statuses import dependency_statuses
from _engine.errors import EngineError
from _engine.fetch.dependencies import Moment, perform, plan_build, plan_update
from _engine.fetch.dependency_sources import DependencySources
from _engine.fetch.paths import HelmPaths

_REPOSITORY = re.compile(r"^(\s*-?\s*repository:\s*).*$", re.MULTILINE)
_GENERATED = re.compile(r"^generated: .*$", re.MULTILINE)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    """A server of ``folder`` on loopback."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def versions_near(constraint: str) -> list[str]:
    """Versions around the first one that a constraint names."""
    numbers = [int(number) for number in re.findall(r"\d+", constraint.split(",")[0])[:3]] or [1]
    major, minor, patch = (*numbers, 0, 0)[:3]
    found = [(major, minor, patch), (major, minor, patch + 1), (major, minor + 1, 0), (major + 1, 0, 0)]
    return ["%d.%d.%d" % numbers for numbers in found] + ["%d.%d.%d-rc.1" % found[-1]]


def publish(chart: Chart, folder: Path) -> None:
    """Some versions of each dependency, and their index."""
    lines = ["apiVersion: v1", "entries:"]
    for name in sorted({dependency.name for dependency in chart.metadata.dependencies or ()}):
        lines.append("  %s:" % name)
        wanted = [held.version for held in chart.metadata.dependencies or () if held.name == name]
        for version in sorted({near for constraint in wanted for near in versions_near(constraint)}):
            offered = Chart(metadata=Metadata(name=name, version=version, api_version="v2"))
            data = pack(package_members(offered, now=0))
            (folder / package_name(offered)).write_bytes(data)
            lines += ["  - apiVersion: v2", "    name: %s" % name, "    version: %s" % version]
            lines += ["    digest: %s" % hashlib.sha256(data).hexdigest(), "    urls: [%s]" % package_name(offered)]
    (folder / "index.yaml").write_text("\n".join(lines) + "\n")


def state(folder: Path) -> dict[str, object]:
    """The lock without its time, and the contents of what charts/ holds."""
    found: dict[str, object] = {}
    for name in ("Chart.lock", "requirements.lock"):
        if (folder / name).exists():
            found[name] = _GENERATED.sub("", (folder / name).read_text())
    for path in sorted((folder / "charts").glob("*.tgz")):
        found[path.name] = [(file.name, file.data) for file in read_archive(path.read_bytes())]
    return found


def statuses(helm: str, folder: Path, home: Path) -> list[str]:
    """The last column of ``helm dependency list``."""
    rows = run_helm(helm, "dependency", "list", str(folder), folder=home).out.split("\n\n")[0].splitlines()[1:]
    return [row.rpartition("\t")[2].strip() for row in rows if row.strip()]


def judge(helm: str, chart: Path) -> tuple[str, str]:
    """The verdict on one chart, and what differs."""
    loaded = load_chart(str(chart))
    if not loaded.metadata.dependencies:
        return "none", ""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "www").mkdir()
        publish(loaded, root / "www")
        server = serve(root / "www")
        try:
            return judge_copies(helm, chart, root, "http://127.0.0.1:%d" % server.server_address[1])
        finally:
            server.shutdown()
            server.server_close()


def judge_copies(helm: str, chart: Path, root: Path, url: str) -> tuple[str, str]:
    """Update one copy with helm and one with ours."""
    theirs, mine = root / "theirs" / chart.name, root / "mine" / chart.name
    for copy in (theirs, mine):
        shutil.copytree(chart, copy)
        for name in ("Chart.yaml", "requirements.yaml"):
            if (copy / name).exists():
                text = (copy / name).read_text()
                (copy / name).write_text(_REPOSITORY.sub(lambda found: found[1] + url, text))
    answer = run_helm(helm, "dependency", "update", str(theirs), folder=root / "home")
    paths = HelmPaths({"HELM_CONFIG_HOME": str(root / "own"), "HELM_CACHE_HOME": str(root / "own")})
    moment = Moment(time.time_ns())
    try:
        before = dependency_statuses(str(mine), load_chart(str(mine)))
        plan = plan_update(str(mine), DependencySources(str(mine), paths), moment)
        if plan is not None:
            perform(plan)
        again = plan_update(str(mine), DependencySources(str(mine), paths), moment)
        built = plan_build(str(mine), DependencySources(str(mine), paths), moment)
    except EngineError as error:
        return ("refuses", "") if answer.status else ("fails", str(error))
    if answer.status:
        return "accepts", answer.err
    if (again and again.changed) or (built and built.changed):
        return "differs", "not idempotent"
    if state(theirs) != state(mine):
        return "differs", "%s\n%s" % (list(state(theirs).items())[:2], list(state(mine).items())[:2])
    original = root / "original" / chart.name
    shutil.copytree(chart, original)
    if statuses(helm, original, root / "home") != before:
        return "differs", "%s\n%s" % (statuses(helm, original, root / "home"), before)
    after = dependency_statuses(str(mine), load_chart(str(mine)))
    if statuses(helm, mine, root / "home") != after:
        return "differs", "%s\n%s" % (statuses(helm, mine, root / "home"), after)
    run_helm(helm, "repo", "add", "corpus", url, folder=root / "home")
    answer = run_helm(helm, "dependency", "build", str(mine), folder=root / "home")
    return ("differs", answer.err) if answer.status else ("same", "")


if __name__ == "__main__":
    sys.exit(compare(sys.argv[1:], str(__doc__), judge, good=("same", "none", "refuses")))
