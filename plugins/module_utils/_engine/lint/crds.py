# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rules of crds/: each document is a definition and no template (lint/rules/crds.go)."""

from __future__ import annotations

from ..chart.crds import crd_objects
from ..gotmpl.functions import GoError
from .findings import ERROR, Findings
from .folder import Folder, loaded
from .objects import read_objects

_FOLDER = "crds/"


def check_crds(folder: Folder, findings: Findings) -> None:
    """Check all documents up to the first that is no YAML; a chart without the folder is fine."""
    kind = folder.kind("crds")
    if not kind or not findings.rule(ERROR, _FOLDER, "" if kind == "folder" else "not a directory"):
        return
    chart, problem = loaded(folder)
    findings.rule(ERROR, _FOLDER, problem)
    for crd in crd_objects(chart) if chart else ():
        name = crd.file.name
        try:
            for found in read_objects(crd.file.data):
                wrong = not found.api_version.startswith("apiextensions.k8s.io")
                findings.rule(ERROR, name, "apiVersion is not in 'apiextensions.k8s.io'" if wrong else "")
                wrong = found.kind != "CustomResourceDefinition"
                findings.rule(ERROR, name, "object kind is not 'CustomResourceDefinition'" if wrong else "")
        except GoError as error:
            findings.rule(ERROR, name, "unable to parse YAML: %s" % error)
            return


__all__ = ("check_crds",)
