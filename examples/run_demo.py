# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs demo.yml in a folder of its own, on a control plane of its own: what ``make demo`` calls.

Another cluster is used only where DEMO_KUBECONFIG names its kubeconfig; KUBECONFIG and ~/.kube are never looked at.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import typing as t
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
PROJECT = EXAMPLES.parent
FOLDER = PROJECT / "build" / "demo"
BIN = Path(sys.executable).parent


def main() -> int:
    """Set up, run the playbook, clean up; the playbook's exit code."""
    collection = FOLDER / "collections" / "ansible_collections" / "chartwright" / "kube"
    if not collection.exists():
        collection.parent.mkdir(parents=True, exist_ok=True)
        collection.symlink_to(PROJECT)
    home = FOLDER / "home"
    home.mkdir(parents=True, exist_ok=True)
    chosen = os.environ.get("DEMO_KUBECONFIG", "")
    testbed = part_of_testbed("instance").Testbed(FOLDER / "cluster")
    kubeconfig = Path(chosen).resolve() if chosen else testbed.kubeconfig
    if not chosen:
        testbed.up()
    try:
        command = [str(BIN / "ansible-playbook"), str(EXAMPLES / "demo.yml")]
        code = subprocess.call(command, env=environment(home, kubeconfig), cwd=FOLDER)
    finally:
        if not chosen:
            testbed.down(quiet=True)
    if code == 0:
        print("The playbook: examples/demo.yml. Its chart: examples/charts/hello. A cluster to play with: make testbed")
    return code


def part_of_testbed(name: str) -> t.Any:
    """A module of tests/testbed."""
    if str(PROJECT / "tests") not in sys.path:
        sys.path.insert(0, str(PROJECT / "tests"))
    return importlib.import_module("testbed.%s" % name)


def environment(home: Path, kubeconfig: Path) -> dict[str, str]:
    """No setting of the user's own Ansible, Kubernetes or Helm reaches the demo, and no helm or kubectl is on PATH."""
    kept = ("LANG", "LC_ALL", "TERM", "COLUMNS", "NO_COLOR", "ANSIBLE_NOCOLOR", "ANSIBLE_FORCE_COLOR", "TMPDIR")
    result = {name: os.environ[name] for name in kept if name in os.environ}
    result.update(
        PATH=part_of_testbed("bare_path").bare_path(FOLDER / "bin"),
        HOME=str(home),
        ANSIBLE_CONFIG=str(EXAMPLES / "ansible.cfg"),
        ANSIBLE_HOME=str(home / ".ansible"),
        ANSIBLE_COLLECTIONS_PATH=str(FOLDER / "collections"),
        K8S_AUTH_KUBECONFIG=str(kubeconfig),
    )
    result.setdefault("LANG", "C.UTF-8")
    return result


if __name__ == "__main__":
    sys.exit(main())
