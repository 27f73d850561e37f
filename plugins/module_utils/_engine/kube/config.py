# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the API server is and who asks: connection settings from module options, kubeconfig or the pod.

The order is: options that name server and credentials; a kubeconfig or context option; ``KUBECONFIG``;
``~/.kube/config``; the pod's service account only where nothing else is named. What is named and cannot be read is an
error, never a reason to look further. Each option also replaces its part of a kubeconfig.
"""

from __future__ import annotations

import os
import typing as t

from ..errors import ClusterError
from .kubeconfig import Kubeconfig
from .login import basic, bearer, load_login, token_file

_SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount"


class Connection:
    """All that a transport needs. PEM data is bytes, the rest text; ``authorization`` gives the header at each request.

    ``context`` and ``namespace`` are those of the kubeconfig (empty without one), ``source`` says where the settings
    came from. ``proxy`` None means: as the environment says.
    """

    __slots__ = (
        "authorization", "ca", "ca_file", "cert", "cert_file", "context", "host", "impersonate_groups",
        "impersonate_user", "key", "key_file", "namespace", "no_proxy", "proxy", "proxy_headers", "source",
        "tls_server_name", "user_agent", "verify",
    )  # fmt: skip

    def __init__(self, host: str = "", *, source: str = "") -> None:
        self.host = host
        self.source = source
        self.context = ""
        self.namespace = ""
        self.ca: bytes | None = None
        self.ca_file = ""
        self.cert: bytes | None = None
        self.cert_file = ""
        self.key: bytes | None = None
        self.key_file = ""
        self.verify = True
        self.tls_server_name = ""
        self.authorization: t.Callable[[], str] | None = None
        self.proxy: str | None = None
        self.no_proxy = ""
        self.proxy_headers: dict[str, str] = {}
        self.impersonate_user = ""
        self.impersonate_groups: list[str] = []
        self.user_agent = "chartwright.kube"


def connection(
    params: t.Mapping[str, t.Any],
    *,
    environ: t.Mapping[str, str] | None = None,
    service_account: str = _SERVICE_ACCOUNT,
) -> Connection:
    """The settings that options named as kubernetes.core.k8s names them give; ClusterError with one clear sentence.

    Missing and None options are not set. ``kubeconfig`` is a path or the content as a dict. The ``K8S_AUTH_*``
    environment variables are options already; ``environ`` (os.environ) tells ``KUBECONFIG``, the home and the pod.
    """
    environment = os.environ if environ is None else environ
    named = _from_kubeconfig(params, environment)
    if named is None and params.get("host"):
        named = Connection(source="the option host")
    if named is None:
        named = _from_pod(environment, service_account)
    _override(named, params)
    if "://" not in named.host:
        named.host = "https://" + named.host
    named.host = named.host.rstrip("/")
    return named


def _complete(params: t.Mapping[str, t.Any]) -> bool:
    """Whether the options name server and credentials, so that no kubeconfig is read."""
    return bool(params.get("host")) and bool(
        params.get("api_key")
        or (params.get("username") and params.get("password"))
        or (params.get("client_cert") and params.get("client_key"))
    )


def _from_kubeconfig(params: t.Mapping[str, t.Any], environ: t.Mapping[str, str]) -> Connection | None:
    if _complete(params):
        return None
    given, context = params.get("kubeconfig"), params.get("context") or ""
    if given:
        config = Kubeconfig.from_option(given)
    elif environ.get("KUBECONFIG"):
        config = Kubeconfig.from_files(environ["KUBECONFIG"].split(os.pathsep), named_by="the variable KUBECONFIG")
    else:
        path = os.path.join(environ.get("HOME") or os.path.expanduser("~"), ".kube", "config")
        if not os.path.exists(path):
            if context:
                raise ClusterError("The option context names '%s', but there is no kubeconfig: %s does not exist."
                                   " Set the option kubeconfig." % (context, path))  # fmt: skip
            return None
        config = Kubeconfig.from_files([path], named_by="the default")
    return _from_entries(config, context, persist=bool(params.get("persist_config")))


def _from_entries(config: Kubeconfig, context: str, *, persist: bool) -> Connection:
    chosen = config.choose(context)
    result = Connection(chosen.text("server"), source=chosen.source)
    result.context = chosen.context
    result.namespace = chosen.namespace
    result.ca, result.ca_file = chosen.pem("certificate-authority")
    result.cert, result.cert_file = chosen.pem("client-certificate")
    result.key, result.key_file = chosen.pem("client-key")
    result.verify = not chosen.flag("insecure-skip-tls-verify")
    result.tls_server_name = chosen.text("tls-server-name")
    result.proxy = chosen.text("proxy-url") or None
    result.impersonate_user = chosen.text("as")
    result.impersonate_groups = chosen.texts("as-groups")
    login = load_login(chosen, persist=persist)
    result.authorization = login.authorization
    if login.cert_file:
        result.cert, result.cert_file, result.key, result.key_file = None, login.cert_file, None, login.key_file
    return result


def _from_pod(environ: t.Mapping[str, str], folder: str) -> Connection:
    host, port = environ.get("KUBERNETES_SERVICE_HOST"), environ.get("KUBERNETES_SERVICE_PORT")
    token = os.path.join(folder, "token")
    if not host or not port or not os.path.exists(token):
        raise ClusterError(
            "No cluster is named: set the option kubeconfig, or host with api_key, or the variable KUBECONFIG;"
            " ~/.kube/config does not exist and this is not a pod with a service account."
        )
    result = Connection("https://%s:%s" % ("[%s]" % host if ":" in host else host, port), source="the pod")
    result.ca_file = os.path.join(folder, "ca.crt")
    result.authorization = token_file(token)
    namespace = os.path.join(folder, "namespace")
    if os.path.exists(namespace):
        with open(namespace, encoding="utf-8") as stream:
            result.namespace = stream.read().strip()
    return result


_TEXT_OPTIONS = (
    ("host", "host"), ("proxy", "proxy"), ("no_proxy", "no_proxy"), ("tls_server_name", "tls_server_name"),
    ("impersonate_user", "impersonate_user"),
)  # fmt: skip
_FILE_OPTIONS = (("ca_cert", "ca"), ("client_cert", "cert"), ("client_key", "key"))


def _override(result: Connection, params: t.Mapping[str, t.Any]) -> None:
    for option, attribute in _TEXT_OPTIONS:
        if params.get(option):
            setattr(result, attribute, str(params[option]))
    for option, attribute in _FILE_OPTIONS:
        path = params.get(option)
        if path:
            path = os.path.expanduser(str(path))
            if not os.path.isfile(path):
                raise ClusterError("The option %s names %s, which is no file." % (option, path))
            setattr(result, attribute, None)
            setattr(result, attribute + "_file", path)
    if params.get("validate_certs") is not None:
        result.verify = bool(params["validate_certs"])
    if params.get("impersonate_groups"):
        result.impersonate_groups = [str(group) for group in params["impersonate_groups"]]
    if params.get("api_key"):
        result.authorization = bearer(str(params["api_key"]))
    elif params.get("username") and params.get("password"):
        result.authorization = basic(str(params["username"]), str(params["password"]))
    _proxy_headers(result, params.get("proxy_headers") or {})


def _proxy_headers(result: Connection, headers: t.Mapping[str, t.Any]) -> None:
    if headers.get("proxy_basic_auth"):
        user, _dummy, password = str(headers["proxy_basic_auth"]).partition(":")
        result.proxy_headers["Proxy-Authorization"] = basic(user, password)()
    if headers.get("basic_auth"):
        user, _dummy, password = str(headers["basic_auth"]).partition(":")
        result.proxy_headers["Authorization"] = basic(user, password)()
    if headers.get("user_agent"):
        result.proxy_headers["User-Agent"] = str(headers["user_agent"])


__all__ = ("Connection", "connection")
