# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The order in which kinds are installed and uninstalled; follows pkg/release/v1/util/kind_sorter.go."""

from __future__ import annotations

import typing as t

_Item = t.TypeVar("_Item")

INSTALL_ORDER: t.Final = (
    "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy",
    "PodDisruptionBudget", "ServiceAccount", "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume",
    "PersistentVolumeClaim", "CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding",
    "ClusterRoleBindingList", "Role", "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet", "Pod",
    "ReplicationController", "ReplicaSet", "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob",
    "IngressClass", "Ingress", "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
)  # fmt: skip

# The reverse, but for Service, which goes before the workloads that it leads to.
UNINSTALL_ORDER: t.Final = (
    "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "APIService", "Ingress", "IngressClass",
    "Service", "CronJob", "Job", "StatefulSet", "HorizontalPodAutoscaler", "Deployment", "ReplicaSet",
    "ReplicationController", "Pod", "DaemonSet", "RoleBindingList", "RoleBinding", "RoleList", "Role",
    "ClusterRoleBindingList", "ClusterRoleBinding", "ClusterRoleList", "ClusterRole", "CustomResourceDefinition",
    "PersistentVolumeClaim", "PersistentVolume", "StorageClass", "ConfigMap", "SecretList", "Secret",
    "ServiceAccount", "PodDisruptionBudget", "PodSecurityPolicy", "LimitRange", "ResourceQuota", "NetworkPolicy",
    "Namespace", "PriorityClass",
)  # fmt: skip


def sort_by_kind(items: t.Iterable[_Item], kind: t.Callable[[_Item], str], order: t.Sequence[str]) -> list[_Item]:
    """``items`` in the given order of kinds; unknown kinds come last by name, equal kinds keep their order."""
    ranks = {name: (rank, "") for rank, name in enumerate(order)}
    unknown = len(ranks)

    def rank(item: _Item) -> tuple[int, str]:
        name = kind(item)
        return ranks.get(name) or (unknown, name)

    return sorted(items, key=rank)


__all__ = ("INSTALL_ORDER", "UNINSTALL_ORDER", "sort_by_kind")
