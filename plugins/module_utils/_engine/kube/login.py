# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a kubeconfig's user logs in: static credentials here, exec plugins and auth providers by kubernetes.config."""

from __future__ import annotations

import base64
import logging
import os
import threading
import time
import typing as t

from ..deps.kubernetes import kube_config, new_configuration
from ..errors import ClusterError
from .kubeconfig import Chosen

_TOKEN_LIFETIME = 60.0


class Login:
    """The Authorization header's source (None: none) and a client certificate that a plugin gave."""

    __slots__ = ("authorization", "cert_file", "key_file")

    def __init__(
        self, authorization: t.Callable[[], str] | None = None, *, cert_file: str = "", key_file: str = ""
    ) -> None:
        self.authorization = authorization
        self.cert_file = cert_file
        self.key_file = key_file


def bearer(token: str) -> t.Callable[[], str]:
    """A fixed token; a leading ``Bearer`` is accepted, as kubernetes.core does."""
    header = token if token.startswith("Bearer ") else "Bearer " + token
    return lambda: header


def basic(username: str, password: str) -> t.Callable[[], str]:
    """A user name and password."""
    header = "Basic " + base64.b64encode(("%s:%s" % (username, password)).encode()).decode()
    return lambda: header


def token_file(path: str) -> t.Callable[[], str]:
    """A token in a file, read again once a minute because a pod's token is renewed."""
    cached = ["", 0.0]

    def authorization() -> str:
        now = time.monotonic()
        if not cached[0] or now - t.cast(float, cached[1]) > _TOKEN_LIFETIME:
            try:
                with open(path, encoding="utf-8") as stream:
                    cached[:] = ["Bearer " + stream.read().strip(), now]
            except (OSError, ValueError) as error:
                raise ClusterError("The token file %s cannot be read." % path) from error
        return t.cast(str, cached[0])

    return authorization


def load_login(chosen: Chosen, *, persist: bool) -> Login:
    """The login of a kubeconfig's user. ``persist``: write renewed tokens of an auth provider to the kubeconfig."""
    user = chosen.user
    if user.get("exec") or user.get("auth-provider"):
        return _by_library(chosen, persist=persist)
    if user.get("token"):
        return Login(bearer(str(user["token"])))
    if user.get("tokenFile"):
        return Login(token_file(str(user["tokenFile"])))
    if user.get("username") and user.get("password") is not None:
        return Login(basic(str(user["username"]), str(user["password"])))
    return Login()


def _by_library(chosen: Chosen, *, persist: bool) -> Login:
    module = kube_config()
    content = {
        "current-context": "chosen",
        "contexts": [{"name": "chosen", "context": {"cluster": "chosen", "user": chosen.user_name}}],
        "clusters": [{"name": "chosen", "cluster": chosen.cluster}],
        "users": [{"name": chosen.user_name, "user": chosen.user}],
    }
    how = "exec plugin '%s'" % chosen.user["exec"].get("command") if chosen.user.get("exec") else "auth provider"
    configuration = new_configuration()
    heard = _Listener()
    logging.getLogger().addHandler(heard)
    try:
        loader = _loader(module, chosen, content, persist=persist)
        loader.load_and_set(configuration)
    except Exception as error:
        raise ClusterError(_failure(chosen, how, heard.words or type(error).__name__)) from error
    finally:
        logging.getLogger().removeHandler(heard)
    cert_file = str(getattr(loader, "cert_file", None) or "")
    if not getattr(loader, "token", None) and not cert_file:
        raise ClusterError(_failure(chosen, how, heard.words or "it gave neither a token nor a certificate"))
    login = Login(cert_file=cert_file, key_file=str(getattr(loader, "key_file", None) or ""))
    if getattr(loader, "token", None):
        login.authorization = _renewing(loader, configuration)
    return login


class _Listener(logging.Handler):
    """The library logs why a login failed, and goes on without one."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.words = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the first words."""
        self.words = self.words or " ".join(record.getMessage().split())[:300].rstrip(".")


def _loader(module: t.Any, chosen: Chosen, content: dict[str, t.Any], *, persist: bool) -> t.Any:
    path = chosen.source
    if persist and os.path.isfile(path):
        merger = module.KubeConfigMerger(path)
        return module.KubeConfigLoader(
            config_dict=merger.config, active_context=chosen.context, config_base_path=None,
            config_persister=merger.save_changes,
        )  # fmt: skip
    return module.KubeConfigLoader(config_dict=content, config_base_path=chosen.folder)


def _renewing(loader: t.Any, configuration: t.Any) -> t.Callable[[], str]:
    lock = threading.Lock()

    def authorization() -> str:
        # Requests are sent side by side, and one renewal is enough for all.
        with lock:
            hook = configuration.refresh_api_key_hook
            if hook is not None:
                hook(configuration)
            return str(loader.token)

    return authorization


def _failure(chosen: Chosen, how: str, why: str) -> str:
    return "The %s of user '%s' in the kubeconfig %s did not log in: %s." % (how, chosen.user_name, chosen.source, why)


__all__ = ("Login", "basic", "bearer", "load_login", "token_file")
