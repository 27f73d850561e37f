# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""kubernetes.config, imported at first use: exec plugins, OIDC and other auth providers of a kubeconfig."""

from __future__ import annotations

import typing as t

from ..errors import MissingLibraryError


def kube_config() -> t.Any:
    """The module ``kubernetes.config.kube_config`` (0.1 s to import); MissingLibraryError where it is not installed."""
    try:
        from kubernetes.config import kube_config as library
    except ImportError as error:
        import traceback

        raise MissingLibraryError("kubernetes", "this kubeconfig's login", traceback.format_exc()) from error
    return library


def new_configuration() -> t.Any:
    """A ``kubernetes.client.Configuration`` that a kubeconfig loader can fill."""
    kube_config()
    from kubernetes.client import Configuration

    return Configuration()


__all__ = ("kube_config", "new_configuration")
