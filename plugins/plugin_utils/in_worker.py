# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Action plugins that run their module in a child of Ansible's own worker, where the target is the controller itself.

A task on localhost then needs no archive, no new Python and no second import of the engine: the strategy loads the
action plugin, and with it the module, once in Ansible's main process, and all workers are forks of that. The module's
own ``main`` runs, with its options, its check of them and its JSON result, so nothing else differs from a module that
was sent to a target, but that lines of progress can be shown while it works.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import selectors
import signal
import sys
import traceback
import typing as t

from ansible.errors import AnsibleError
from ansible.module_utils import basic
from ansible.plugins.action import ActionBase
from ansible.release import __version__
from ansible_collections.chartwright.kube.plugins.module_utils._engine.deps.urllib3 import urllib3
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import EngineError, MissingLibraryError
from ansible_collections.chartwright.kube.plugins.plugin_utils.bytecode import import_main
from ansible_collections.chartwright.kube.plugins.plugin_utils.progress import Show, screen

_PROFILE: str | None
try:
    from ansible.module_utils import _internal
    from ansible.module_utils.common.json import Direction, get_module_encoder
except ImportError:  # ansible-core before 2.19
    _PROFILE = None
else:
    _PROFILE = "legacy"

# A module is run here by what is no public interface of Ansible's: with a newer one than was tried, it is sent.
_KNOWN: t.Final = tuple(map(int, __version__.split(".")[:2])) <= (2, 21)

Main = t.Callable[[], None]
Result = dict[str, t.Any]


class Output(t.NamedTuple):
    """What a finished child printed, and its exit code."""

    code: int
    stdout: str
    stderr: str


class InWorkerAction(ActionBase):
    """Runs the module of its own name."""

    _supports_async = True
    # A folder on the target is made where a file must be sent.
    TRANSFERS_FILES = False
    # The module's own entry, which runs in this process's child where the target is the controller.
    MAIN: t.ClassVar[staticmethod[[], None]]

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> Result:
        """The module's result."""
        result: Result = super().run(tmp, task_vars)
        variables = task_vars or {}
        wrap_async = bool(self._task.async_val) and not self._connection.has_native_async
        try:
            args = self._prepared(dict(self._task.args))
        except (AnsibleError, EngineError, OSError) as error:
            return {**result, "failed": True, "changed": False, "msg": str(error)}
        try:
            if fits(self, variables):
                return {**result, **run_module(self, type(self).MAIN, args, variables)}
            return {**result, **self._execute_module(module_args=args, task_vars=variables, wrap_async=wrap_async)}
        finally:
            if not wrap_async:
                self._remove_tmp_path(self._connection._shell.tmpdir)

    def _prepared(self, args: dict[str, t.Any]) -> dict[str, t.Any]:
        """The options that the module gets."""
        return args


def entry(module: str) -> staticmethod[[], None]:
    """The ``main`` of a module, imported here once with all that its runs need, so that the forks have it."""
    main = import_main(module)
    # What is missing, the module reports where it needs it.
    with contextlib.suppress(MissingLibraryError):
        urllib3()
    return staticmethod(main)


def fits(action: ActionBase, task_vars: dict[str, t.Any]) -> bool:
    """Whether the task's target is this very process's system, user and Python."""
    wanted = task_vars.get("chartwright_in_worker", True)
    interpreter = action._templar.template(task_vars.get("ansible_python_interpreter"))
    return (
        _KNOWN
        and action._connection.transport == "local"
        and not action._play_context.become
        and not action._task.async_val
        and str(wanted).lower() not in ("false", "no", "0")
        and interpreter is not None
        and os.path.realpath(interpreter) == os.path.realpath(sys.executable)
        and os.path.dirname(os.path.abspath(interpreter)) == os.path.dirname(os.path.abspath(sys.executable))
    )


def run_module(action: ActionBase, main: Main, args: dict[str, t.Any], task_vars: dict[str, t.Any]) -> Result:
    """The result of the module whose ``main`` this is, as ``_execute_module`` gives it."""
    given = dict(args)
    action._update_module_args(action._task.action, given, task_vars)
    environment: dict[str, str] = {}
    action._compute_environment_string(environment)
    show = screen(action, task_vars)
    output = _in_child(main, _encoded(given), environment, action._loader.get_basedir(), show)
    parsed = {"rc": output.code, "stdout": output.stdout, "stderr": output.stderr}
    return _public(action._parse_returned_data(parsed, *([_PROFILE] if _PROFILE else [])))


def _public(data: t.Any) -> Result:
    """A parsed result without what is Ansible's own; since ansible-core 2.21 it is an object that knows how."""
    if not isinstance(data, dict):
        data.remove_internal_keys()
        return t.cast(Result, data.as_result_dict(for_round_trip=True))
    from ansible.vars.clean import remove_internal_keys

    remove_internal_keys(data)
    return data


def _encoded(args: dict[str, t.Any]) -> bytes:
    document = {"ANSIBLE_MODULE_ARGS": args}
    if _PROFILE is None:
        from ansible.module_utils.common.json import AnsibleJSONEncoder

        return json.dumps(document, cls=AnsibleJSONEncoder, vault_to_text=True).encode()
    return json.dumps(document, cls=get_module_encoder(_PROFILE, Direction.CONTROLLER_TO_MODULE)).encode()


def _in_child(main: Main, args: bytes, environment: dict[str, str], folder: str, show: Show | None) -> Output:
    pipes = [os.pipe() for _unused in range(2 if show is None else 3)]
    readers, writers = zip(*pipes, strict=True)
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        for reader in readers:
            os.close(reader)
        _be_the_module(main, args, environment, folder, writers)
    for writer in writers:
        os.close(writer)
    stdout, stderr = _read(readers[:2], {reader: show for reader in readers[2:] if show is not None})
    _pid, status = os.waitpid(child, 0)
    return Output(os.waitstatus_to_exitcode(status), stdout, stderr)


def _be_the_module(
    main: Main, args: bytes, environment: dict[str, str], folder: str, writers: tuple[int, ...]
) -> t.NoReturn:
    code = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(writers[0], 1)
        os.dup2(writers[1], 2)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
        os.environ.update(environment)
        os.chdir(folder)
        if len(writers) > 2:
            from ansible_collections.chartwright.kube.plugins.module_utils._module import run

            run.listener = _teller(writers[2])
        basic._ANSIBLE_ARGS = args
        if _PROFILE is not None:
            basic._ANSIBLE_PROFILE = _PROFILE
            _internal.is_controller = False
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _teller(writer: int) -> t.Callable[[str], None]:
    """What writes a line into a pipe; nobody minds a line that is lost because the other side is gone."""

    def tell(line: str) -> None:
        # What is no longer than this never mixes with the lines of another process.
        data = line.replace("\n", " ").encode("utf-8", "replace")[: select.PIPE_BUF - 1]
        with contextlib.suppress(OSError):
            os.write(writer, data + b"\n")

    return tell


def _read(readers: t.Sequence[int], shown: t.Mapping[int, Show]) -> list[str]:
    """All that comes from each reader until its end; lines of those in ``shown`` as they come."""
    chunks: dict[int, list[bytes]] = {reader: [] for reader in readers}
    rest = b""
    with selectors.DefaultSelector() as selector:
        for reader in (*readers, *shown):
            selector.register(reader, selectors.EVENT_READ)
        while selector.get_map():
            for key, _events in selector.select():
                data = os.read(key.fd, 1 << 16)
                if data and key.fd in shown:
                    *lines, rest = (rest + data).split(b"\n")
                    for line in lines:
                        shown[key.fd](line.decode("utf-8", "replace"))
                elif data:
                    chunks[key.fd].append(data)
                else:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return [b"".join(chunks[reader]).decode("utf-8", "surrogateescape") for reader in readers]


__all__ = ("InWorkerAction", "entry")
