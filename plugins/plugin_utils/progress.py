# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of progress on the screen of a playbook: whether they are shown, and how.

What a module says while it works goes to Ansible's display, not into its result. So it is shown only where a person
reads the output: by default in playbooks with a stdout callback that is known to print for people, never with others,
whose output may be data for a program.
"""

from __future__ import annotations

import os
import typing as t

from ansible import constants as C  # noqa: N812 - its usual name
from ansible import context
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

Show = t.Callable[[str], None]

VARIABLE = "chartwright_progress"
_FOR_PEOPLE = ("default", "debug", "yaml", "unixy", "diy", "default_without_diff", "counter_enabled")
# ansible-runner's, and so AWX's: it records what the callback prints that this variable names.
_RECORDER, _RECORDED = "awx_display", "ORIGINAL_STDOUT_CALLBACK"
# An option of ansible-playbook alone.
_PLAYBOOK_OPTION = "start_at_task"
_MOST_CHARACTERS = 400


def screen(action: ActionBase, task_vars: dict[str, t.Any]) -> Show | None:
    """What shows a line in the output of the playbook; None where nothing is to be shown, as with ``no_log``."""
    choice = str(action._templar.template(task_vars.get(VARIABLE, "auto"))).lower()
    if action._task.no_log or choice in ("false", "no", "0"):
        return None
    if choice not in ("true", "yes", "1") and not _people_read():
        return None
    host = str(task_vars.get("inventory_hostname", ""))
    return lambda line: Display().display("[%s] %s" % (host, _shown(line)))


def _people_read() -> bool:
    callback = str(C.DEFAULT_STDOUT_CALLBACK).rpartition(".")[2]
    if callback == _RECORDER:
        callback = os.environ.get(_RECORDED, "default").rpartition(".")[2]
    return _PLAYBOOK_OPTION in context.CLIARGS and callback in _FOR_PEOPLE


def _shown(line: str) -> str:
    """A line for a terminal: what objects of a cluster say may hold anything."""
    text = "".join(character if character.isprintable() else " " for character in line)
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 3] + "..."


__all__ = ("VARIABLE", "screen")
