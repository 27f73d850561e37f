# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other images for the containers of an object, by their names (as kustomize's image transformer has it)."""

from __future__ import annotations

import typing as t

from ..errors import ManifestError

JSON = dict[str, t.Any]

_LISTS: t.Final = ("containers", "initContainers")


class Image(t.NamedTuple):
    """A name to look for, without tag and digest, and what takes the place of name, tag and digest."""

    name: str
    new_name: str = ""
    new_tag: str = ""
    digest: str = ""


def check_image(image: Image) -> None:
    """ManifestError where nothing is to be looked for, or nothing takes its place."""
    if not image.name:
        raise ManifestError("name is empty")
    if not (image.new_name or image.new_tag or image.digest):
        raise ManifestError("%s: give one of new_name, new_tag and digest" % image.name)


def split_image(reference: str) -> tuple[str, str, str]:
    """Name, tag and digest of ``[host[:port]/]name[:tag][@digest]``; what is not there is empty."""
    rest, _at, digest = reference.partition("@")
    head, slash, last = rest.rpartition("/")
    name, _colon, tag = last.partition(":")
    return head + slash + name, tag, digest


def replaced(reference: str, images: t.Sequence[Image]) -> str:
    """The reference after each of the images had its say. A new tag or digest replaces both."""
    for image in images:
        name, tag, digest = split_image(reference)
        if name != image.name:
            continue
        if image.new_tag or image.digest:
            tag, digest = image.new_tag, image.digest
        reference = (image.new_name or name) + (":" + tag if tag else "") + ("@" + digest if digest else "")
    return reference


def with_images(body: JSON, images: t.Sequence[Image]) -> JSON:
    """The object with its containers' images replaced, at any depth; custom resource definitions stay as they are."""
    if body.get("kind") == "CustomResourceDefinition":
        return body
    return t.cast(JSON, _walked(body, images))


def _walked(value: t.Any, images: t.Sequence[Image]) -> t.Any:
    if isinstance(value, list):
        return [_walked(child, images) for child in value]
    if not isinstance(value, dict):
        return value
    walked = {name: _walked(child, images) for name, child in value.items()}
    for name in _LISTS:
        if isinstance(walked.get(name), list):
            walked[name] = [_with_image(item, "image", images) for item in walked[name]]
    if any(name in walked for name in _LISTS) and isinstance(walked.get("volumes"), list):
        walked["volumes"] = [_volume(volume, images) for volume in walked["volumes"]]
    return walked


def _volume(volume: t.Any, images: t.Sequence[Image]) -> t.Any:
    if not isinstance(volume, dict) or not isinstance(volume.get("image"), dict):
        return volume
    return {**volume, "image": _with_image(volume["image"], "reference", images)}


def _with_image(item: t.Any, field: str, images: t.Sequence[Image]) -> t.Any:
    if not isinstance(item, dict) or not isinstance(item.get(field), str):
        return item
    return {**item, field: replaced(item[field], images)}


__all__ = ("Image", "check_image", "replaced", "split_image", "with_images")
