# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of post-rendering as one function from rendered files to rendered files; where a program is run."""

from __future__ import annotations

import subprocess
import typing as t

from .._engine.errors import RenderError
from .._engine.manifest.images import Image
from .._engine.manifest.patch_targets import Target
from .._engine.manifest.patches import Changes, Patch
from .._engine.manifest.post_rendering import post_render

Params = t.Mapping[str, t.Any]
Files = dict[str, str]

_MOST_SHOWN = 500


def post_renderer(params: Params, *, namespace: str, timeout: float = 300.0) -> t.Callable[[Files], Files] | None:
    """What the options say happens to rendered files; None where they say nothing. ``timeout`` is the program's."""
    changes = Changes(
        patches=[_patch(given) for given in params["patches"]],
        labels=_texts(params["common_labels"]),
        annotations=_texts(params["common_annotations"]),
        images=[
            Image(given["name"], given["new_name"] or "", given["new_tag"] or "", given["digest"] or "")
            for given in params["images"]
        ],
    )
    words = [str(word) for word in params["post_renderer"] or []]
    if not any(changes) and not words:
        return None
    return lambda files: post_render(
        files,
        namespace=namespace,
        changes=changes if any(changes) else None,
        command=(lambda text: _run(words, text, timeout)) if words else None,
        strategy=params["post_render_strategy"],
    )


def _patch(given: Params) -> Patch:
    target = given["target"]
    parts = {name: value or "" for name, value in target.items() if name in Target._fields} if target else {}
    return Patch(given["patch"], Target(**parts) if target else None, bool(given["allow_no_match"]))


def _texts(given: Params) -> dict[str, str]:
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given.items()}


def _run(words: list[str], text: str, timeout: float) -> str:
    """What the program makes of the manifest; RenderError says why it makes nothing."""
    try:
        done = subprocess.run(
            words, input=text.encode("utf-8", "surrogateescape"), capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise RenderError("post-renderer %s did not end within %g seconds" % (words[0], timeout)) from None
    except OSError as error:
        raise RenderError("post-renderer %s cannot be run: %s" % (words[0], error.strerror or error)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-_MOST_SHOWN:]
        raise RenderError("post-renderer %s ended with exit code %d: %s" % (words[0], done.returncode, said))
    if not done.stdout.strip():
        raise RenderError('post-renderer "%s" produced empty output' % words[0])
    return done.stdout.decode("utf-8", "surrogateescape")


__all__ = ("post_renderer",)
