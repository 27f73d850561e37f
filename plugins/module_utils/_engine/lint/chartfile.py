# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rules of Chart.yaml (follows pkg/chart/v2/lint/rules/chartfile.go)."""

from __future__ import annotations

import posixpath
import typing as t

from ..chart.metadata import METADATA, read_metadata
from ..chart.model import Metadata
from ..chart.strict import unknown_field, unknown_problem
from ..errors import ChartError
from ..gotmpl.functions import GoError
from ..gotmpl.govalues import go_type
from ..gotmpl.strconv import quote
from ..goyaml.load import load, load_exact
from ..semver import Constraint, SemverError, Version
from .addresses import is_email, is_request_url, is_url
from .findings import ERROR, INFO, WARNING, Findings
from .folder import Folder

_FILE = "Chart.yaml"
_LEAST = "0.0.0-0"


def check_chart_file(folder: Folder, findings: Findings) -> None:
    """Check the file's form first, then what it says; nothing more of a file that cannot be read."""
    directory = folder.kind(_FILE) == "folder"
    findings.rule(ERROR, _FILE, "should be a file, not a directory" if directory else "")
    try:
        text = folder.read(_FILE)
        metadata = read_metadata(text)
    except (ChartError, GoError) as error:
        findings.rule(ERROR, _FILE, "unable to parse YAML\n\t%s" % error)
        return
    strict = _strict_problem(text)
    findings.rule(WARNING, _FILE, strict and "failed to strictly parse chart metadata file\n\t%s" % strict)
    values = _typed_values(text)
    for severity, problem in (
        (ERROR, _name(metadata)),
        (ERROR, _api_version(metadata)),
        (ERROR, _text_type(values, "version")),
        (ERROR, _version(metadata)),
        (ERROR, _text_type(values, "appVersion")),
        (ERROR, _maintainers(metadata)),
        (ERROR, _sources(metadata)),
        (INFO, "" if metadata.icon else "icon is recommended"),
        (ERROR, _icon(metadata)),
        (ERROR, _only_v2(metadata, metadata.type, "chart type is not valid in apiVersion '%s'. It is valid in")),
        (
            ERROR,
            _only_v2(
                metadata,
                metadata.dependencies,
                "dependencies are not valid in the Chart file with apiVersion '%s'. They are valid in",
            ),
        ),
        (WARNING, _strict_version(metadata)),
    ):
        findings.rule(severity, _FILE, problem)


def _strict_problem(text: bytes) -> str:
    """What a strict reader says: of keys given twice, then of fields that helm does not know."""
    try:
        raw = load_exact(text, strict=True)
    except GoError as error:
        return str(error)
    unknown = unknown_field(raw, METADATA)
    return "" if unknown is None else unknown_problem(unknown)


def _typed_values(text: bytes) -> dict[str, t.Any]:
    try:
        values = load(text)
    except GoError:
        return {}
    return values if isinstance(values, dict) else {}


def _text_type(values: dict[str, t.Any], key: str) -> str:
    if key not in values or isinstance(values[key], str):
        return ""
    return "%s should be of type string but it's of type %s" % (key, go_type(values[key]))


def _name(metadata: Metadata) -> str:
    if not metadata.name:
        return "name is required"
    if metadata.name != (posixpath.basename(metadata.name.rstrip("/")) or "/"):
        return "chart name %s is invalid" % quote(metadata.name)
    return ""


def _api_version(metadata: Metadata) -> str:
    if not metadata.api_version:
        return 'apiVersion is required. The value must be either "v1" or "v2"'
    if metadata.api_version not in ("v1", "v2"):
        return 'apiVersion \'%s\' is not valid. The value must be either "v1" or "v2"' % metadata.api_version
    return ""


def _version(metadata: Metadata) -> str:
    if not metadata.version:
        return "version is required"
    try:
        version = Version.parse(metadata.version)
    except SemverError:
        return "version '%s' is not a valid SemVer" % metadata.version
    if Constraint.parse(">" + _LEAST).check(version):
        return ""
    return 'version "%s" is less than or equal to "%s"' % (version, _LEAST)


def _strict_version(metadata: Metadata) -> str:
    try:
        Version.parse(metadata.version, strict=True)
    except SemverError:
        return "version '%s' is not a valid SemVerV2" % metadata.version
    return ""


def _maintainers(metadata: Metadata) -> str:
    for maintainer in metadata.maintainers or ():
        if maintainer is None:
            return "a maintainer entry is empty"
        if not maintainer.name:
            return "each maintainer requires a name"
        if maintainer.email and not is_email(maintainer.email):
            return "invalid email '%s' for maintainer '%s'" % (maintainer.email, maintainer.name)
        if maintainer.url and not is_url(maintainer.url):
            return "invalid url '%s' for maintainer '%s'" % (maintainer.url, maintainer.name)
    return ""


def _sources(metadata: Metadata) -> str:
    wrong = (source for source in metadata.sources or () if not is_request_url(source))
    return next(("invalid source URL '%s'" % source for source in wrong), "")


def _icon(metadata: Metadata) -> str:
    if metadata.icon and not is_request_url(metadata.icon):
        return "invalid icon URL '%s'" % metadata.icon
    return ""


def _only_v2(metadata: Metadata, said: object, message: str) -> str:
    if not said or metadata.api_version == "v2":
        return ""
    return message % metadata.api_version + " apiVersion 'v2'"


__all__ = ("check_chart_file",)
