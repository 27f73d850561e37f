# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TLS to the API server: trust and client certificate from files or data, loaded into one context."""

from __future__ import annotations

import contextlib
import os
import ssl
import tempfile

from ..errors import ClusterError
from .config import Connection


def tls_context(connection: Connection) -> ssl.SSLContext:
    """The context of a connection; ClusterError names the file or the kubeconfig that cannot be used."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not connection.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    else:
        _load_trust(context, connection)
    if connection.cert or connection.cert_file:
        _load_certificate(context, connection)
    return context


def _load_trust(context: ssl.SSLContext, connection: Connection) -> None:
    # Kubernetes' own certificates are often short of what Python 3.13 is strict about by default.
    context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)
    try:
        if connection.ca is not None:
            context.load_verify_locations(cadata=connection.ca.decode("ascii"))
        elif connection.ca_file:
            context.load_verify_locations(cafile=connection.ca_file)
        else:
            context.load_default_certs()
    except (ssl.SSLError, OSError, ValueError) as error:
        what = connection.ca_file or "certificate-authority-data of the kubeconfig %s" % connection.source
        raise ClusterError("The certificate authority %s cannot be used: it holds no valid PEM." % what) from error


def _load_certificate(context: ssl.SSLContext, connection: Connection) -> None:
    with contextlib.ExitStack() as stack:
        cert = _as_file(stack, connection.cert, connection.cert_file)
        key = _as_file(stack, connection.key, connection.key_file)
        try:
            context.load_cert_chain(cert, key or None)
        except (ssl.SSLError, OSError, ValueError) as error:
            what = connection.cert_file or "client-certificate-data of the kubeconfig %s" % connection.source
            raise ClusterError(
                "The client certificate %s and its key cannot be used: they are no valid PEM or do not fit together."
                % what
            ) from error


def _as_file(stack: contextlib.ExitStack, data: bytes | None, path: str) -> str:
    """Python's ssl reads a client certificate from a file only: data goes through one of mode 0600, for a moment."""
    if data is None:
        return path
    handle, name = tempfile.mkstemp(prefix="chartwright-")
    stack.callback(os.unlink, name)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    return name


__all__ = ("tls_context",)
