# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_release_info: reads only."""

from __future__ import annotations

import typing as t

from .._engine.actions.kinds import Kinds
from .._engine.actions.reading import Query, chosen, computed_values, listed, metadata, objects
from .._engine.release.model import Release
from .cluster import Access, connect
from .drifts import look
from .results import hook_results, release_result, shown_manifest
from .run import Context, Params, Result


def chart_release_info(params: Params, context: Context) -> Result:
    """One release in full where it is named, else a list of releases."""
    access = connect(params)
    result: Result = {"changed": False, "cluster": access.described}
    if params["name"]:
        return {**result, **_one(params, context, access)}
    query = Query(
        statuses=params["statuses"],
        pattern=params["name_filter"] or "",
        selector=params["selector"] or "",
        by_date=params["sort"] == "date",
        reverse=params["reverse"],
        offset=params["offset"],
        limit=params["limit"],
    )
    records = access.store.list(all_namespaces=params["all_namespaces"])
    releases = [release_result(record) for record in listed(records, query)]
    return {**result, "exists": bool(releases), "releases": releases}


def _one(params: Params, context: Context, access: Access) -> Result:
    name = params["name"]
    history = access.store.history(name)
    record = chosen(history, params["revision"], name=name)
    if record is not None and params["statuses"] and record.info.status not in params["statuses"]:
        record = None
    facts: Result = {
        "exists": record is not None,
        "releases": [] if record is None else [release_result(record)],
        "release": release_result(record),
        "history": [release_result(one) for one in history],
        "metadata": {},
        "user_values": {},
        "computed_values": {},
        "manifest": "",
        "hooks": [],
        "notes": "",
    }
    if record is not None:
        facts.update(_contents(record, show_secrets=params["show_secrets"]))
    if params["objects"]:
        facts["objects"] = [] if record is None else objects(record, cluster=access.cluster)
    if params["drift"]:
        facts.update(drift=[], unpredicted=[])
        if record is not None:
            findings, told = look(record, params, context, cluster=access.cluster, kinds=Kinds(access.cluster))
            facts.update(drift=told["drift"], unpredicted=findings.unknown)
    return facts


def _contents(record: Release, *, show_secrets: bool) -> dict[str, t.Any]:
    shown: t.Callable[[str], str] = str if show_secrets else shown_manifest
    hooks = zip(hook_results(record.hooks), record.hooks, strict=True)
    return {
        "metadata": metadata(record),
        "user_values": whole(record.config),
        "computed_values": whole(computed_values(record)),
        "manifest": shown(record.manifest),
        "hooks": [{**result, "manifest": shown(hook.manifest)} for result, hook in hooks],
        "notes": record.info.notes,
    }


def whole(value: t.Any) -> t.Any:
    """Numbers as a person wrote them: records hold floats, and 1.0 is shown as 1."""
    if isinstance(value, dict):
        return {key: whole(child) for key, child in value.items()}
    if isinstance(value, list):
        return [whole(child) for child in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


__all__ = ("chart_release_info",)
