# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a module's options to its result: the one place that meets AnsibleModule, and where errors become fail_json.

``execute`` takes a plain dict of options and a ``Context``, so the same code can run in a module on a target or in an
action plugin in Ansible's own worker.
"""

from __future__ import annotations

import gc
import os
import signal
import traceback
import typing as t

from ansible.module_utils.basic import AnsibleModule, missing_required_lib

from .._engine.actions.masking import Masker
from .._engine.actions.redaction import SHORTEST, Redactor
from .._engine.errors import ClusterError, EngineError, MissingLibraryError
from .arguments import Spec

Params = dict[str, t.Any]
Result = dict[str, t.Any]


# Hears lines of progress. The process that works has one where its parent shows them (plugin_utils/in_worker.py).
Listener = t.Callable[[str], None]
listener: Listener | None = None

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Context:
    """How a task is run, and the ``secrets`` that it must not show.

    ``warn`` shows a person a sentence, ``warn_once`` each sentence once, ``say`` what goes on at the moment; it is None
    where nobody listens.
    """

    __slots__ = ("_warn", "_warned", "check_mode", "diff_mode", "say", "secrets")

    def __init__(
        self, *, check_mode: bool = False, diff_mode: bool = False, warn: t.Callable[[str], object] = str,
        listener: Listener | None = None,
    ) -> None:  # fmt: skip
        self.check_mode = check_mode
        self.diff_mode = diff_mode
        self.secrets = Redactor(Masker(os.urandom(32)))
        self._warn = warn
        self._warned: set[str] = set()
        self.say = None if listener is None else lambda line: listener(self.secrets.text(line))

    def warn(self, message: str) -> None:
        """Show a sentence."""
        self._warn(self.secrets.text(message))

    def warn_once(self, message: str) -> None:
        """Show a sentence unless it was shown already: a chart may be rendered several times."""
        if message not in self._warned:
            self._warned.add(message)
            self.warn(message)


class Work(t.Protocol):
    """What a module does."""

    def __call__(self, params: Params, context: Context) -> Result: ...


class TerminatedError(BaseException):
    """The process was asked to end; no ordinary handler may swallow that, but records are put in order."""


# Options whose values are secret. Ansible masks them too, but not their base64.
_SECRET_TREE = "secret_values"
_SECRET_TEXTS = ("repo_password", "password", "api_key")

_NOT_SHOWN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"


def execute(work: Work, params: Params, context: Context) -> Result:
    """The result of the work, secrets masked; ``failed`` and ``msg`` where it could not be done."""
    context.secrets.add(params.get(_SECRET_TREE) or {})
    context.secrets.add([params.get(name) for name in _SECRET_TEXTS])
    result: Result = context.secrets.hidden(_outcome(work, params, context))
    return result


def _outcome(work: Work, params: Params, context: Context) -> Result:
    try:
        return work(params, context)
    except MissingLibraryError as error:
        message = missing_required_lib(error.library, reason="for %s" % error.reason)
        return {"failed": True, "msg": message, "exception": error.traceback}
    except EngineError as error:
        return {"changed": False, **error.details, "failed": True, "msg": _sentence(error)}
    except (TerminatedError, KeyboardInterrupt) as error:
        return {"failed": True, "changed": True, "msg": "The run was ended from outside. %s" % error}


_UNREACHABLE = ("NoConnection", "TLS", "Timeout", "ConnectionLost")


def _sentence(error: EngineError) -> str:
    """What went wrong; where the cluster cannot be reached that alone, whatever was being asked."""
    cause: BaseException | None = None if error.details.get("changed") else error
    while cause is not None:
        if isinstance(cause, ClusterError) and cause.reason in _UNREACHABLE:
            return str(cause)
        cause = cause.__cause__
    return str(error)


def run(work: Work, *, argument_spec: Spec, **more: t.Any) -> t.NoReturn:
    """Be a module: read the options, do the work, end the process with its result."""
    module = AnsibleModule(argument_spec=argument_spec, supports_check_mode=True, **more)
    # A task lives shorter than the garbage that a collection would find.
    gc.disable()
    for number in _SIGNALS:
        signal.signal(number, _terminate)
    context = Context(
        check_mode=module.check_mode, diff_mode=module._diff, warn=module.warn, listener=_named(module.params)
    )
    given = module.params.get(_SECRET_TREE)
    if given:
        _forget_short(module, argument_spec)
    try:
        result = execute(work, module.params, context)
    except Exception as error:  # a bug: its text may quote a secret
        result = {"failed": True, "msg": context.secrets.text("%s: %s" % (type(error).__name__, error))}
        result["exception"] = context.secrets.text(traceback.format_exc())
    module.no_log_values |= context.secrets.forms()
    shown = {**module.params, _SECRET_TREE: _NOT_SHOWN} if given else module.params
    result["invocation"] = {"module_args": context.secrets.hidden(shown)}
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)
    raise SystemExit


def _named(params: Params) -> Listener | None:
    """The listener, who hears which release a line is about."""
    hears = listener
    return None if hears is None else lambda line: hears("%s: %s" % (params.get("name"), line))


def _forget_short(module: AnsibleModule, argument_spec: Spec) -> None:
    """Keep Ansible from masking every ``1`` and ``true`` of the result because ``secret_values`` holds one."""
    others = {str(module.params[name]) for name, option in argument_spec.items() if option.get("no_log")}
    module.no_log_values = {text for text in module.no_log_values if len(text) >= SHORTEST or text in others}


def _terminate(number: int, frame: object) -> t.NoReturn:
    # A second one must not break off what the first one begins: putting the records in order.
    for later in _SIGNALS:
        signal.signal(later, signal.SIG_IGN)
    raise TerminatedError("Signal %d" % number)


__all__ = ("Context", "Params", "Result", "execute", "run")
