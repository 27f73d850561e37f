# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import subprocess
import sys

from ansible_collections.chartwright.kube.plugins.module_utils._module.holder import ProcessHolder, _start


def test_a_holder_is_gone_when_its_process_on_this_machine_has_ended() -> None:
    me = ProcessHolder()
    host, pid, start, machine = me.name.split(":")
    assert not me.is_gone(me.name)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    other = ":".join((host, str(child.pid), _start(child.pid), machine))
    assert not me.is_gone(other)
    child.communicate(b"\n")
    assert me.is_gone(other)
    assert me.is_gone(":".join((host, pid, "1" + start, machine))), "another process has the number now"


def test_nobody_elsewhere_counts_as_gone() -> None:
    me = ProcessHolder()
    for name in ("", "host:1:1:other", "host:999999999:1:", "host:x:1:%s" % me.name.split(":")[3], "a:b"):
        assert not me.is_gone(name), name
