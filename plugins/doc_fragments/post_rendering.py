# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes to the rendered manifest; the twin of POST_RENDERING in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  patches:
    description:
      - Changes to rendered objects, hooks included, one after the other. No other program is needed.
      - An object that nothing changes keeps its text to the byte. A changed one is written anew, with sorted keys and
        without comments.
      - The changed manifest is the release's. It is what the record holds, and what C(helm get manifest) shows.
      - They do not reach the files of C(crds/) folders, as with every post-renderer of helm.
    type: list
    elements: dict
    default: []
    suboptions:
      target:
        description:
          - Which objects the patch is for. All that is given must fit. Names are regular expressions for the whole of
            the name, as kustomize has it.
          - May be left out for a strategic merge patch that names its object by C(apiVersion), C(kind) and
            C(metadata.name).
        type: dict
        suboptions:
          group:
            description: API group. Empty for any.
            type: str
          version:
            description: API version without the group, such as V(v1).
            type: str
          kind:
            description: Kind, such as V(Deployment).
            type: str
          name:
            description: Name of the object.
            type: str
          namespace:
            description: Namespace. Objects that name none count as in the release's.
            type: str
          label_selector:
            description: Selector of its labels, such as V(app=web,tier!=cache).
            type: str
            aliases: [labelSelector]
          annotation_selector:
            description: Selector of its annotations, of the same form.
            type: str
            aliases: [annotationSelector]
      patch:
        description:
          - A part of an object as a dictionary or as YAML text, for a strategic merge. Null removes a field, and lists
            are merged where the API server merges them (containers, environment variables, volumes and ports by their
            names or numbers). C($patch) with V(delete) or V(replace) works on objects, maps and items of lists.
            Custom resources are merged as JSON, where a list takes the place of another.
          - Or a list of operations of a JSON patch (RFC 6902), as data or as YAML text. These need a
            O(patches[].target).
        type: raw
        required: true
      allow_no_match:
        description:
          - Whether the patch may find no object. Without it such a patch fails the task, where kustomize passes over
            a target that finds nothing.
        type: bool
        default: false
  images:
    description:
      - Other names, tags or digests for the images of containers, as kustomize has it. An image that the chart does not
        use has no effect.
    type: list
    elements: dict
    default: []
    suboptions:
      name:
        description: The image as the chart names it, without tag and digest.
        type: str
        required: true
      new_name:
        description: Another name, such as that of a mirror.
        type: str
        aliases: [newName]
      new_tag:
        description: Another tag. A digest goes.
        type: str
        aliases: [newTag]
      digest:
        description: Another digest, such as V(sha256:…). The tag goes, unless O(images[].new_tag) is given too.
        type: str
  common_labels:
    description:
      - Labels for the metadata of every object. Selectors and the templates of pods stay as they are, so that a
        release can be given labels at any time.
    type: dict
    default: {}
  common_annotations:
    description:
      - Annotations for the metadata of every object, but not for the templates of pods.
    type: dict
    default: {}
  post_renderer:
    description:
      - A program on the target, as a list of words, that is given the manifest on its standard input and prints another
        one. It comes after O(patches), labels, annotations and images.
      - It runs in check mode too, and more than once in a task. It must do nothing but change the text, and give the
        same result for the same input.
      - Each document has its file's name in the annotation C(postrenderer.helm.sh/postrender-filename), which should
        stay.
    type: list
    elements: str
    default: []
  post_render_strategy:
    description:
      - How hooks take part. With V(combined) the program gets them and the other objects together.
      - With V(separate) it runs twice, first for hooks.
      - With V(nohooks) hooks stay as they are, and O(patches) and the other changes pass over them too.
    type: str
    choices: [combined, separate, nohooks]
    default: combined
"""
