# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Be a module's process as Ansible starts it, and end by a signal in the middle of the work.

Run as ``python3 doomed.py JSON``, with the module's name and options; ``request`` is the number of the request to the
API server at which the clock starts, ``delay`` the seconds from there to the signal ``number``. Without them the
module runs to its end. ``tree`` is where the collection is found.
"""

from __future__ import annotations

import importlib
import itertools
import json
import os
import sys
import threading
import typing as t


def main() -> None:
    order = json.loads(sys.argv[1])
    sys.path.insert(0, order["tree"])
    basic: t.Any = importlib.import_module("ansible.module_utils.basic")
    basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": order["options"]}).encode()
    basic._ANSIBLE_PROFILE = "legacy"
    root = "ansible_collections.chartwright.kube.plugins."
    if "request" in order:
        doom(importlib.import_module(root + "module_utils._engine.kube.transport").Transport, order)
    importlib.import_module(root + "modules." + order["module"]).main()


def doom(transport: t.Any, order: dict[str, t.Any]) -> None:
    numbers, original = itertools.count(1), transport._open

    def counted(*arguments: t.Any, **more: t.Any) -> t.Any:
        if next(numbers) == order["request"]:
            timer = threading.Timer(order["delay"], os.kill, (os.getpid(), order["number"]))
            timer.daemon = True
            timer.start()
        return original(*arguments, **more)

    transport._open = counted


if __name__ == "__main__":
    main()
