# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is no drift; the twin of DRIFT in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  drift_ignore:
    description:
      - What is no drift. Each entry names objects and fields of them.
      - Fields that another controller owns need no entry. See O(drift).
    type: list
    elements: dict
    default: []
    suboptions:
      target:
        description:
          - Which objects the entry is for. All that is given must fit. Names are regular expressions for the whole of
            the name. Without it all objects are meant.
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
            description: Selector of its labels in the manifest, such as V(app=web,tier!=cache).
            type: str
            aliases: [labelSelector]
          annotation_selector:
            description: Selector of its annotations in the manifest, of the same form.
            type: str
            aliases: [annotationSelector]
      paths:
        description:
          - JSON pointers (RFC 6901) to the fields, such as V(/spec/replicas). All below them is left aside, too.
            Items of lists count from 0.
          - Without one, the whole object is left aside, even where it is missing.
        type: list
        elements: str
        default: []
"""
