# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What happens to pods, claims and load balancers on nodes that run nothing: kwok's stages, as data.

A pod becomes ready at once; one whose containers are not restarted (a Job's, a test hook's) then completes. Other
behaviour is asked for by an annotation or a label of the pod, ``testbed.chartwright.kube/pod``:

=================== ================================================================================
``late``            ready, or complete, after ``testbed.chartwright.kube/after`` (default ``5s``)
``never-ready``     runs, and its containers never become ready; a Job's pod never completes
``image-pull``      stays pending with ImagePullBackOff
``crash-loop``      runs with CrashLoopBackOff and five restarts
``fail``            ends with exit code 1 (after ``testbed.chartwright.kube/after``, default at once)
=================== ================================================================================

``testbed.chartwright.kube/delete-after`` keeps a deleted pod for that long. A Service of type LoadBalancer gets the
address 203.0.113.10 unless it carries ``testbed.chartwright.kube/address: none``.
"""

from __future__ import annotations

import json
import typing as t

JSON = dict[str, t.Any]

PREFIX = "testbed.chartwright.kube"
STORAGE_CLASS = "standard"
LOAD_BALANCER_ADDRESS = "203.0.113.10"

_RUNNING = "running: {startedAt: {{ $now | Quote }}}"
_COMPLETED = (
    "terminated: {exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}"
)
_FAILED = "terminated: {exitCode: 1, reason: Error, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}"
_PULLING = "waiting: {reason: ImagePullBackOff, message: Back-off pulling the image}"
_CRASHED = "waiting: {reason: CrashLoopBackOff, message: back-off 5m0s restarting failed container}"

_STATUS = """\
{{ $now := Now }}
conditions:
- {type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }}}
- {type: Ready, status: "%(ready)s", lastTransitionTime: {{ $now | Quote }}%(reason)s}
- {type: ContainersReady, status: "%(ready)s", lastTransitionTime: {{ $now | Quote }}%(reason)s}
{{ range .spec.readinessGates }}
- {type: {{ .conditionType | Quote }}, status: "True", lastTransitionTime: {{ $now | Quote }}}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: %(container_ready)s
  started: %(container_ready)s
  restartCount: %(restarts)d
  state: {%(state)s}
  %(last_state)s
{{ end }}
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: true
  restartCount: 0
  {{ if eq .restartPolicy "Always" }}
  started: true
  state: {running: {startedAt: {{ $now | Quote }}}}
  {{ else }}
  state: {terminated: {exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }}}}
  {{ end }}
{{ end }}
hostIP: 127.0.0.1
hostIPs: [{ip: 127.0.0.1}]
{{ if not .status.podIP }}
{{ $network := or .spec.hostNetwork false }}
{{ $addresses := PodIPsWith .spec.nodeName $network .metadata.uid .metadata.name .metadata.namespace }}
podIP: {{ index $addresses 0 | Quote }}
podIPs: [{ip: {{ index $addresses 0 | Quote }}}]
{{ end }}
phase: %(phase)s
startTime: {{ or .status.startTime $now | Quote }}
"""

_CLAIM_VOLUME = """\
apiVersion: v1
kind: PersistentVolume
metadata:
  name: pvc-{{ .metadata.uid }}
  annotations: {pv.kubernetes.io/provisioned-by: %(prefix)s/volume}
spec:
  accessModes: {{ YAML .spec.accessModes 2 }}
  capacity: {{ YAML .spec.resources.requests 2 }}
  persistentVolumeReclaimPolicy: Delete
  storageClassName: {{ .spec.storageClassName | Quote }}
  volumeMode: {{ or .spec.volumeMode "Filesystem" | Quote }}
  claimRef:
    apiVersion: v1
    kind: PersistentVolumeClaim
    name: {{ .metadata.name | Quote }}
    namespace: {{ .metadata.namespace | Quote }}
    uid: {{ .metadata.uid | Quote }}
  hostPath: {path: /tmp/%(prefix)s-has-no-such-folder/{{ .metadata.uid }}}
"""

_NODE_STATUS = """\
{{ $now := Now }}
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ or $.metadata.creationTimestamp $now | Quote }}
{{ end }}
addresses:
- {type: InternalIP, address: 127.0.0.1}
- {type: Hostname, address: {{ .metadata.name | Quote }}}
{{ with NodePort }}
daemonEndpoints: {kubeletEndpoint: {Port: {{ . }}}}
{{ end }}
allocatable: {cpu: 1k, memory: 1Ti, pods: 1M, ephemeral-storage: 1Ti}
capacity: {cpu: 1k, memory: 1Ti, pods: 1M, ephemeral-storage: 1Ti}
phase: Running
"""

_BEHAVIOUR = '(.metadata.annotations["%s/pod"] // .metadata.labels["%s/pod"] // "ready")' % (PREFIX, PREFIX)
_PHASE = '(.status.phase // "Pending")'
_BATCH = ".spec.restartPolicy"


def _in(key: str, *values: str) -> JSON:
    return {"jq": {"key": key, "operator": "In", "values": list(values)}}


def _absent(key: str) -> JSON:
    return {"jq": {"key": key, "operator": "DoesNotExist"}}


def _stage(name: str, kind: str, where: list[JSON], steps: list[JSON], *, delay: JSON | None = None) -> JSON:
    spec: JSON = {
        "resourceRef": {"apiGroup": "v1", "kind": kind},
        "selector": {"matchExpressions": where},
        "steps": steps,
    }
    if delay:
        spec["delay"] = delay
    return {"apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": "Stage", "metadata": {"name": name}, "spec": spec}


def _after(annotation: str, default: int) -> JSON:
    expression = '.metadata.annotations["%s/%s"]' % (PREFIX, annotation)
    return {"durationMilliseconds": default, "durationFrom": {"jq": {"expression": expression}}}


def _status(
    phase: str, state: str, *, ready: bool = False, done: bool = False, restarts: int = 0, last_state: str = ""
) -> list[JSON]:
    reason = "PodCompleted" if done else "ContainersNotReady"
    template = _STATUS % {
        "phase": phase,
        "state": state,
        "ready": "True" if ready else "False",
        "container_ready": "true" if ready else "false",
        "reason": "" if ready else ", reason: %s" % reason,
        "restarts": restarts,
        "last_state": "lastState: {%s}" % last_state if last_state else "",
    }
    return [{"patch": {"subresource": "status", "root": "status", "template": template}}]


def _pod(
    name: str,
    behaviours: tuple[str, ...],
    phase: str,
    steps: list[JSON],
    *,
    delay: JSON | None = None,
    restarts: tuple[str, ...] = (),
    where: tuple[JSON, ...] = (),
) -> JSON:
    conditions = [_absent(".metadata.deletionTimestamp"), _in(_PHASE, phase), _in(_BEHAVIOUR, *behaviours), *where]
    if restarts:
        conditions.append(_in(_BATCH, *restarts))
    return _stage(name, "Pod", conditions, steps, delay=delay)


def stages() -> list[JSON]:
    """The stages of nodes, pods, claims and load balancers."""
    batch = ("Never", "OnFailure")
    running = _status("Running", _RUNNING, ready=True)
    completed = _status("Succeeded", _COMPLETED, done=True)
    failed = _status("Failed", _FAILED)
    never_ready = _status("Running", _RUNNING)
    crashed = _status("Running", _CRASHED, restarts=5, last_state=_FAILED)
    return [
        _stage(
            "node-initialize",
            "Node",
            [_in('([.status.conditions[]? | select(.type == "Ready") | .status][0] // "Unknown")', "Unknown", "False")],
            [{"patch": {"subresource": "status", "root": "status", "template": _NODE_STATUS}}],
        ),
        _pod("pod-ready", ("ready",), "Pending", running),
        _pod("pod-ready-late", ("late",), "Pending", running, delay=_after("after", 5000), restarts=("Always",)),
        _pod("pod-start-batch", ("late", "fail"), "Pending", running, restarts=batch),
        _pod("pod-complete", ("ready",), "Running", completed, restarts=batch),
        _pod("pod-complete-late", ("late",), "Running", completed, delay=_after("after", 5000), restarts=batch),
        _pod("pod-fail-batch", ("fail",), "Running", failed, delay=_after("after", 0), restarts=batch),
        _pod("pod-fail", ("fail",), "Pending", crashed, delay=_after("after", 0), restarts=("Always",)),
        _pod("pod-never-ready", ("never-ready",), "Pending", never_ready),
        _pod("pod-crash-loop", ("crash-loop",), "Pending", crashed),
        _pod(
            "pod-image-pull",
            ("image-pull",),
            "Pending",
            _status("Pending", _PULLING),
            where=(_absent(".status.containerStatuses"),),
        ),
        _stage(
            "pod-delete",
            "Pod",
            [{"jq": {"key": ".metadata.deletionTimestamp", "operator": "Exists"}}],
            [{"finalizers": {"empty": True}}, {"delete": True}],
            delay=_after("delete-after", 0),
        ),
        _stage(
            "claim-provision",
            "PersistentVolumeClaim",
            [
                _absent(".metadata.deletionTimestamp"),
                _absent(".spec.volumeName"),
                _in(".spec.storageClassName", STORAGE_CLASS),
            ],
            [{"apply": {"template": _CLAIM_VOLUME % {"prefix": PREFIX}}}],
        ),
        _stage(
            "volume-delete",
            "PersistentVolume",
            [_in(".spec.storageClassName", STORAGE_CLASS), _in(".status.phase", "Released")],
            [{"delete": True}],
        ),
        _stage(
            "load-balancer",
            "Service",
            [
                _absent(".metadata.deletionTimestamp"),
                _in(".spec.type", "LoadBalancer"),
                _in('(.metadata.annotations["%s/address"] // "given")' % PREFIX, "given"),
                _absent(".status.loadBalancer.ingress"),
            ],
            [
                {
                    "patch": {
                        "subresource": "status",
                        "root": "status",
                        "type": "merge",
                        "template": "loadBalancer: {ingress: [{ip: %s}]}" % LOAD_BALANCER_ADDRESS,
                    }
                }
            ],
        ),
    ]


def kwok_configuration(log_file: str) -> str:
    """kwok's whole configuration; every container's log is ``log_file``."""
    logs = {
        "apiVersion": "kwok.x-k8s.io/v1alpha1",
        "kind": "ClusterLogs",
        "metadata": {"name": "every-container"},
        "spec": {"logs": [{"logsFile": log_file}]},
    }
    return "\n---\n".join(json.dumps(document, indent=1) for document in [*stages(), logs]) + "\n"


__all__ = ["LOAD_BALANCER_ADDRESS", "PREFIX", "STORAGE_CLASS", "kwok_configuration", "stages"]
