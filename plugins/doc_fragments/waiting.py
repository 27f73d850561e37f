# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting and hooks; the twin of WAITING in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  wait:
    description:
      - Whether to wait until all objects are ready, or, where they are removed, gone.
      - Hooks are waited for in any case.
    type: bool
    default: false
  wait_strategy:
    description:
      - How objects are waited for. Without it O(wait) decides between V(watcher) and V(hook_only).
      - With V(watcher) an object is ready when its status says that its controller has done all there is to do, as
        helm's C(--wait) judges. A load balancer needs no address, and a failed object is waited for no more.
      - V(legacy) goes by the rules of Helm 3. A Deployment may lack as many pods as its strategy allows, a load
        balancer needs its address, and kinds that Helm 3 did not know are ready at once. Hooks are waited for by its
        rules too.
      - With V(hook_only) hooks alone are waited for.
    type: str
    choices: [hook_only, watcher, legacy]
  wait_for_jobs:
    description:
      - Whether waiting includes the completion of Jobs. Counts where objects are waited for.
    type: bool
    default: false
  wait_for:
    description:
      - Which objects are waited for, by kind such as V(Deployment) or by kind and name such as V(Job/migrate). It
        counts for objects that become ready. Removals wait for all of them.
    type: dict
    suboptions:
      kinds:
        description:
          - Only these are waited for, where any are named.
        type: list
        elements: str
        default: []
      exclude:
        description:
          - These are not waited for.
        type: list
        elements: str
        default: []
  ready_when:
    description:
      - When objects of a kind are ready, in the place of what O(wait_strategy) says of the kind. Meant for custom
        resources that do not tell it by a condition C(Ready). The first entry that fits an object counts.
      - An object whose controller has not seen its last change is not ready in any case.
    type: list
    elements: dict
    default: []
    suboptions:
      kind:
        description:
          - Kind of the objects.
        type: str
        required: true
      api_version:
        description:
          - API version of the objects, such as V(argoproj.io/v1alpha1). Any without it.
        type: str
      name:
        description:
          - Name of the object. Any without it.
        type: str
      condition:
        description:
          - The type of a condition that must be true.
        type: str
      path:
        description:
          - A place in the object as a JSON pointer, such as V(/status/phase), where O(ready_when[].value) must stand,
            or without it anything at all.
        type: str
      value:
        description:
          - The value at O(ready_when[].path).
        type: raw
  timeout:
    description:
      - How long each hook and each wait may take, as seconds or as a duration such as V(5m30s). V(0) means 30 seconds,
        as in helm, and with O(wait_strategy=legacy) that there is no end.
    type: str
    default: 5m
    aliases: [wait_timeout]
  fail_fast:
    description:
      - Whether a wait for objects or hooks ends before its time where it is hopeless. That is where an image cannot be
        had or a container cannot be created for 10 seconds, where a container has been started again three times and
        crashes on, and where a Job has failed. Pods that find no node are waited for, because clusters grow.
      - By default a wait takes its full time, as helm's does, because registries recover, and programs may crash until
        what they need is there.
      - Removals wait for objects to be gone, which this option does not change.
    type: bool
    default: false
  hooks:
    description:
      - Whether hooks run.
    type: bool
    default: true
  disable_hook:
    description:
      - The inverse of O(hooks), as C(kubernetes.core) has it. Use O(hooks).
    type: bool
"""
