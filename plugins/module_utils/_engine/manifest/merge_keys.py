# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each field of the built-in kinds is merged: data made from the struct tags of k8s.io/api v0.37.1.

``SHAPES``: by the name of a type, its fields whose merging is not plain, as (strategy, merge key, type of the field or
of its items). A strategy is empty, ``merge``, ``replace``, ``retainKeys`` or ``merge,retainKeys``. ``KINDS`` have a
type of their own name; all other kinds of ``API_VERSIONS`` have nothing but metadata to speak of. The status is left
out: no manifest holds one.
"""

from __future__ import annotations

import typing as t

Shape = dict[str, tuple[str, str, str]]

API_VERSIONS: t.Final = frozenset((
    "admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1alpha1",
    "admissionregistration.k8s.io/v1beta1", "apps/v1", "apps/v1beta1", "apps/v1beta2", "authentication.k8s.io/v1",
    "authentication.k8s.io/v1alpha1", "authentication.k8s.io/v1beta1", "authorization.k8s.io/v1",
    "authorization.k8s.io/v1beta1", "autoscaling/v1", "autoscaling/v2", "batch/v1", "batch/v1beta1",
    "certificates.k8s.io/v1", "certificates.k8s.io/v1alpha1", "certificates.k8s.io/v1beta1",
    "coordination.k8s.io/v1", "coordination.k8s.io/v1alpha2", "coordination.k8s.io/v1beta1", "discovery.k8s.io/v1",
    "discovery.k8s.io/v1beta1", "events.k8s.io/v1", "events.k8s.io/v1beta1", "extensions/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1", "flowcontrol.apiserver.k8s.io/v1beta1",
    "flowcontrol.apiserver.k8s.io/v1beta2", "flowcontrol.apiserver.k8s.io/v1beta3",
    "internal.apiserver.k8s.io/v1alpha1", "lifecycle.k8s.io/v1alpha1", "networking.k8s.io/v1",
    "networking.k8s.io/v1beta1", "node.k8s.io/v1", "node.k8s.io/v1alpha1", "node.k8s.io/v1beta1", "policy/v1",
    "rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1alpha1", "rbac.authorization.k8s.io/v1beta1",
    "resource.k8s.io/v1", "resource.k8s.io/v1alpha3", "resource.k8s.io/v1beta1", "resource.k8s.io/v1beta2",
    "scheduling.k8s.io/v1", "scheduling.k8s.io/v1alpha3", "scheduling.k8s.io/v1beta1", "storage.k8s.io/v1",
    "storage.k8s.io/v1alpha1", "storage.k8s.io/v1beta1", "storagemigration.k8s.io/v1",
    "storagemigration.k8s.io/v1beta1", "v1",
))  # fmt: skip

KINDS: t.Final = frozenset((
    "CSINode", "ComponentStatus", "CronJob", "DaemonSet", "Deployment", "Job", "MutatingAdmissionPolicy",
    "MutatingWebhookConfiguration", "Node", "Pod", "PodDisruptionBudget", "PodGroup", "PodTemplate", "ReplicaSet",
    "ReplicationController", "ResourceClaimTemplate", "Service", "ServiceAccount", "StatefulSet",
    "ValidatingAdmissionPolicy", "ValidatingWebhookConfiguration", "Workload",
))  # fmt: skip

SHAPES: t.Final[dict[str, Shape]] = {
    "CSINode": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "CSINodeSpec")},
    "CSINodeSpec": {"drivers": ("merge", "name", "")},
    "ComponentStatus": {"conditions": ("merge", "type", ""), "metadata": ("", "", "ObjectMeta")},
    "CompositePodGroupTemplate": {
        "compositePodGroupTemplates": ("", "", "CompositePodGroupTemplate"),
        "podGroupTemplates": ("", "", "PodGroupTemplate"),
    },
    "Container": {
        "env": ("merge", "name", ""), "ports": ("merge", "containerPort", ""),
        "volumeDevices": ("merge", "devicePath", ""), "volumeMounts": ("merge", "mountPath", ""),
    },
    "CronJob": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "CronJobSpec")},
    "CronJobSpec": {"jobTemplate": ("", "", "JobTemplateSpec")},
    "DaemonSet": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "DaemonSetSpec")},
    "DaemonSetSpec": {"template": ("", "", "PodTemplateSpec")},
    "Deployment": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "DeploymentSpec")},
    "DeploymentSpec": {"strategy": ("retainKeys", "", ""), "template": ("", "", "PodTemplateSpec")},
    "EphemeralContainer": {
        "env": ("merge", "name", ""), "ports": ("merge", "containerPort", ""),
        "volumeDevices": ("merge", "devicePath", ""), "volumeMounts": ("merge", "mountPath", ""),
    },
    "EphemeralVolumeSource": {"volumeClaimTemplate": ("", "", "PersistentVolumeClaimTemplate")},
    "Job": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "JobSpec")},
    "JobSchedulingConfiguration": {"resourceClaims": ("merge", "name", "")},
    "JobSpec": {"scheduling": ("", "", "JobSchedulingConfiguration"), "template": ("", "", "PodTemplateSpec")},
    "JobTemplateSpec": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "JobSpec")},
    "MutatingAdmissionPolicy": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "MutatingAdmissionPolicySpec")},
    "MutatingAdmissionPolicySpec": {"matchConditions": ("merge", "name", "")},
    "MutatingWebhook": {"matchConditions": ("merge", "name", "")},
    "MutatingWebhookConfiguration": {
        "metadata": ("", "", "ObjectMeta"), "webhooks": ("merge", "name", "MutatingWebhook"),
    },
    "Node": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "NodeSpec")},
    "NodeSpec": {"podCIDRs": ("merge", "", "")},
    "ObjectMeta": {"finalizers": ("merge", "", ""), "ownerReferences": ("merge", "uid", "")},
    "PersistentVolumeClaim": {"metadata": ("", "", "ObjectMeta")},
    "PersistentVolumeClaimTemplate": {"metadata": ("", "", "ObjectMeta")},
    "Pod": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "PodSpec")},
    "PodDisruptionBudget": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "PodDisruptionBudgetSpec")},
    "PodDisruptionBudgetSpec": {"selector": ("replace", "", "")},
    "PodGroup": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "PodGroupSpec")},
    "PodGroupSpec": {"resourceClaims": ("merge,retainKeys", "name", "")},
    "PodGroupTemplate": {"resourceClaims": ("merge,retainKeys", "name", "")},
    "PodSpec": {
        "containers": ("merge", "name", "Container"), "ephemeralContainers": ("merge", "name", "EphemeralContainer"),
        "evictionResponders": ("merge", "name", ""), "hostAliases": ("merge", "ip", ""),
        "imagePullSecrets": ("merge", "name", ""), "initContainers": ("merge", "name", "Container"),
        "resourceClaims": ("merge,retainKeys", "name", ""), "schedulingGates": ("merge", "name", ""),
        "topologySpreadConstraints": ("merge", "topologyKey", ""), "volumes": ("merge,retainKeys", "name", "Volume"),
    },
    "PodTemplate": {"metadata": ("", "", "ObjectMeta"), "template": ("", "", "PodTemplateSpec")},
    "PodTemplateSpec": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "PodSpec")},
    "ReplicaSet": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "ReplicaSetSpec")},
    "ReplicaSetSpec": {"template": ("", "", "PodTemplateSpec")},
    "ReplicationController": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "ReplicationControllerSpec")},
    "ReplicationControllerSpec": {"template": ("", "", "PodTemplateSpec")},
    "ResourceClaimTemplate": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "ResourceClaimTemplateSpec")},
    "ResourceClaimTemplateSpec": {"metadata": ("", "", "ObjectMeta")},
    "Service": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "ServiceSpec")},
    "ServiceAccount": {"metadata": ("", "", "ObjectMeta"), "secrets": ("merge", "name", "")},
    "ServiceSpec": {"ports": ("merge", "port", "")},
    "StatefulSet": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "StatefulSetSpec")},
    "StatefulSetSpec": {
        "template": ("", "", "PodTemplateSpec"), "volumeClaimTemplates": ("", "", "PersistentVolumeClaim"),
    },
    "ValidatingAdmissionPolicy": {
        "metadata": ("", "", "ObjectMeta"), "spec": ("", "", "ValidatingAdmissionPolicySpec"),
    },
    "ValidatingAdmissionPolicySpec": {"matchConditions": ("merge", "name", ""), "variables": ("merge", "name", "")},
    "ValidatingWebhook": {"matchConditions": ("merge", "name", "")},
    "ValidatingWebhookConfiguration": {
        "metadata": ("", "", "ObjectMeta"), "webhooks": ("merge", "name", "ValidatingWebhook"),
    },
    "Volume": {"ephemeral": ("", "", "EphemeralVolumeSource")},
    "Workload": {"metadata": ("", "", "ObjectMeta"), "spec": ("", "", "WorkloadSpec")},
    "WorkloadSpec": {
        "compositePodGroupTemplates": ("", "", "CompositePodGroupTemplate"),
        "podGroupTemplates": ("", "", "PodGroupTemplate"),
    },
}  # fmt: skip

__all__ = ("API_VERSIONS", "KINDS", "SHAPES", "Shape")
