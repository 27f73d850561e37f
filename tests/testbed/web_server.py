# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real web server on loopback, nginx: one folder as a chart repository behind every kind of door.

Each path shows the same folder: ``/`` everyone, ``/private/`` who gives USER and PASSWORD, ``/token/`` who gives
TOKEN, ``/certified/`` who has a client certificate, ``/away/`` redirects to the same files at another port.
"""

from __future__ import annotations

import typing as t
from pathlib import Path

import bcrypt

from .certificates import Authority
from .debian import program
from .processes import Processes, free_ports

USER, PASSWORD, TOKEN = "reader", "let me: in", "a-bearer-token"

_CONFIG = """\
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
  log_format plain '$server_port $request_method $request_uri $status "$http_authorization" "$ssl_client_s_dn"';
  access_log {folder}/access.log plain;
  client_body_temp_path {folder}/temporary;
  proxy_temp_path {folder}/temporary;
  fastcgi_temp_path {folder}/temporary;
  uwsgi_temp_path {folder}/temporary;
  scgi_temp_path {folder}/temporary;
  gzip on;
  gzip_types *;
  gzip_min_length 1000;
  server {{
    listen 127.0.0.1:{port};
    {locations}
  }}
  server {{
    listen 127.0.0.1:{tls_port} ssl;
    ssl_certificate {folder}/server.crt;
    ssl_certificate_key {folder}/server.key;
    ssl_client_certificate {folder}/ca.crt;
    ssl_verify_client optional;
    {locations}
  }}
  server {{
    listen 127.0.0.1:{other_port};
    location / {{ root {files}; }}
  }}
}}
"""
_LOCATIONS = """
    location / {{ root {files}; }}
    location /private/ {{ alias {files}/; auth_basic charts; auth_basic_user_file {folder}/htpasswd; }}
    location /token/ {{ alias {files}/; if ($http_authorization != "Bearer {token}") {{ return 401; }} }}
    location /certified/ {{ alias {files}/; if ($ssl_client_verify != SUCCESS) {{ return 403; }} }}
    location /away/ {{ rewrite ^/away/(.*)$ http://127.0.0.1:{other_port}/$1 redirect; }}
"""


class Request(t.NamedTuple):
    """One request that was answered: at which port, and with what credentials."""

    port: int
    line: str
    status: int
    authorization: str
    client: str


class WebServer:
    """One nginx in a folder. It serves ``files``; ``url`` and, known by ``ca_file``, ``tls_url`` lead to it.

    ``client.crt`` and ``client.key`` in the folder are what it accepts as a client certificate.
    """

    def __init__(self, folder: Path, *, password: str = PASSWORD, token: str = TOKEN) -> None:
        self.folder = folder
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        authority = Authority(folder)
        authority.issue_server("server")
        authority.issue_client("client", user="reader")
        hashed = bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()
        (folder / "htpasswd").write_text("%s:%s\n" % (USER, hashed), encoding="utf-8")
        self._processes = Processes(folder)
        self.port, self.tls_port, self.other_port = free_ports(3)
        self.url, self.tls_url = "http://127.0.0.1:%d" % self.port, "https://127.0.0.1:%d" % self.tls_port
        self.other_url = "http://127.0.0.1:%d" % self.other_port
        self.ca_file, self.client_cert, self.client_key = (
            folder / name for name in ("ca.crt", "client.crt", "client.key")
        )
        known = {"folder": folder, "files": self.files, "token": token, "other_port": self.other_port}
        (folder / "nginx.conf").write_text(
            _CONFIG.format(port=self.port, tls_port=self.tls_port, locations=_LOCATIONS.format(**known), **known),
            encoding="utf-8",
        )
        nginx = program("nginx", package="nginx", path="usr/sbin/nginx")
        self._processes.start("nginx", [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"])
        self._processes.wait_for_port("nginx", self.port)

    def requests(self) -> list[Request]:
        """All requests so far."""
        found = []
        for line in (self.folder / "access.log").read_text(encoding="utf-8").splitlines():
            head, authorization, _between, client, _end = line.split('"')
            port, method, path, status = head.split()
            found.append(Request(int(port), "%s %s" % (method, path), int(status), authorization, client))
        return found

    def close(self) -> None:
        """Stop it."""
        self._processes.stop()


__all__ = ["PASSWORD", "TOKEN", "USER", "Request", "WebServer"]
