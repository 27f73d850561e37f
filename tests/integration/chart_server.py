# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A chart repository over HTTP on loopback: packaged charts and their index, made as the tests need them."""

from __future__ import annotations

import base64
import functools
import gzip
import hashlib
import http.server
import io
import tarfile
import threading
import typing as t
from pathlib import Path

USER, PASSWORD = "reader", "let-me-in"

_TEMPLATE = """apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  version: {{ .Chart.Version | quote }}
  greeting: {{ .Values.greeting | quote }}
"""


def chart_archive(name: str, version: str) -> bytes:
    """A packaged chart with one ConfigMap that says its version and ``.Values.greeting``."""
    files = {
        "Chart.yaml": "apiVersion: v2\nname: %s\nversion: %s\ndescription: A chart of the tests\n" % (name, version),
        "values.yaml": "# What to say\ngreeting: hello\n",
        "README.md": "# %s\n" % name,
        "values.schema.json": '{"properties": {"greeting": {"type": "string"}}}\n',
        "templates/configmap.yaml": _TEMPLATE,
    }
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path, text in files.items():
            data = text.encode()
            entry = tarfile.TarInfo("%s/%s" % (name, path))
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(packed.getvalue(), mtime=0)


def publish(folder: Path, charts: dict[str, list[str]]) -> None:
    """Put the charts in these versions, and their index, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["apiVersion: v1", "entries:"]
    for name, versions in charts.items():
        lines.append("  %s:" % name)
        for version in versions:
            data = chart_archive(name, version)
            file = "%s-%s.tgz" % (name, version)
            (folder / file).write_bytes(data)
            lines += ["  - apiVersion: v2", "    name: %s" % name, "    version: %s" % version]
            lines += ["    digest: %s" % hashlib.sha256(data).hexdigest(), "    urls:", "    - %s" % file]
    (folder / "index.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


class ChartServer:
    """Serves a folder on loopback: ``url`` for everyone, ``private_url`` for USER with the password."""

    def __init__(self, folder: Path, *, password: str = PASSWORD) -> None:
        self._folder = folder
        handler = functools.partial(_Handler, password, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = "http://127.0.0.1:%d" % self._server.server_address[1]
        self.private_url = self.url + "/private"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def publish(self, charts: dict[str, list[str]], *, where: str = "") -> None:
        """Make the charts in these versions, and their index, all that the folder ``where`` serves."""
        publish(self._folder / where, charts)

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, password: str, *arguments: t.Any, **more: t.Any) -> None:
        self._password = password
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        credentials = base64.b64encode(("%s:%s" % (USER, self._password)).encode()).decode()
        if self.path.startswith("/private/") and self.headers.get("Authorization") != "Basic " + credentials:
            self.send_error(401)
            return
        super().do_GET()

    def log_message(self, format: str, *args: t.Any) -> None:
        pass


__all__ = ["PASSWORD", "USER", "ChartServer", "chart_archive", "publish"]
