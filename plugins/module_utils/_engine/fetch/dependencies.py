# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What updating or building a chart's charts/ folder would change, and the change; follows pkg/downloader/manager.go.

A plan is made in memory, so check mode shows what a real run does. Helm writes all archives anew each time; here those
that hold the same files already are left alone.
"""

from __future__ import annotations

import os
import typing as t

from ..chart.archive import read_archive
from ..chart.encoding import dependency_object, struct_json
from ..chart.gotime import format_time
from ..chart.loading import load_archive, load_root
from ..chart.locks import helm2_digest, lock_digest, lock_file, lock_problem, lock_text
from ..chart.model import Chart, Dependency, File, Lock
from ..chart.packing import pack, package_members, package_name, stamp
from ..disk.chart_folder import folder_files
from ..disk.charts import load_chart
from ..errors import ChartError, FetchError
from .dependency_sources import Archive, DependencySources, check_constraint
from .files import write_file


class DependencyPlan(t.NamedTuple):
    """What is to be done in a chart's folder: files of charts/ to write and to remove, and the lock file's new text.

    ``lock`` is what the dependencies are resolved to. ``new_lock`` is None where the lock file stays as it is.
    """

    folder: str
    lock: Lock
    writes: dict[str, bytes]
    removes: list[str]
    lock_name: str
    new_lock: bytes | None

    @property
    def changed(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.writes or self.removes or self.new_lock is not None)


class Moment(t.NamedTuple):
    """The clock: ``now``, and ``stamped`` where SOURCE_DATE_EPOCH sets the times of packaged files; ns since 1970."""

    now: int
    stamped: int | None = None


def plan_update(folder: str, sources: DependencySources, moment: Moment) -> DependencyPlan | None:
    """The newest versions that Chart.yaml allows, as ``helm dependency update``; None where it declares none."""
    chart = _load(folder)
    requested = chart.metadata.dependencies
    if requested is None:
        return None
    sources.settle(requested)
    locked = resolve(requested, sources)
    archives = _archives(folder, locked, sources, moment)
    lock = Lock(generated=format_time(moment.now), digest=lock_digest(requested, locked), dependencies=locked)
    if chart.lock is not None and chart.lock.digest == lock.digest:
        return _plan(folder, chart, chart.lock, archives, locked)
    return _plan(folder, chart, lock, archives, locked)._replace(new_lock=lock_text(lock))


def plan_build(folder: str, sources: DependencySources, moment: Moment) -> DependencyPlan | None:
    """The versions of the lock file, as ``helm dependency build``; without one as ``plan_update``.

    ChartError where the lock belongs to other dependencies. Other than helm, a repository need not be declared.
    """
    chart = _load(folder)
    if chart.lock is None:
        return plan_update(folder, sources, moment)
    requested = chart.metadata.dependencies
    helm2 = helm2_digest(requested or [])
    sources.settle(requested or ())
    problem = lock_problem(chart, requested, chart.lock, helm2=helm2)
    if problem:
        raise ChartError(problem)
    locked = chart.lock.dependencies or []
    return _plan(folder, chart, chart.lock, _archives(folder, locked, sources, moment), locked)


def perform(plan: DependencyPlan) -> None:
    """Write and remove what the plan says; what is written comes first, each file in one step."""
    charts = os.path.join(plan.folder, "charts")
    try:
        os.makedirs(charts, exist_ok=True)
    except OSError as error:
        raise FetchError("cannot make %s: %s" % (charts, error.strerror)) from error
    for name, data in plan.writes.items():
        write_file(os.path.join(charts, name), data, mode=0o644)
    for name in plan.removes:
        try:
            os.unlink(os.path.join(charts, name))
        except OSError as error:
            raise FetchError("cannot remove %s: %s" % (os.path.join(charts, name), error.strerror)) from error
    if plan.new_lock is not None:
        path = os.path.join(plan.folder, plan.lock_name)
        if os.path.islink(path):
            raise FetchError('the %s file is a symlink to "%s"' % (plan.lock_name, os.readlink(path)))
        write_file(path, plan.new_lock, mode=0o644)


def planned_chart(plan: DependencyPlan | None, folder: str) -> Chart:
    """The chart as it will be once the plan is performed."""
    files = folder_files(os.path.abspath(folder))
    if plan is not None:
        gone = {"charts/" + name for name in (*plan.writes, *plan.removes)}
        gone |= {plan.lock_name} if plan.new_lock is not None else set()
        files = [file for file in files if file.name not in gone]
        files += [File("charts/" + name, data, None) for name, data in plan.writes.items()]
        if plan.new_lock is not None:
            files.append(File(plan.lock_name, plan.new_lock, None))
        files.sort(key=lambda file: os.fsencode(file.name))
    return load_root(files)


def resolve(requested: t.Sequence[Dependency], sources: DependencySources) -> list[Dependency]:
    """The dependencies with one version each; FetchError names those that no version meets."""
    locked, missing = [], []
    for dependency in requested:
        version = sources.version(dependency)
        if version is None:
            missing.append(
                '"%s" (repository "%s", version "%s")' % (dependency.name, dependency.repository, dependency.version)
            )
            continue
        locked.append(Dependency(name=dependency.name, repository=dependency.repository, version=version))
    if missing:
        raise FetchError(
            "can't get a valid version for %d subchart(s): %s. Make sure a matching chart version exists in the repo, "
            "or change the version constraint in Chart.yaml" % (len(missing), ", ".join(missing))
        )
    return locked


def resolve_dependencies(chart: Chart, sources: DependencySources) -> Chart:
    """Give a chart the declared charts that it lacks, in memory: nothing is written beside it.

    The versions are those of its lock where that belongs to Chart.yaml, else the newest that are allowed.
    """
    held = {subchart.name for subchart in chart.dependencies}
    wanted = [dependency.copy() for dependency in chart.metadata.dependencies or ()]
    if all(dependency.name in held for dependency in wanted):
        return chart
    helm2 = helm2_digest(wanted)
    sources.settle(wanted)
    if chart.lock is not None and not lock_problem(chart, wanted, chart.lock, helm2=helm2):
        locked = [dependency for dependency in chart.lock.dependencies or () if dependency.name not in held]
    else:
        locked = resolve([dependency for dependency in wanted if dependency.name not in held], sources)
    added = set()
    for dependency in locked:
        identity = struct_json(dependency_object(dependency))
        if identity not in added:
            added.add(identity)
            chart.add_dependency(_subchart(dependency, sources))
    return chart


def _subchart(dependency: Dependency, sources: DependencySources) -> Chart:
    if not dependency.repository:
        raise FetchError("directory charts/%s not found" % dependency.name)
    if dependency.repository.startswith("file://"):
        return _local(dependency, sources)
    return _checked(sources.archive(dependency))


def _load(folder: str) -> Chart:
    if not os.path.exists(folder):
        raise ChartError("could not find %s: stat %s: no such file or directory" % (folder, folder))
    if not os.path.isdir(folder):
        raise ChartError("only unpacked charts can be updated")
    return load_chart(folder)


def _archives(
    folder: str, locked: t.Iterable[Dependency], sources: DependencySources, moment: Moment
) -> dict[str, Archive]:
    """The archives of charts/ by their names; the versions of local charts settle in ``locked``."""
    archives: dict[str, Archive] = {}
    for dependency in locked:
        if not dependency.repository:
            _check_unpacked(folder, dependency)
            continue
        if dependency.repository.startswith("file://"):
            chart = _local(dependency, sources)
            if moment.stamped is not None:
                stamp(chart, moment.stamped)
            dependency.version = chart.metadata.version
            archive = Archive(package_name(chart), pack(package_members(chart, now=moment.now)))
        else:
            archive = sources.archive(dependency)
        archives[archive.name] = archive
    return archives


def _local(dependency: Dependency, sources: DependencySources) -> Chart:
    chart = sources.local_chart(dependency.repository)
    if not check_constraint(dependency, chart):
        raise ChartError("can't get a valid version for dependency %s" % dependency.name)
    return chart


def _check_unpacked(folder: str, dependency: Dependency) -> None:
    path = os.path.join(folder, "charts", dependency.name)
    try:
        chart = load_chart(path)
    except ChartError as error:
        raise ChartError("unable to load chart '%s': %s" % (path, error)) from error
    if not check_constraint(dependency, chart):
        raise ChartError(
            "dependency %s at version %s does not satisfy the constraint %s"
            % (dependency.name, chart.metadata.version, dependency.version)
        )


def _checked(archive: Archive) -> Chart:
    try:
        return load_archive(archive.data)
    except ChartError as error:
        raise FetchError("the downloaded %s is no chart: %s" % (archive.name, error)) from error


def _plan(
    folder: str, chart: Chart, lock: Lock, archives: dict[str, Archive], locked: list[Dependency]
) -> DependencyPlan:
    charts = os.path.join(folder, "charts")
    if os.path.exists(charts) and not os.path.isdir(charts):
        raise ChartError('"%s" is not a directory' % charts)
    writes = {}
    for archive in archives.values():
        if not _holds(os.path.join(charts, archive.name), archive.data):
            _checked(archive)
            writes[archive.name] = archive.data
    local = {dependency.name for dependency in locked if not dependency.repository}
    return DependencyPlan(folder, lock, writes, _outdated(charts, archives, local), lock_file(chart), None)


def _holds(path: str, data: bytes) -> bool:
    """Whether the archive at ``path`` holds the same files; when they were changed does not count."""
    try:
        with open(path, "rb") as stream:
            held = stream.read()
    except OSError:
        return False
    return held == data or _contents(held) == _contents(data)


def _contents(data: bytes) -> list[tuple[str, bytes]] | None:
    try:
        return [(file.name, file.data) for file in read_archive(data)]
    except ChartError:
        return None


def _outdated(charts: str, archives: t.Container[str], local: t.Container[str]) -> list[str]:
    """The packaged charts in charts/ that no dependency wants any longer."""
    outdated: list[str] = []
    if not os.path.isdir(charts):
        return outdated
    for name in sorted(os.listdir(charts)):
        path = os.path.join(charts, name)
        if name in archives or os.path.isdir(path):
            continue
        try:
            if load_chart(path).name not in local:
                outdated.append(name)
        except ChartError:
            continue
    return outdated


__all__ = (
    "DependencyPlan", "Moment", "perform", "plan_build", "plan_update", "planned_chart", "resolve",
    "resolve_dependencies",
)  # fmt: skip
