# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What action plugins do before their modules run: files of the controller are brought to the target."""

from __future__ import annotations

import functools
import gzip
import io
import json
import os
import tarfile
import tempfile
import typing as t

from ansible import constants as C  # noqa: N812 - its usual name
from ansible.errors import AnsibleError, AnsibleFileNotFound
from ansible_collections.chartwright.kube.plugins.plugin_utils.in_worker import InWorkerAction

Args = dict[str, t.Any]

_VAULT = b"$ANSIBLE_VAULT"


class ControllerFilesAction(InWorkerAction):
    """Runs the module of its own name, with a kubeconfig, chart and values files that the controller may hold."""

    def _prepared(self, args: Args) -> Args:
        self._bring_kubeconfig(args)
        if args.get("remote_src") is not None and not _truth(args["remote_src"]):
            self._bring_sources(args)
        return args

    def _bring_kubeconfig(self, args: Args) -> None:
        """A dictionary becomes a file that only the user may read, so that it appears in no log."""
        name = next((name for name in ("kubeconfig", "kubeconfig_path") if args.get(name)), None)
        if name is None:
            return
        given = args[name]
        if isinstance(given, dict):
            text = json.dumps(given)
            if text not in self._brought:
                self._brought[text] = self._bring_data(text.encode(), "kubeconfig")
            args[name] = self._brought[text]
            return
        found = self._find(str(given), "files")
        if found is not None:
            args[name] = self._bring_file(found, "kubeconfig")

    def _bring_sources(self, args: Args) -> None:
        name = next((name for name in ("chart", "chart_ref") if args.get(name)), None)
        if name is not None and not (args.get("repo_url") or args.get("chart_repo_url")) and "://" not in args[name]:
            found = self._find(str(args[name]), "files", "templates")
            if found is None:
                raise AnsibleError("%s: %s is not found on the controller" % (name, args[name]))
            if os.path.isdir(found):
                if found not in self._brought:
                    self._brought[found] = self._bring_data(self._packed(found), "chart.tgz")
                args[name] = self._brought[found]
            else:
                args[name] = self._bring_file(found, os.path.basename(found))
                if os.path.isfile(found + ".prov"):
                    self._bring_file(found + ".prov", os.path.basename(found) + ".prov")
        for name in ("keyring", "verify_chart_keyring"):
            found = self._find(str(args[name]), "files") if args.get(name) else None
            if found is not None:
                args[name] = self._bring_file(found, "keyring")
        paths = args.get("values_files") or []
        given = paths.split(",") if isinstance(paths, str) else paths
        args["values_files"] = [self._bring_values(str(path)) for path in given]

    def _bring_values(self, path: str) -> str:
        found = self._find(path, "files", "templates", "vars")
        if found is None:
            raise AnsibleError("values_files: %s is not found on the controller" % path)
        return self._bring_file(found, os.path.basename(found))

    def _packed(self, folder: str) -> bytes:
        """The chart in a folder as an archive, encrypted files decrypted; what .helmignore names stays out."""
        from ansible_collections.chartwright.kube.plugins.module_utils._engine.disk.chart_folder import folder_files

        raw = io.BytesIO()
        with tarfile.open(fileobj=raw, mode="w") as archive:
            for file in folder_files(folder):
                data = self._loader._vault.decrypt(file.data) if file.data.startswith(_VAULT) else file.data
                entry = tarfile.TarInfo("chart/" + file.name)
                entry.size = len(data)
                entry.mtime = (file.mod_time or 0) // 10**9
                archive.addfile(entry, io.BytesIO(data))
        return gzip.compress(raw.getvalue())

    def _find(self, path: str, *folders: str) -> str | None:
        """A file or folder of the controller, as the search path of the task finds it."""
        path = os.path.expanduser(path)
        for folder in folders:
            try:
                return str(self._find_needle(folder, path))
            except AnsibleError:
                continue
        return None

    @functools.cached_property
    def _brought(self) -> dict[str, str]:
        """What this task has brought already, by its path on the controller or its text."""
        return {}

    def _bring_file(self, path: str, name: str) -> str:
        if path not in self._brought:
            try:
                real = self._loader.get_real_file(path)
            except AnsibleFileNotFound as error:
                raise AnsibleError("%s cannot be read on the controller" % path) from error
            self._brought[path] = real if self._is_local() else self._sent(real, name)
        return self._brought[path]

    def _bring_data(self, data: bytes, name: str) -> str:
        folder = tempfile.mkdtemp(dir=C.DEFAULT_LOCAL_TMP)
        path = os.path.join(folder, name)
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(data)
        return path if self._is_local() else self._sent(path, name)

    def _is_local(self) -> bool:
        return self._connection.transport == "local" and not self._play_context.become

    def _sent(self, path: str, name: str) -> str:
        shell = self._connection._shell
        if shell.tmpdir is None:
            self._make_tmp_path()
        target = shell.join_path(shell.tmpdir, "%d-%s" % (len(self._brought), name))
        self._transfer_file(path, target)
        self._fixup_perms2((shell.tmpdir, target))
        return str(target)


def _truth(value: object) -> bool:
    return str(value).lower() not in ("false", "no", "0", "off", "n", "f")


__all__ = ("ControllerFilesAction",)
