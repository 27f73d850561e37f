# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real OCI registry on loopback: Debian's docker-registry, open, with a password, or with tokens, over TLS or not."""

from __future__ import annotations

import json
from pathlib import Path

import bcrypt

from .certificates import Authority
from .debian import program
from .processes import Processes, free_ports

USER, PASSWORD = "pusher", "let me: in"


def registry_program() -> Path:
    """The path of docker-registry; MissingProgramError says why there is none."""
    return program("docker-registry", package="docker-registry", path="usr/bin/docker-registry")


class Registry:
    """One registry in a folder. ``host`` is its address; with ``tls`` it is known by ``ca_file``.

    ``password`` demands USER and PASSWORD, or another one. ``token`` is the realm of a token server whose certificate
    is the issuer's in the folder (``issuer.crt``).
    """

    def __init__(self, folder: Path, *, tls: bool = False, password: bool | str = False, token: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._processes = Processes(folder)
        self.host = "127.0.0.1:%d" % free_ports(1)[0]
        self.url = ("https://" if tls else "http://") + self.host
        self.ca_file = folder / "ca.crt"
        settings: dict[str, object] = {
            "version": "0.1",
            "log": {"level": "info"},
            "storage": {"filesystem": {"rootdirectory": str(folder / "data")}, "delete": {"enabled": True}},
            "http": {"addr": self.host, **self._tls(tls)},
        }
        if password:
            secret = password if isinstance(password, str) else PASSWORD
            hashed = bcrypt.hashpw(secret.encode(), bcrypt.gensalt(4)).decode()
            (folder / "htpasswd").write_text("%s:%s\n" % (USER, hashed), encoding="utf-8")
            settings["auth"] = {"htpasswd": {"realm": "tests", "path": str(folder / "htpasswd")}}
        elif token:
            bundle = str(folder / "issuer.crt")
            issuer = {"realm": token, "service": "tests", "issuer": "tests", "rootcertbundle": bundle}
            settings["auth"] = {"token": issuer}
        # YAML is a superset of JSON.
        (folder / "config.yml").write_text(json.dumps(settings), encoding="utf-8")
        self._processes.start("registry", [registry_program(), "serve", str(folder / "config.yml")])
        self._processes.wait_for_port("registry", int(self.host.partition(":")[2]))

    def _tls(self, tls: bool) -> dict[str, object]:
        if not tls:
            return {}
        Authority(self.folder).issue_server("server")
        return {"tls": {"certificate": str(self.folder / "server.crt"), "key": str(self.folder / "server.key")}}

    def requests(self) -> list[str]:
        """Method and path of every request so far, such as ``PUT /v2/a/manifests/1.0.0``."""
        log = (self.folder / "registry.log").read_text(encoding="utf-8", errors="replace")
        found = []
        for line in log.splitlines():
            parts = line.split('"')
            if len(parts) > 2 and parts[1].endswith(("HTTP/1.1", "HTTP/2.0")) and not line.startswith("time="):
                found.append(" ".join(parts[1].split()[:2]))
        return found

    def close(self) -> None:
        """Stop it."""
        self._processes.stop()


__all__ = ["PASSWORD", "USER", "Registry", "registry_program"]
