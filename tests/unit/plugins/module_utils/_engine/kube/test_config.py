# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which API server is meant, by which credentials: options, kubeconfig files, the pod."""

from __future__ import annotations

import base64
import json
import os
import typing as t
from pathlib import Path

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ClusterError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.kube.config import connection

JSON = dict[str, t.Any]
NOWHERE = {"HOME": "/nonexistent"}


def kubeconfig(name: str = "one", *, user: JSON | None = None, cluster: JSON | None = None) -> JSON:
    return {
        "current-context": name,
        "contexts": [{"name": name, "context": {"cluster": name, "user": name, "namespace": "ns-" + name}}],
        "clusters": [{"name": name, "cluster": {"server": "https://%s:6443/" % name, **(cluster or {})}}],
        "users": [{"name": name, "user": user if user is not None else {"token": "token-" + name}}],
    }


def written(folder: Path, name: str, **settings: t.Any) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(kubeconfig(name, **settings)))
    return str(path)


def header(params: JSON, environ: dict[str, str] | None = None) -> str:
    authorization = connection(params, environ=NOWHERE if environ is None else environ).authorization
    return authorization() if authorization else ""


def test_the_option_wins_over_the_variable_and_the_home(tmp_path: Path) -> None:
    option, variable = written(tmp_path, "option"), written(tmp_path, "variable")
    written(tmp_path / ".kube", "config")
    environ = {"HOME": str(tmp_path), "KUBECONFIG": variable}
    assert connection({"kubeconfig": option}, environ=environ).host == "https://option:6443"
    assert connection({}, environ=environ).host == "https://variable:6443"
    found = connection({}, environ={"HOME": str(tmp_path)})
    assert (found.host, found.context, found.namespace) == ("https://config:6443", "config", "ns-config")


def test_server_and_credentials_given_as_options_need_no_kubeconfig() -> None:
    found = connection({"host": "10.0.0.1:6443", "api_key": "abc"}, environ={"KUBECONFIG": "/nonexistent"})
    assert found.host == "https://10.0.0.1:6443"
    assert found.authorization is not None and found.authorization() == "Bearer abc"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"api_key": "abc"}, "Bearer abc"),
        ({"api_key": "Bearer abc"}, "Bearer abc"),
        ({"username": "u", "password": "p:w"}, "Basic " + base64.b64encode(b"u:p:w").decode()),
        ({}, "Bearer token-one"),
    ],
)
def test_an_option_replaces_the_kubeconfigs_login(params: JSON, expected: str) -> None:
    assert header({"kubeconfig": kubeconfig(), **params}) == expected


def test_options_replace_parts_of_a_kubeconfig(tmp_path: Path) -> None:
    ca = tmp_path / "ca.crt"
    ca.write_text("pem")
    given = kubeconfig(cluster={"insecure-skip-tls-verify": True, "tls-server-name": "a", "proxy-url": "http://p:1"})
    plain = connection({"kubeconfig": given}, environ=NOWHERE)
    assert (plain.verify, plain.tls_server_name, plain.proxy) == (False, "a", "http://p:1")
    changed = connection(
        {
            "kubeconfig": given, "host": "https://b", "validate_certs": True, "tls_server_name": "c",
            "proxy": "http://q:2", "ca_cert": str(ca), "impersonate_user": "u", "impersonate_groups": ["g"],
        },
        environ=NOWHERE,
    )  # fmt: skip
    assert (changed.host, changed.verify, changed.tls_server_name, changed.proxy) == ("https://b", True, "c", "http://q:2")
    assert (changed.ca_file, changed.impersonate_user, changed.impersonate_groups) == (str(ca), "u", ["g"])


def test_a_context_chooses_cluster_and_user() -> None:
    both, other = kubeconfig("one"), kubeconfig("two")
    for name in ("contexts", "clusters", "users"):
        both[name] += other[name]
    found = connection({"kubeconfig": both, "context": "two"}, environ=NOWHERE)
    assert (found.host, found.context) == ("https://two:6443", "two")
    assert found.authorization is not None and found.authorization() == "Bearer token-two"


def test_files_in_a_list_are_merged_and_the_first_wins(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", "one"), written(tmp_path / "b", "two")
    again = written(tmp_path / "c", "one", user={"token": "late"})
    environ = {"KUBECONFIG": os.pathsep.join(["/nonexistent", first, second, again])}
    assert header({}, environ) == "Bearer token-one"
    assert header({"context": "two"}, environ) == "Bearer token-two"


def test_paths_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file\n")
    (tmp_path / "ca.pem").write_text("x")
    path = written(tmp_path, "one", user={"tokenFile": "token"}, cluster={"certificate-authority": "ca.pem"})
    assert header({"kubeconfig": path}) == "Bearer from-file"
    assert connection({"kubeconfig": path}, environ=NOWHERE).ca_file == str(tmp_path / "ca.pem")


def test_data_wins_over_a_path() -> None:
    data = base64.b64encode(b"PEM").decode()
    given = kubeconfig(cluster={"certificate-authority": "/nonexistent", "certificate-authority-data": data})
    assert connection({"kubeconfig": given}, environ=NOWHERE).ca == b"PEM"


def test_the_pod_is_asked_only_where_nothing_else_is_named(tmp_path: Path) -> None:
    for name, content in (("token", "pod-token"), ("namespace", "home"), ("ca.crt", "")):
        (tmp_path / name).write_text(content)
    pod = {"HOME": "/nonexistent", "KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"}
    found = connection({}, environ=pod, service_account=str(tmp_path))
    assert (found.host, found.namespace, found.source) == ("https://[fd00::1]:443", "home", "the pod")
    assert found.authorization is not None and found.authorization() == "Bearer pod-token"
    with pytest.raises(ClusterError, match="named by the variable KUBECONFIG, does not exist"):
        connection({}, environ={**pod, "KUBECONFIG": "/nonexistent/config"}, service_account=str(tmp_path))


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"kubeconfig": "/nonexistent/k"},
         "The kubeconfig /nonexistent/k, named by the option kubeconfig, does not exist."),
        ({"kubeconfig": kubeconfig(), "context": "x"}, "The kubeconfig given as data has no context 'x'; it has: one."),
        ({"kubeconfig": {"contexts": 3}},
         "The kubeconfig given as data is not a kubeconfig: it needs clusters, users and contexts."),
        ({"kubeconfig": {**kubeconfig(), "current-context": ""}},
         "The kubeconfig given as data has no current-context: set the option context to one of: one."),
        ({"kubeconfig": {**kubeconfig(), "users": []}},
         "The kubeconfig given as data has no user 'one', which its context 'one' names."),
        ({"kubeconfig": {**kubeconfig(), "clusters": []}},
         "The kubeconfig given as data names no server for the cluster 'one' of context 'one'."),
        ({"kubeconfig": kubeconfig(user={"client-certificate-data": "%"})},
         "The kubeconfig given as data is broken: client-certificate-data of context 'one' is not base64."),
        ({"kubeconfig": kubeconfig(), "client_key": "/nonexistent"},
         "The option client_key names /nonexistent, which is no file."),
        ({"context": "x"},
         "The option context names 'x', but there is no kubeconfig: /nonexistent/.kube/config does not exist. Set the"
         " option kubeconfig."),
        ({}, "No cluster is named: set the option kubeconfig, or host with api_key, or the variable KUBECONFIG;"
         " ~/.kube/config does not exist and this is not a pod with a service account."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_one_sentence(params: JSON, message: str) -> None:
    with pytest.raises(ClusterError) as caught:
        connection(params, environ=NOWHERE)
    assert str(caught.value) == message


def test_a_file_that_is_no_yaml_is_named_but_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "config"
    path.write_text("users: [\n  token: hunter2")
    with pytest.raises(ClusterError) as caught:
        connection({"kubeconfig": str(path)}, environ=NOWHERE)
    assert str(caught.value) == "The kubeconfig %s, named by the option kubeconfig, is not valid YAML." % path


def test_an_exec_plugin_logs_in() -> None:
    version = "client.authentication.k8s.io/v1"
    credential = {"apiVersion": version, "kind": "ExecCredential", "status": {"token": "exec"}}
    command = {"apiVersion": version, "command": "echo", "args": [json.dumps(credential)]}
    assert header({"kubeconfig": kubeconfig(user={"exec": command})}) == "Bearer exec"


def test_an_exec_plugin_that_fails_is_named_with_its_words() -> None:
    command = {
        "apiVersion": "client.authentication.k8s.io/v1", "command": "/bin/sh",
        "args": ["-c", "echo not logged in >&2; exit 3"],
    }  # fmt: skip
    with pytest.raises(ClusterError) as caught:
        connection({"kubeconfig": kubeconfig(user={"exec": command})}, environ=NOWHERE)
    assert str(caught.value) == (
        "The exec plugin '/bin/sh' of user 'one' in the kubeconfig given as data did not log in: exec: process returned"
        " 3. not logged in."
    )


def test_headers_for_the_proxy_are_taken() -> None:
    headers = {"proxy_basic_auth": "u:p", "user_agent": "me"}
    found = connection({"kubeconfig": kubeconfig(), "proxy_headers": headers}, environ=NOWHERE)
    assert found.proxy_headers == {"Proxy-Authorization": "Basic dTpw", "User-Agent": "me"}
