# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which of Kubernetes' APIs are deprecated since when, as helm lint says it (lifecycle marks of k8s.io/api 0.37)."""

from __future__ import annotations

import typing as t

# Each entry: group version, deprecated since, unavailable since, the group version to use, and the kinds. A plus says
# that the kind's list is deprecated too; after an equals sign stands the kind to use where it is another.
_TABLE: t.Final = """
    admissionregistration.k8s.io/v1alpha1 1.29 1.32 -: ValidatingAdmissionPolicy+
        ValidatingAdmissionPolicyBinding+
    admissionregistration.k8s.io/v1alpha1 1.35 1.38 -: MutatingAdmissionPolicy+ MutatingAdmissionPolicyBinding+
    admissionregistration.k8s.io/v1beta1 1.16 1.22 admissionregistration.k8s.io/v1:
        MutatingWebhookConfiguration+ ValidatingWebhookConfiguration+
    admissionregistration.k8s.io/v1beta1 1.31 1.34 -: ValidatingAdmissionPolicy+
        ValidatingAdmissionPolicyBinding+
    admissionregistration.k8s.io/v1beta1 1.37 1.40 admissionregistration.k8s.io/v1: MutatingAdmissionPolicy+
        MutatingAdmissionPolicyBinding+
    apps/v1beta1 1.8 1.16 apps/v1: ControllerRevision+ Deployment+ DeploymentRollback StatefulSet+
    apps/v1beta1 1.8 1.16 autoscaling/v1: Scale
    apps/v1beta2 1.9 1.16 apps/v1: ControllerRevision+ DaemonSet+ Deployment+ ReplicaSet+ StatefulSet+
    apps/v1beta2 1.9 1.16 autoscaling/v1: Scale
    authentication.k8s.io/v1alpha1 1.29 1.32 -: SelfSubjectReview
    authentication.k8s.io/v1beta1 1.19 1.22 authentication.k8s.io/v1: TokenReview
    authentication.k8s.io/v1beta1 1.30 1.33 -: SelfSubjectReview
    authorization.k8s.io/v1beta1 1.19 1.22 authorization.k8s.io/v1: LocalSubjectAccessReview
        SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview
    batch/v1beta1 1.21 1.25 batch/v1: CronJob+
    certificates.k8s.io/v1alpha1 1.34 1.37 -: ClusterTrustBundle+
    certificates.k8s.io/v1beta1 1.19 1.22 certificates.k8s.io/v1: CertificateSigningRequest+
    certificates.k8s.io/v1beta1 1.37 1.40 certificates.k8s.io/v1: ClusterTrustBundle+ PodCertificateRequest+
    coordination.k8s.io/v1alpha2 1.35 1.38 -: LeaseCandidate+
    coordination.k8s.io/v1beta1 1.19 1.22 coordination.k8s.io/v1: Lease+
    coordination.k8s.io/v1beta1 1.36 1.39 -: LeaseCandidate+
    discovery.k8s.io/v1beta1 1.21 1.25 discovery.k8s.io/v1: EndpointSlice EndpointSliceList=EndpointSlice
    events.k8s.io/v1beta1 1.22 1.25 -: Event+
    extensions/v1beta1 1.2 1.16 -: Scale
    extensions/v1beta1 1.8 1.16 apps/v1: DaemonSet+ Deployment+ ReplicaSet+
    extensions/v1beta1 1.8 1.16 -: DeploymentRollback
    extensions/v1beta1 1.9 1.16 networking.k8s.io/v1: NetworkPolicy+
    extensions/v1beta1 1.14 1.22 networking.k8s.io/v1: Ingress+
    flowcontrol.apiserver.k8s.io/v1beta1 1.23 1.26 flowcontrol.apiserver.k8s.io/v1beta3: FlowSchema+
        PriorityLevelConfiguration+
    flowcontrol.apiserver.k8s.io/v1beta2 1.26 1.29 flowcontrol.apiserver.k8s.io/v1beta3: FlowSchema+
        PriorityLevelConfiguration+
    flowcontrol.apiserver.k8s.io/v1beta3 1.29 1.32 flowcontrol.apiserver.k8s.io/v1: FlowSchema+
        PriorityLevelConfiguration+
    lifecycle.k8s.io/v1alpha1 1.40 1.43 -: Eviction+ EvictionRequest+
    networking.k8s.io/v1beta1 1.19 1.22 networking.k8s.io/v1: Ingress+ IngressClass+=IngressClassList
    networking.k8s.io/v1beta1 1.34 1.37 -: IPAddress+ ServiceCIDR+
    node.k8s.io/v1beta1 1.22 1.25 -: RuntimeClass+
    policy/v1beta1 1.21 1.25 policy/v1: PodDisruptionBudget+
    policy/v1beta1 1.22 1.25 -: Eviction
    rbac.authorization.k8s.io/v1beta1 1.17 1.22 rbac.authorization.k8s.io/v1: ClusterRole+ ClusterRoleBinding+
        Role+ RoleBinding+
    resource.k8s.io/v1alpha3 1.36 1.39 -: DeviceTaintRule+
    resource.k8s.io/v1alpha3 1.39 1.42 -: ResourcePoolStatusRequest+
    resource.k8s.io/v1beta1 1.35 1.38 -: DeviceClass+ ResourceClaim+ ResourceClaimTemplate+ ResourceSlice+
    resource.k8s.io/v1beta2 1.36 1.39 -: DeviceClass+ ResourceClaim+ ResourceClaimTemplate+ ResourceSlice+
    resource.k8s.io/v1beta2 1.39 1.42 -: DeviceTaintRule+
    scheduling.k8s.io/v1beta1 1.14 1.22 scheduling.k8s.io/v1: PriorityClass+
    scheduling.k8s.io/v1beta1 1.40 1.43 -: PodGroup+ Workload+
    storage.k8s.io/v1alpha1 1.21 1.24 storage.k8s.io/v1beta1: CSIStorageCapacity+
    storage.k8s.io/v1alpha1 1.21 1.24 storage.k8s.io/v1: VolumeAttachment+
    storage.k8s.io/v1alpha1 1.32 1.35 storage.k8s.io/v1: VolumeAttributesClass+
    storage.k8s.io/v1beta1 1.17 1.22 storage.k8s.io/v1: CSINode CSINodeList=CSINode
    storage.k8s.io/v1beta1 1.19 1.22 storage.k8s.io/v1: CSIDriver+ StorageClass+ VolumeAttachment+
    storage.k8s.io/v1beta1 1.24 1.27 storage.k8s.io/v1: CSIStorageCapacity+
    storage.k8s.io/v1beta1 1.34 1.37 storage.k8s.io/v1: VolumeAttributesClass+
    storagemigration.k8s.io/v1beta1 1.37 1.40 storagemigration.k8s.io/v1: StorageVersionMigration+
    v1 1.19 - -: ComponentStatus+
    v1 1.33 - discovery.k8s.io/v1: Endpoints=EndpointSlice EndpointsList=EndpointSliceList
"""


def deprecation(api_version: str, kind: str, *, major: int, minor: int) -> str:
    """The warning for an object on a server of that version; empty where its API is not deprecated there."""
    if api_version + " " not in _TABLE:
        return ""
    for since, gone, use, kinds in _entries(api_version):
        for instead in _instead(kinds, kind):
            if tuple(int(number) for number in since.split(".")) > (major, minor) and (major, minor) != (0, 0):
                return ""
            text = "%s %s is deprecated in v%s+" % (api_version, kind, since)
            text += ", unavailable in v%s+" % gone if gone != "-" else ""
            return text + ("; use %s %s" % (use, instead) if use != "-" else "")
    return ""


def _entries(api_version: str) -> t.Iterator[tuple[str, str, str, list[str]]]:
    entry: list[str] = []
    for line in [*_TABLE.strip("\n").split("\n"), ""]:
        if entry and not line.startswith("     "):
            words = " ".join(entry).split()
            if words[0] == api_version:
                yield words[1], words[2], words[3].removesuffix(":"), words[4:]
            entry = []
        entry.append(line)


def _instead(kinds: list[str], kind: str) -> t.Iterator[str]:
    """The kind to use where ``kind`` is one of ``kinds``."""
    for word in kinds:
        name, _equals, instead = word.partition("=")
        if name.removesuffix("+") == kind:
            yield instead or kind
        elif name.endswith("+") and name[:-1] + "List" == kind:
            yield kind


__all__ = ("deprecation",)
