# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of a chart; the twin of VALUES in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  values:
    description:
      - Values for the chart. They win over O(values_files).
      - Ansible shows them with C(-vvv). Put secrets into O(secret_values).
      - A null removes the chart's default.
    type: dict
    default: {}
    aliases: [release_values]
  secret_values:
    description:
      - Values as O(values), over which they win, whose texts are secret.
      - Each text of six characters or more is masked in all that the module returns, wherever a chart, a hook or the
        API server repeats it, plain or in base64. Shorter ones are not, because they would be found by chance.
      - The release's record holds them, as helm's does, and so do the objects that the chart makes of them.
    type: dict
    default: {}
  values_files:
    description:
      - Files of values, each of which wins over those before it.
    type: list
    elements: str
    default: []
  set_values:
    description:
      - Single values in the grammar of helm's C(--set) options. They win over O(values) and O(secret_values).
      - They count in helm's order, whatever their order here. First V(json), then V(raw), V(string), V(file) and
        V(literal).
    type: list
    elements: dict
    default: []
    suboptions:
      value:
        description:
          - The expression, such as C(image.tag=1.2).
        type: str
        required: true
      value_type:
        description:
          - How the expression is read, as C(--set), C(--set-string), C(--set-json), C(--set-file) or C(--set-literal).
          - C(--set-file) names a file of the target.
        type: str
        choices: [raw, string, json, file, literal]
        default: raw
  skip_schema_validation:
    description:
      - Whether the chart's C(values.schema.json) is left aside.
    type: bool
    default: false
  enable_dns:
    description:
      - Whether templates may look up the addresses of host names. Without it C(getHostByName) gives an empty text.
    type: bool
    default: false
"""
