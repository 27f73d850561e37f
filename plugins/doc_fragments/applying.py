# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How objects and records are written; the twin of APPLYING in module_utils/_module/arguments.py."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  server_side:
    description:
      - Whether objects are written by server-side apply, always under the field manager V(helm) as the helm command
        does. Otherwise they are created as they are, and changed by patches that are made here, by strategic three-way
        merge for built-in kinds and from the old to the new manifest for custom resources.
      - V(auto) installs by server-side apply. An upgrade goes on as the last revision was written, a rollback as the
        revision was that it goes back to. What Helm 3 has installed was written by client-side apply.
      - With V(true) or V(false) a release that was written the other way moves over, in a revision of its own where
        nothing else changes. On the way to server-side apply the fields that helm has set become applied ones first,
        so nothing is lost and no conflict arises.
    type: str
    choices: [auto, "true", "false"]
    default: auto
  force_conflicts:
    description:
      - Whether fields are taken from other managers where server-side apply reports a conflict. Refused with
        client-side apply, which knows no conflicts.
    type: bool
    default: false
  force_replace:
    description:
      - Whether objects that are there are replaced as a whole where a revision is made. What other programs have set in
        them is lost, but an object is never deleted and created anew, so fields that cannot be changed still cannot.
      - Needs client-side apply, and excludes O(force_conflicts).
    type: bool
    default: false
  cleanup_on_fail:
    description:
      - Whether a failed upgrade or rollback deletes the objects that it has created.
    type: bool
    default: false
  history_max:
    description:
      - How many revisions are kept, the new one included. V(0) keeps all. The deployed one is always kept.
    type: int
    default: 10
  description:
    description:
      - Description of the new revision, instead of helm's own words.
    type: str
  on_pending:
    description:
      - What to do where another run is at work on the release, or has left it in the middle of an operation.
      - A record of this collection bears the name of its run and a heartbeat, which is renewed every 10 seconds. The
        run counts as dead when its process is known to have ended, or when the heartbeat stands still for 35 seconds.
        What the helm command left pending has neither, and counts as dead when it is older than O(timeout).
      - V(wait) waits for as long as the other run lives. If it died, its revision is marked as failed, and the task
        goes on.
      - V(recover) marks the revision as failed where the other run is dead, and at once where the helm command left
        it. Fails where the other run is alive.
      - V(fail) ends the task, and says which revision is in the way, since when, and who holds it.
    type: str
    choices: [wait, recover, fail]
    default: wait
"""
