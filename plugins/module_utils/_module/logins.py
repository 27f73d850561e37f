# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_registry_login: credentials of OCI registries in helm's own file."""

from __future__ import annotations

import os
import typing as t

from .._engine.errors import EngineError
from .._engine.fetch.access import Access
from .._engine.fetch.credentials import Credential, CredentialFile, server_address
from .._engine.fetch.locks import file_lock
from .._engine.fetch.oci_client import RegistryClient
from .._engine.fetch.oci_errors import RegistryError
from .._engine.fetch.oci_reference import Reference, check_registry
from .._engine.fetch.paths import HelmPaths
from .inherited import refuse
from .run import Context, Params, Result


def chart_registry_login(params: Params, context: Context) -> Result:
    """Make the credentials of one registry what the task says; the result as documented in the module."""
    refuse({"binary_path": params["binary_path"]})
    host = params["host"].strip().removeprefix("oci://").rstrip("/")
    if "/" in host:
        raise EngineError(
            "invalid registry %r: credentials are for a whole registry, without a path: %s"
            % (host, host.partition("/")[0])
        )
    check_registry(host)
    paths = HelmPaths(os.environ)
    wanted = None
    if params["state"] == "present":
        wanted = Credential(params["username"], params["password"])
        _verify(host, params, paths)
    if context.check_mode:
        return _apply(host, wanted, context, paths)
    with file_lock(paths.registry_config + ".lock", "the file of registry credentials"):
        return _apply(host, wanted, context, paths)


def _apply(host: str, wanted: Credential | None, context: Context, paths: HelmPaths) -> Result:
    file, address = CredentialFile(paths.registry_config), server_address(host)
    before = file.get(address)
    changed = before != wanted if wanted is not None else file.holds(address)
    if changed and not context.check_mode:
        if wanted is None:
            file.remove(address)
        else:
            file.put(address, wanted)
    result: Result = {
        "changed": changed,
        "registry": address,
        "username": wanted.username if wanted else "",
        "config": file.path,
        "helper": file.helper(address),
    }
    if context.diff_mode:
        result["diff"] = _diff(address, before, wanted)
    return result


def _verify(host: str, params: Params, paths: HelmPaths) -> None:
    """Ask the registry, first as the distribution specification says, then by OAuth2, which few registries want."""
    access = Access(
        "", username=params["username"], password=params["password"],
        ca_file=params["ca_cert"] or "", cert_file=params["client_cert"] or "", key_file=params["client_key"] or "",
        insecure=_insecure(params), plain_http=params["plain_http"],
    )  # fmt: skip
    try:
        try:
            _ping(host, access, paths, oauth2=False)
        except RegistryError:
            _ping(host, access, paths, oauth2=True)
    except EngineError as error:
        raise EngineError('authenticating to "%s": %s' % (host, error)) from error


def _ping(host: str, access: Access, paths: HelmPaths, *, oauth2: bool) -> None:
    with RegistryClient(Reference(host, ""), access, paths, oauth2=oauth2) as client:
        client.ping()


def _insecure(params: Params) -> bool:
    insecure: t.Any = params["insecure"]
    return not params["validate_certs"] if insecure is None else bool(insecure)


def _diff(address: str, before: Credential, after: Credential | None) -> list[dict[str, str]]:
    texts = ["username: %s\n" % item.username if item else "" for item in (any(before) and before, after)]
    if after and before.username == after.username and before != after:
        texts = [text + "password: (%s)\n" % side for text, side in zip(texts, ("before", "after"), strict=True)]
    header = "credentials for %s" % address
    return [{"before": texts[0], "after": texts[1], "before_header": header, "after_header": header}]


__all__ = ("chart_registry_login",)
