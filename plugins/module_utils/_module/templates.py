# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The work of chart_template: a chart rendered with no cluster, as text or into files."""

from __future__ import annotations

from .._engine.actions.names import validate_release_name
from .._engine.actions.templating import files, only, template_text
from .._engine.render.capabilities import DEFAULT_API_VERSIONS, Capabilities, KubeVersion
from .._engine.render.release_output import ReleaseOptions, render_release
from .inherited import hooks_wanted, refuse
from .machine import world
from .post_rendering import post_renderer
from .run import Context, Params, Result
from .sources import locate_chart, user_cache, write_files
from .user_values import read_values


def chart_template(params: Params, context: Context) -> Result:
    """The text that ``helm template`` prints; with ``output_dir`` files, and ``changed`` where one of them changes."""
    refuse(params)
    validate_release_name(params["name"])
    version = KubeVersion.parse(params["kube_version"]) if params["kube_version"] else None
    found = locate_chart(params, warn=context.warn, check_mode=context.check_mode)
    output = render_release(
        found.chart,
        read_values(params),
        options=ReleaseOptions(
            name=params["name"],
            namespace=params["namespace"],
            is_upgrade=params["is_upgrade"],
            include_crds=params["include_crds"],
            subchart_notes=params["render_subchart_notes"],
            skip_schema_validation=params["skip_schema_validation"],
        ),
        capabilities=Capabilities(version, [*DEFAULT_API_VERSIONS, *params["api_versions"]]),
        world=world(enable_dns=params["enable_dns"]),
        log=context.warn_once,
        cache=user_cache("templates", check_mode=context.check_mode),
        post_render=post_renderer(params, namespace=params["namespace"]),
    )
    text = template_text(
        output.manifest, output.hooks, show_hooks=hooks_wanted(params), skip_tests=params["skip_tests"]
    )
    if params["show_only"]:
        text = only(text, params["show_only"])
    result: Result = {"changed": False, "notes": output.notes, "chart_source": found.source}
    if not params["output_dir"]:
        return {**result, "manifest": text}
    written = write_files(params["output_dir"], files(text), check_mode=context.check_mode)
    result.update(changed=bool(written), files=sorted(files(text)), written=sorted(path for path, _old in written))
    if context.diff_mode:
        new = files(text)
        result["diff"] = [
            {"before": old, "after": new[path], "before_header": path, "after_header": path} for path, old in written
        ]
    return result


__all__ = ("chart_template",)
