# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a module's options to its result: the one place that meets AnsibleModule, and where errors become fail_json.

``execute`` takes a plain dict of options and a ``Context``, so the same code can run in a module on a target or in an
action plugin in Ansible's own worker.
"""

from __future__ import annotations

import copy
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


class Layers(t.Protocol):
    """Every dictionary of a module's options in which secrets may stand."""

    def __call__(self, params: Params, /) -> t.Iterable[Params]: ...


def _flat(params: Params) -> t.Iterable[Params]:
    return (params,)


def _secretive(layers: Layers, params: Params) -> t.Iterator[Params]:
    """The layers, and the credentials by URL in them."""
    for layer in layers(params):
        yield layer
        entries = layer.get("repo_credentials")
        yield from (entry for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()


class TerminatedError(BaseException):
    """The process was asked to end; no ordinary handler may swallow that, but records are put in order."""


# Options whose values are secret. Ansible masks them too, but not their base64.
_SECRET_TREE = "secret_values"
_SECRET_TEXTS = ("repo_password", "repo_token", "password", "token", "passphrase", "api_key")

_NOT_SHOWN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"


def execute(work: Work, params: Params, context: Context, layers: Layers = _flat) -> Result:
    """The result of the work, secrets masked; ``failed`` and ``msg`` where it could not be done."""
    _learn(context.secrets, _secretive(layers, params))
    result: Result = context.secrets.hidden(_outcome(work, params, context))
    return result


def _learn(secrets: Redactor, layers: t.Iterable[Params]) -> None:
    for layer in layers:
        secrets.add(layer.get(_SECRET_TREE) or {})
        secrets.add([layer.get(name) for name in _SECRET_TEXTS])


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


def guarded(work: Work, params: Params, context: Context, layers: Layers = _flat) -> Result:
    """As ``execute``, a bug's result included."""
    try:
        return execute(work, params, context, layers)
    except Exception as error:  # its text may quote a secret
        text, trace = "%s: %s" % (type(error).__name__, error), traceback.format_exc()
        return {"failed": True, "msg": context.secrets.text(text), "exception": context.secrets.text(trace)}


class _Module(AnsibleModule):  # type: ignore[misc]
    """Shows no secret of options within options, not even where the options are wrong."""

    def __init__(self, layers: Layers, **more: t.Any) -> None:
        self._layers = layers
        super().__init__(**more)

    def fail_json(self, msg: str, **more: t.Any) -> t.NoReturn:
        if "invocation" not in more:
            secrets = Context().secrets
            _learn(secrets, _secretive(self._layers, self.params))
            more["invocation"] = {"module_args": secrets.hidden(self.shown_params())}
            msg = secrets.text(msg)
        super().fail_json(msg, **more)
        raise SystemExit(1)

    def shown_params(self) -> Params:
        """The options, without those that are secret as a whole."""
        shown: Params = copy.deepcopy(self.params)
        for layer in _secretive(self._layers, shown):
            layer.update({name: _NOT_SHOWN for name in (_SECRET_TREE, *_SECRET_TEXTS) if layer.get(name)})
        return shown


def run(work: Work, *, argument_spec: Spec, layers: Layers = _flat, **more: t.Any) -> t.NoReturn:
    """Be a module: read the options, do the work, end the process with its result."""
    module = _Module(layers, argument_spec=argument_spec, supports_check_mode=True, **more)
    # A task lives shorter than the garbage that a collection would find.
    gc.disable()
    for number in _SIGNALS:
        signal.signal(number, _terminate)
    context = Context(
        check_mode=module.check_mode, diff_mode=module._diff, warn=module.warn, listener=_named(module.params)
    )
    if module.params.get(_SECRET_TREE):
        _forget_short(module, argument_spec)
    result = guarded(work, module.params, context, layers)
    module.no_log_values |= context.secrets.forms()
    result["invocation"] = {"module_args": context.secrets.hidden(module.shown_params())}
    if result.pop("failed", False):
        module.fail_json(**result)
    module.exit_json(**result)
    raise SystemExit


def _named(params: Params) -> Listener | None:
    """The listener, who hears which release a line is about."""
    hears, name = listener, params.get("name")
    if hears is None or name is None:
        return hears
    return lambda line: hears("%s: %s" % (name, line))


def _forget_short(module: AnsibleModule, argument_spec: Spec) -> None:
    """Keep Ansible from masking every ``1`` and ``true`` of the result because ``secret_values`` holds one."""
    others = {str(module.params[name]) for name, option in argument_spec.items() if option.get("no_log")}
    module.no_log_values = {text for text in module.no_log_values if len(text) >= SHORTEST or text in others}


def _terminate(number: int, frame: object) -> t.NoReturn:
    # A second one must not break off what the first one begins: putting the records in order.
    for later in _SIGNALS:
        signal.signal(later, signal.SIG_IGN)
    raise TerminatedError("Signal %d" % number)


__all__ = ("Context", "Params", "Result", "TerminatedError", "execute", "guarded", "run")
