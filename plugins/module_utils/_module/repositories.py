# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_repo and chart_repo_info: chart repositories in helm's own files."""

from __future__ import annotations

import os
import typing as t

from .._engine.chart.gotime import format_time
from .._engine.errors import EngineError
from .._engine.fetch.access import Access, shown
from .._engine.fetch.index import Index
from .._engine.fetch.paths import HelmPaths
from .._engine.fetch.repositories import Entry, Repositories, locked
from .._engine.fetch.repository import access_of, cached_index, forget, refresh
from .run import Context, Params, Result

Diff = dict[str, str]

# Repositories that were shut down: helm refuses to add them (pkg/cmd/repo_add.go).
_GONE = {
    "//kubernetes-charts.storage.googleapis.com": "https://charts.helm.sh/stable",
    "//kubernetes-charts-incubator.storage.googleapis.com": "https://charts.helm.sh/incubator",
}
# Of an index full of mistakes, so many are said.
_MOST_SAID = 5


def chart_repo(params: Params, context: Context) -> Result:
    """Make the declaration of one repository what the task says; the result as documented in the module."""
    if not params["name"] or "/" in params["name"]:
        raise EngineError(
            "repository name (%s) contains '/' or is empty, please specify a different name" % params["name"]
        )
    paths = HelmPaths(os.environ)
    before = Repositories(paths.repository_config).get(params["name"])
    after = _wanted(params, before)
    # Before the lock is taken: many tasks at once wait for their servers, not for each other.
    index, lists = _index(params, context, paths, before, after)
    if before != after and not context.check_mode:
        before = _declare(params["name"], after, paths)
    result: Result = {"changed": before != after or index["changed"], "repository": _shown(after), "index": index}
    if context.diff_mode:
        result["diff"] = _diff(params["name"], before, after) + lists
    return result


def chart_repo_info(params: Params, context: Context) -> Result:
    """The declared repositories and what is known of their indexes; the result as documented in the module."""
    paths = HelmPaths(os.environ)
    entries = Repositories(paths.repository_config).entries
    chosen = [entry for entry in entries if params["name"] in (None, entry.name)]
    listed = [{**(_shown(entry) or {}), "index": _cached(entry.name, paths, context)} for entry in chosen]
    return {"changed": False, "exists": bool(listed), "repositories": listed, "config_file": paths.repository_config}


def _cached(name: str, paths: HelmPaths, context: Context) -> Result | None:
    """What is known of the cached index of a repository; None where there is none that can be read."""
    path = paths.index_file(name)
    if not os.path.exists(path):
        return None
    try:
        index = cached_index(paths, name)
    except EngineError as error:
        context.warn("The cached index of the repository %s cannot be used: %s" % (name, error))
        return None
    fetched = format_time(int(os.path.getmtime(path)) * 1_000_000_000)
    return {"path": path, "charts": len(index.names()), "generated": index.frame.generated, "fetched": fetched}


def _declare(name: str, after: Entry | None, paths: HelmPaths) -> Entry | None:
    """Make the declaration ``after``, or remove it with its files; what was declared before."""
    with locked(paths.repository_config):
        repositories = Repositories(paths.repository_config)
        before = repositories.get(name)
        if before != after:
            if after is None:
                repositories.remove(name)
            else:
                repositories.put(after)
            repositories.save()
        if after is None:
            forget(paths, name)
    return before


def _wanted(params: Params, before: Entry | None) -> Entry | None:
    """The declaration that the task wants; refreshing without a URL leaves it as it is."""
    if params["state"] == "absent":
        return None
    url = params["url"]
    if not url and params["state"] == "refreshed":
        if before is None:
            raise EngineError('no repo named "%s" found' % params["name"])
        return before
    url = params["url"]
    if not url:
        raise EngineError("url is required to declare the repository %s" % params["name"])
    for gone, instead in _GONE.items():
        if gone in url:
            raise EngineError('repo "%s" is no longer available; try "%s" instead' % (url, instead))
    return Entry(
        name=params["name"],
        url=url,
        username=params["username"] or "",
        password=params["password"] or "",
        cert_file=params["client_cert"] or "",
        key_file=params["client_key"] or "",
        ca_file=params["ca_cert"] or "",
        insecure=not params["validate_certs"],
        pass_credentials=params["pass_credentials"],
    )


def _index(
    params: Params, context: Context, paths: HelmPaths, before: Entry | None, after: Entry | None
) -> tuple[Result, list[Diff]]:
    """Fetch the index where it is due: at a new or changed declaration, on demand, or where no copy is there."""
    unasked: Result = {"fetched": False, "changed": False}
    if after is None:
        return unasked, []
    path = paths.index_file(after.name)
    if before == after and params["state"] != "refreshed" and os.path.exists(path):
        return unasked, []
    held = _versions(after.name, paths) if context.diff_mode else ""
    access = access_of(after, Access("", token=params["token"] or ""))
    index, changed = refresh(access, path, charts_file=paths.charts_file(after.name), write=not context.check_mode)
    for sentence in index.skipped[:_MOST_SAID]:
        context.warn("In the index of the repository %s, %s." % (after.name, sentence))
    facts = {"fetched": True, "changed": changed, "charts": len(index.names())}
    if not changed or not context.diff_mode:
        return facts, []
    return facts, [_pair("index of %s" % after.name, held, _listed(index))]


def _versions(name: str, paths: HelmPaths) -> str:
    """What the cached index lists; empty where it cannot be read."""
    try:
        return _listed(cached_index(paths, name))
    except EngineError:
        return ""


def _listed(index: Index) -> str:
    """The versions that an index lists, a line each."""
    return "".join("%s %s\n" % (name, held.version) for name in index.names() for held in index.versions(name))


def _shown(entry: Entry | None) -> dict[str, t.Any] | None:
    """A declaration without its secret."""
    if entry is None:
        return None
    return {
        "name": entry.name,
        "url": shown(entry.url),
        "username": entry.username,
        "ca_cert": entry.ca_file,
        "client_cert": entry.cert_file,
        "client_key": entry.key_file,
        "validate_certs": not entry.insecure,
        "pass_credentials": entry.pass_credentials,
    }


def _diff(name: str, before: Entry | None, after: Entry | None) -> list[Diff]:
    texts = [_text(before), _text(after)]
    if before and after and before.password != after.password:
        texts = [text + "password: (%s)\n" % side for text, side in zip(texts, ("before", "after"), strict=True)]
    return [_pair("chart repository %s" % name, *texts)]


def _pair(header: str, before: str, after: str) -> Diff:
    return {"before": before, "after": after, "before_header": header, "after_header": header}


def _text(entry: Entry | None) -> str:
    return "".join("%s: %s\n" % pair for pair in (_shown(entry) or {}).items())


__all__ = ("chart_repo", "chart_repo_info")
