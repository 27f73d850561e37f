# Copyright (c) 2026, chartwright.kube contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes to rendered objects: which they reach, what they leave alone, and how failures are told."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.chartwright.kube.plugins.module_utils._engine.errors import ManifestError, RenderError
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.images import (
    Image,
    replaced,
    split_image,
)
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.patch_targets import Target, matcher
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.patches import Changes, Patch
from ansible_collections.chartwright.kube.plugins.module_utils._engine.manifest.post_rendering import (
    FILE_ANNOTATION,
    post_render,
)

WEB = """\
# The web server.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, tier: front}
spec:
  template:
    spec:
      containers:
      - name: web
        image: nginx:1.0  # pinned
"""
CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config}\ndata: {a: '1'}\n"
HOOK = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hook\n  annotations: {helm.sh/hook: pre-install}\n"
LIST = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: one}}\n"
FILES = {"c/templates/a.yaml": WEB + "---\n" + CONFIG, "c/templates/b.yaml": HOOK + "--- # next\n" + LIST}


def changed(*patches: Patch, strategy: str = "combined", **more: t.Any) -> dict[str, str]:
    return post_render(FILES, namespace="shop", changes=Changes(patches, **more), strategy=strategy)


def test_what_no_change_reaches_keeps_its_text() -> None:
    after = changed(Patch({"data": {"a": "2"}}, Target(name="config")))
    assert after["c/templates/a.yaml"].startswith(WEB)
    assert 'a: "2"' in after["c/templates/a.yaml"]
    assert after["c/templates/b.yaml"] == FILES["c/templates/b.yaml"]


def test_a_patch_that_changes_nothing_leaves_the_text() -> None:
    assert changed(Patch({"data": {"a": "1"}}, Target(name="config"))) == FILES


def test_hooks_and_the_items_of_lists_take_part() -> None:
    after = changed(labels={"team": "shop"}, annotations={"by": "us"})["c/templates/b.yaml"]
    assert after.count("team: shop") == 2 and after.count("by: us") == 2 and "helm.sh/hook: pre-install" in after


def test_hooks_can_be_left_out() -> None:
    after = changed(labels={"team": "shop"}, strategy="nohooks")["c/templates/b.yaml"]
    assert after.startswith(HOOK) and "team: shop" in after


def test_an_object_can_be_deleted() -> None:
    after = changed(Patch("kind: ConfigMap\nmetadata: {name: config}\n$patch: delete\n"))
    assert after["c/templates/a.yaml"].strip() == WEB.strip()


def test_a_target_does_not_rename() -> None:
    part = {"apiVersion": "v1", "kind": "Other", "metadata": {"name": "other", "labels": {"x": "y"}}}
    after = changed(Patch(part, Target(kind="ConfigMap", name="config")))["c/templates/a.yaml"]
    assert "kind: ConfigMap" in after and "name: config" in after and "x: \"y\"" in after


@pytest.mark.parametrize(
    ("patch", "why"),
    [
        (Patch({"a": 1}, Target(kind="Nope")), "patches[0]: nothing in the manifest is kind Nope."),
        (
            Patch([{"op": "remove", "path": "/spec/x"}], Target(name="web")),
            "patches[0]: Deployment web: operation 0: remove /spec/x: there is no /spec/x.",
        ),
        (Patch([{"op": "remove", "path": "/spec"}]), "patches[0]: operations need a target."),
        (
            Patch({"spec": {}}),
            "patches[0]: it has no target, and does not name its object by apiVersion, kind and metadata.name.",
        ),
        (Patch("kind: A\n---\nkind: B\n", Target()), "patches[0]: several documents cannot have one target."),
        (Patch("", Target()), "patches[0]: the patch must be a part of an object or a list of operations."),
        (Patch({"a": 1}, Target(name="(")), "patches[0]: target: name ( is no regular expression: missing ): (."),
        (Patch({"a": 1}, Target(label_selector="a b")), "patches[0]: target: label_selector: a b is no selector."),
        (
            Patch({"spec": {"template": {"spec": {"containers": [{"image": "x"}]}}}}, Target(name="web")),
            "patches[0]: Deployment web: an item of a list lacks name, by which its items are told apart;"
            " it holds image.",
        ),
    ],
)
def test_a_failure_names_the_patch_and_the_object(patch: Patch, why: str) -> None:
    with pytest.raises(ManifestError) as caught:
        changed(patch)
    assert str(caught.value) == why


def test_a_patch_may_be_allowed_to_find_nothing() -> None:
    assert changed(Patch({"a": 1}, Target(kind="Nope"), allow_no_match=True)) == FILES


@pytest.mark.parametrize(
    ("target", "fits"),
    [
        (Target(), True),
        (Target(kind="Deploy"), False),
        (Target(kind="Deploy.*", group="apps", version="v1"), True),
        (Target(group="extensions|apps"), True),
        (Target(namespace="shop"), True),
        (Target(namespace="other"), False),
        (Target(label_selector="app=web,tier in (front, back),!x,y notin (z),n!=1,tier"), True),
        (Target(label_selector="app!=web"), False),
        (Target(label_selector="size>2"), True),
        (Target(label_selector="size<2"), False),
        (Target(annotation_selector="a"), False),
    ],
)
def test_a_target_is_read_as_kustomize_reads_it(target: Target, fits: bool) -> None:
    labels = {"app": "web", "tier": "front", "size": "3"}
    body = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "labels": labels}}
    assert matcher(target, namespace="shop")(body) == fits


@pytest.mark.parametrize(
    ("reference", "image", "want"),
    [
        ("nginx", Image("nginx", new_tag="2"), "nginx:2"),
        ("nginx:1@sha256:ab", Image("nginx", new_tag="2"), "nginx:2"),
        ("nginx:1", Image("nginx", digest="sha256:cd"), "nginx@sha256:cd"),
        ("nginx:1", Image("nginx", new_tag="2", digest="sha256:cd"), "nginx:2@sha256:cd"),
        ("host:5000/a/nginx:1", Image("host:5000/a/nginx", new_name="m/nginx"), "m/nginx:1"),
        ("host:5000/a/nginx:1", Image("nginx", new_name="x"), "host:5000/a/nginx:1"),
        ("nginx-extra:1", Image("nginx", new_name="x"), "nginx-extra:1"),
    ],
)
def test_an_image_is_replaced_by_its_name(reference: str, image: Image, want: str) -> None:
    assert replaced(reference, [image]) == want


def test_an_image_splits_at_its_tag_and_digest() -> None:
    assert split_image("host:5000/a/b:1@sha256:ab") == ("host:5000/a/b", "1", "sha256:ab")


def test_images_of_containers_alone_are_replaced() -> None:
    after = changed(images=[Image("nginx", new_name="mirror/nginx")])["c/templates/a.yaml"]
    assert "image: mirror/nginx:1.0" in after and after.endswith(CONFIG)


def test_an_unchanged_document_comes_back_as_it_was() -> None:
    after = post_render(FILES, namespace="shop", command=lambda text: text.replace("nginx:1.0", "nginx:2.0"))
    assert "nginx:2.0" in after["c/templates/a.yaml"] and FILE_ANNOTATION not in str(after)
    assert after["c/templates/a.yaml"].endswith(CONFIG) and after["c/templates/b.yaml"].startswith(HOOK)


@pytest.mark.parametrize(
    ("strategy", "calls"),
    [("combined", [["web", "config", "hook", "one"]]), ("separate", [["hook"], ["web", "config", "one"]]),
     ("nohooks", [["web", "config", "one"]])],
)  # fmt: skip
def test_the_strategy_says_what_the_command_gets(strategy: str, calls: list[list[str]]) -> None:
    seen = []

    def command(text: str) -> str:
        names = [line.split()[-1] for line in text.splitlines() if line.startswith("  name: ")]
        seen.append(names)
        return text

    after = post_render(FILES, namespace="shop", command=command, strategy=strategy)
    assert seen == calls
    assert sorted(after) == sorted(FILES) and HOOK in after["c/templates/b.yaml"]


def test_objects_without_a_file_get_one() -> None:
    after = post_render(FILES, namespace="shop", command=lambda text: CONFIG, strategy="separate")
    assert sorted(after) == ["generated-by-postrender-hooks-0.yaml", "generated-by-postrender-manifests-0.yaml"]


@pytest.mark.parametrize(
    ("output", "why"),
    [
        (" \n", "error while parsing post rendered output: it is empty"),
        ("- a\n", "error while parsing post rendered output: a document is no object: - a"),
        ("a: [", "error while parsing post rendered output: error converting YAML to JSON: yaml:"),
    ],
)
def test_output_that_is_no_manifest_is_refused(output: str, why: str) -> None:
    with pytest.raises(RenderError) as caught:
        post_render(FILES, namespace="shop", command=lambda text: output)
    assert str(caught.value).startswith(why)
