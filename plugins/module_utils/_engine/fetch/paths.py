# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where helm keeps its configuration and caches, so that both tools share them.

Follows pkg/helmpath and pkg/cli/environment.go: HELM_* first, then XDG_*, then the home directory.
"""

from __future__ import annotations

import os
import typing as t


class HelmPaths:
    """The files and folders of one user.

    ``repository_config`` is repositories.yaml, ``repository_cache`` the folder of downloaded indexes, ``content_cache``
    the folder of downloaded charts by digest, ``registry_config`` the credentials of OCI registries, ``docker_config``
    docker's own of them.
    """

    __slots__ = ("content_cache", "docker_config", "registry_config", "repository_cache", "repository_config")

    def __init__(self, environ: t.Mapping[str, str]) -> None:
        config = _home(environ, "HELM_CONFIG_HOME", "XDG_CONFIG_HOME", ".config")
        cache = _home(environ, "HELM_CACHE_HOME", "XDG_CACHE_HOME", ".cache")
        join = os.path.join
        self.repository_config = environ.get("HELM_REPOSITORY_CONFIG") or join(config, "repositories.yaml")
        self.repository_cache = environ.get("HELM_REPOSITORY_CACHE") or join(cache, "repository")
        self.content_cache = environ.get("HELM_CONTENT_CACHE") or join(cache, "content")
        self.registry_config = environ.get("HELM_REGISTRY_CONFIG") or join(config, "registry", "config.json")
        docker = environ.get("DOCKER_CONFIG") or join(os.path.expanduser("~"), ".docker")
        self.docker_config = join(docker, "config.json")

    def index_file(self, repository: str) -> str:
        """The cached index of a declared repository."""
        return os.path.join(self.repository_cache, repository + "-index.yaml")

    def charts_file(self, repository: str) -> str:
        """The list of a declared repository's chart names, which helm's shell completion reads."""
        return os.path.join(self.repository_cache, repository + "-charts.txt")


def _home(environ: t.Mapping[str, str], helm: str, xdg: str, default: str) -> str:
    if environ.get(helm):
        return environ[helm]
    base = environ.get(xdg) or os.path.join(os.path.expanduser("~"), default)
    return os.path.join(base, "helm")


__all__ = ("HelmPaths",)
