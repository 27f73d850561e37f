# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One control plane in a folder of its own: etcd, API server, controller manager, scheduler and kwok on loopback."""

from __future__ import annotations

import base64
import fcntl
import http.client
import json
import secrets
import shutil
import time
import typing as t
from pathlib import Path

from . import binaries, stages
from .api_server import ApiServer
from .audit import POLICY, AuditLog
from .certificates import Authority
from .places import DEFAULT_INSTANCE
from .processes import Processes, free_ports
from .report import say

NODES = ("testbed-1", "testbed-2")
# Administrators by certificate, so that those who test at the same time tell their requests apart.
TESTERS = tuple("testbed-tester-%d" % number for number in range(8))
# The name of the kubeconfig's context and how it proves who it is.
CONTEXTS = {
    "testbed": "administrator, client certificate",
    "testbed-token": "administrator, bearer token",
    "testbed-nobody": "a user without any right, bearer token",
}
_LOG_LINE = "2026-01-01T00:00:00.000000000Z stdout F The test bed runs no containers: this line stands for a log.\n"


class Testbed:
    """An instance: ``up`` starts it or finds it running, ``down`` ends it; its folder can be removed as a whole."""

    __test__ = False

    def __init__(self, folder: Path = DEFAULT_INSTANCE) -> None:
        self.folder = folder.resolve()
        self.kubeconfig = self.folder / "kubeconfig"
        self.certificates = self.folder / "certificates"
        self._processes = Processes(self.folder)

    @property
    def url(self) -> str:
        return "https://127.0.0.1:%d" % self._settings()["port"]

    @property
    def token(self) -> str:
        """The administrator's bearer token."""
        return str(self._settings()["token"])

    @property
    def api(self) -> ApiServer:
        """Requests as the administrator."""
        return ApiServer(self._settings()["port"], self.certificates)

    @property
    def audit(self) -> AuditLog:
        """What the API server was asked."""
        return AuditLog(self.folder / "audit.log", self.api)

    def audit_of(self, tester: str) -> AuditLog:
        """What it was asked, but for what other testers did."""
        return AuditLog(self.folder / "audit.log", self.api, but_for=set(TESTERS) - {tester})

    def kubeconfig_of(self, tester: str) -> Path:
        """A kubeconfig like ``kubeconfig`` whose first user is one of TESTERS."""
        return self.folder / ("%s.kubeconfig" % tester)

    def up(self) -> None:
        """Start a fresh control plane and wait until it is ready; does nothing where this one runs already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.ready():
                say("The control plane in %s is up: %s" % (self.folder, self.url))
                return
            programs = binaries.binaries(binaries.SERVERS)
            self._processes.stop()
            self._empty()
            started = time.monotonic()
            say("Starting a control plane (%s) in %s" % (binaries.KUBERNETES, self.folder))
            try:
                self._start(programs)
            except BaseException:
                self._processes.stop()
                raise
            say("Ready after %.1f s: %s" % (time.monotonic() - started, self.url))

    def down(self, *, quiet: bool = False) -> None:
        """End this instance's processes; its logs stay until the next start."""
        stopped = self._processes.stop()
        if not quiet:
            say("Stopped %s." % ", ".join(stopped) if stopped else "Nothing of %s runs." % self.folder)

    def ready(self) -> bool:
        """Whether all of its processes run and the API server says it is ready."""
        alive = self._processes.alive()
        return all(name in alive for name in binaries.SERVERS) and self.api.request("GET", "/readyz")[0] == 200

    def store(self, key: str, obj: dict[str, t.Any]) -> None:
        """Put an object into etcd past the API server, as one that an older cluster has left there."""
        encoded = {"key": key, "value": json.dumps(obj)}
        body = {name: base64.b64encode(text.encode()).decode() for name, text in encoded.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self._settings()["etcd"], timeout=30)
        connection.request("POST", "/v3/kv/put", json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError("etcd: %d %r" % (answer.status, answer.read()))
        connection.close()

    def processes(self) -> dict[str, int]:
        """Name and process id of what runs."""
        return self._processes.alive()

    def _settings(self) -> dict[str, t.Any]:
        try:
            settings: dict[str, t.Any] = json.loads((self.folder / "instance.json").read_text(encoding="utf-8"))
        except OSError:
            raise SystemExit("There is no control plane in %s: start it with `up`." % self.folder) from None
        return settings

    def _empty(self) -> None:
        for entry in self.folder.iterdir():
            if entry.name == "lock":
                continue
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def _start(self, programs: dict[str, Path]) -> None:
        etcd_client, etcd_peer, api, scheduler, kubelet = free_ports(5)
        self._write_settings(api, etcd_client)
        self._write_certificates()
        self._write_kubeconfigs()
        (self.folder / "audit-policy.json").write_text(json.dumps(POLICY), encoding="utf-8")
        (self.folder / "container.log").write_text(_LOG_LINE, encoding="utf-8")
        (self.folder / "kwok.yaml").write_text(
            stages.kwok_configuration(str(self.folder / "container.log")), encoding="utf-8"
        )
        self._start_etcd(programs["etcd"], etcd_client, etcd_peer)
        self._start_api_server(programs["kube-apiserver"], api, etcd_client)
        server = self.api
        self._wait("the API server", lambda: server.request("GET", "/readyz")[0] == 200)
        self._processes.start(
            "kube-controller-manager",
            [
                programs["kube-controller-manager"],
                "--kubeconfig=controller-manager.kubeconfig",
                "--service-account-private-key-file=certificates/service-accounts.key",
                "--root-ca-file=certificates/ca.crt",
                "--cluster-signing-cert-file=certificates/ca.crt",
                "--cluster-signing-key-file=certificates/ca.key",
                "--leader-elect=false",
                "--secure-port=0",
            ],
        )
        self._processes.start(
            "kube-scheduler",
            [
                programs["kube-scheduler"],
                "--kubeconfig=scheduler.kubeconfig",
                "--leader-elect=false",
                "--bind-address=127.0.0.1",
                "--secure-port=%d" % scheduler,
                "--cert-dir=scheduler",
            ],
        )
        self._processes.start(
            "kwok",
            [
                programs["kwok"],
                "--kubeconfig=kwok.kubeconfig",
                "--config=kwok.yaml",
                "--manage-all-nodes=true",
                "--node-ip=127.0.0.1",
                "--node-port=%d" % kubelet,
                "--server-address=127.0.0.1:%d" % kubelet,
                "--node-lease-duration-seconds=40",
                "--cidr=10.1.0.0/16",
            ],
        )
        self._prepare(server)
        self._wait("nodes and service accounts", lambda: self._usable(server))

    def _start_etcd(self, program: Path, client: int, peer: int) -> None:
        urls = "http://127.0.0.1:%d" % client, "http://127.0.0.1:%d" % peer
        self._processes.start(
            "etcd",
            [
                program,
                "--name=testbed",
                "--data-dir=etcd",
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=%s" % urls[0],
                "--advertise-client-urls=%s" % urls[0],
                "--listen-peer-urls=%s" % urls[1],
                "--initial-advertise-peer-urls=%s" % urls[1],
                "--initial-cluster=testbed=%s" % urls[1],
            ],
        )

    def _start_api_server(self, program: Path, port: int, etcd: int) -> None:
        self._processes.start(
            "kube-apiserver",
            [
                program,
                "--etcd-servers=http://127.0.0.1:%d" % etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=%d" % port,
                "--cert-dir=certificates",
                "--tls-cert-file=certificates/server.crt",
                "--tls-private-key-file=certificates/server.key",
                "--client-ca-file=certificates/ca.crt",
                "--token-auth-file=tokens.csv",
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=certificates/service-accounts.key",
                "--service-account-signing-key-file=certificates/service-accounts.key",
                "--kubelet-preferred-address-types=InternalIP",
                "--endpoint-reconciler-type=none",
                "--allow-privileged=true",
                "--audit-policy-file=audit-policy.json",
                "--audit-log-path=audit.log",
                "--audit-log-maxsize=4096",
                "--shutdown-delay-duration=0s",
            ],
        )

    def _write_settings(self, port: int, etcd: int) -> None:
        settings = {"port": port, "etcd": etcd, "token": secrets.token_hex(16), "nobody": secrets.token_hex(16)}
        for name, text in (
            ("instance.json", json.dumps(settings)),
            (
                "tokens.csv",
                '%s,testbed-admin,testbed-admin,"system:masters"\n%s,testbed-nobody,testbed-nobody\n'
                % (settings["token"], settings["nobody"]),
            ),
        ):
            path = self.folder / name
            path.touch(mode=0o600)
            path.write_text(text, encoding="utf-8")

    def _write_certificates(self) -> None:
        authority = Authority(self.certificates)
        authority.issue_server("server")
        authority.new_key("service-accounts")
        for name, user in (
            ("admin", "testbed-admin"),
            ("controller-manager", "system:kube-controller-manager"),
            ("scheduler", "system:kube-scheduler"),
            ("kwok", "kwok"),
            *zip(TESTERS, TESTERS, strict=True),
        ):
            authority.issue_client(name, user=user, group="system:masters")

    def _write_kubeconfigs(self) -> None:
        settings = self._settings()
        for name in ("controller-manager", "scheduler", "kwok"):
            self._write_kubeconfig(self.folder / ("%s.kubeconfig" % name), {"testbed": self._by_certificate(name)})
        tokens = [{"token": settings["token"]}, {"token": settings["nobody"]}]
        for name, path in (("admin", self.kubeconfig), *((tester, self.kubeconfig_of(tester)) for tester in TESTERS)):
            users = [self._by_certificate(name), *tokens]
            self._write_kubeconfig(path, dict(zip(CONTEXTS, users, strict=True)))

    def _by_certificate(self, name: str) -> dict[str, str]:
        return {
            "client-certificate": str(self.certificates / ("%s.crt" % name)),
            "client-key": str(self.certificates / ("%s.key" % name)),
        }

    def _write_kubeconfig(self, path: Path, users: dict[str, dict[str, str]]) -> None:
        cluster = {"server": self.url, "certificate-authority": str(self.certificates / "ca.crt")}
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "testbed",
            "clusters": [{"name": "testbed", "cluster": cluster}],
            "users": [{"name": name, "user": user} for name, user in users.items()],
            "contexts": [{"name": name, "context": {"cluster": "testbed", "user": name}} for name in users],
        }
        path.touch(mode=0o600)
        path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")

    def _prepare(self, server: ApiServer) -> None:
        for node in NODES:
            labels = {"kubernetes.io/hostname": node, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"}
            server.apply(
                "/api/v1/nodes/%s" % node,
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": node, "labels": labels}},
            )
        storage_class = {
            "apiVersion": "storage.k8s.io/v1",
            "kind": "StorageClass",
            "metadata": {
                "name": stages.STORAGE_CLASS,
                "annotations": {"storageclass.kubernetes.io/is-default-class": "true"},
            },
            "provisioner": "%s/volume" % stages.PREFIX,
        }
        server.apply("/apis/storage.k8s.io/v1/storageclasses/%s" % stages.STORAGE_CLASS, storage_class)

    def _usable(self, server: ApiServer) -> bool:
        for path in ("serviceaccounts/default", "configmaps/kube-root-ca.crt"):
            if server.request("GET", "/api/v1/namespaces/default/%s" % path)[0] != 200:
                return False
        _status, nodes = server.request("GET", "/api/v1/nodes")
        return all(_node_is_ready(node) for node in nodes["items"])

    def _wait(self, what: str, condition: t.Callable[[], bool], timeout: float = 90) -> None:
        deadline = time.monotonic() + timeout
        while not condition():
            dead = self._processes.dead()
            if dead:
                raise SystemExit("%s ended early. Its last lines:\n%s" % (dead[0], self._processes.log_tail(dead[0])))
            if time.monotonic() > deadline:
                raise SystemExit("No answer of %s within %d s; the logs are in %s" % (what, timeout, self.folder))
            time.sleep(0.1)


def _node_is_ready(node: dict[str, t.Any]) -> bool:
    conditions = node.get("status", {}).get("conditions", [])
    taints = node.get("spec", {}).get("taints", [])
    return not taints and any(c["type"] == "Ready" and c["status"] == "True" for c in conditions)


__all__ = ["CONTEXTS", "NODES", "Testbed"]
