"""What is deployed together: folders, kustomizations, charts and their renderings."""

from __future__ import annotations

import pytest

from ringfence.model.assessment import Assessment, Verdict
from tests.kubernetes.pieces import INTERNAL, WEB, ground, policy, service, workload
from tests.twins.twin import asset_of, leaks_of, scan_text

LAND = {"main.tf": ground(WEB)}
BASE = {
    "base/kustomization.yaml": "resources: [app.yaml, svc.yaml]\n",
    "base/app.yaml": workload(),
    "base/svc.yaml": service(),
}
ASSET = "deployment/llm/vllm"


def overlay(text: str, **more: str) -> Assessment:
    """Scan an overlay of the base; `more` are further files of it, by name without suffix."""
    files = {f"prod/{name}.yaml": content for name, content in more.items()}
    return scan_text({**LAND, **BASE, "prod/kustomization.yaml": text, **files})


def verdict(assessment: Assessment, address: str = ASSET) -> Verdict:
    return asset_of(assessment, address).verdict


PATCH = """
apiVersion: v1
kind: Service
metadata:
  name: vllm
  namespace: llm
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
"""
OPERATIONS = """
- op: replace
  path: /spec/type
  value: ClusterIP
"""
INLINE = """
resources: [../base]
patches:
  - target: {kind: Service, name: vl.*}
    patch: |-
      - op: add
        path: /metadata/annotations
        value: {service.beta.kubernetes.io~1azure-load-balancer-internal: "true"}
      - op: replace
        path: /spec/type
        value: ClusterIP
"""


@pytest.mark.parametrize(
    ("text", "files", "expected"),
    [
        ("resources: [../base]\n", {}, Verdict.OPEN),
        ("resources: [../base]\npatches: [{path: p.yaml}]\n", {"p": PATCH}, Verdict.SEALED),
        ("resources: [../base]\npatchesStrategicMerge: [p.yaml]\n", {"p": PATCH}, Verdict.SEALED),
        (
            "resources: [../base]\npatches: [{path: p.yaml, target: {kind: Service}}]\n",
            {"p": OPERATIONS},
            Verdict.SEALED,
        ),
        (
            "resources: [../base]\npatches: [{path: p.yaml, target: {kind: Ingress}}]\n",
            {"p": OPERATIONS},
            Verdict.OPEN,
        ),
        (INLINE, {}, Verdict.SEALED),
        (
            f"resources: [../base]\ncommonAnnotations:\n  {INTERNAL}\n",
            {},
            Verdict.SEALED,
        ),
    ],
)
def test_an_overlay_changes_what_its_base_declares(
    text: str, files: dict[str, str], expected: Verdict
) -> None:
    assert verdict(overlay(text, **files)) is expected


def test_a_base_alone_is_not_deployed_and_a_patch_is_named_as_what_decides() -> None:
    assessment = overlay("resources: [../base]\n")
    assert [
        each.asset.resource.root for each in assessment.assets if "vllm" in each.asset.name
    ] == ["prod"]
    assessment = overlay(
        "resources: [../base]\npatches: [{path: p.yaml}]\n",
        p=PATCH.replace('internal: "true"', 'internal: "false"'),
    )
    files = {
        each.source.file
        for leak in leaks_of(assessment, ASSET)
        for step in leak.path
        for each in step.evidence
    }
    assert {"prod/p.yaml", "base/svc.yaml", "base/app.yaml"} <= files


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("resources: [../base]\nnamespace: prod\n", "deployment/prod/vllm"),
        ("resources: [../base]\nnamePrefix: eu-\n", "deployment/llm/eu-vllm"),
        ("resources: [../base]\ncommonLabels: {tier: gold}\n", ASSET),
        ("resources: [../base]\nlabels: [{pairs: {t: g}, includeSelectors: true}]\n", ASSET),
        ("resources: [../base]\nimages: [{name: vllm/vllm-openai, newTag: v1}]\n", ASSET),
    ],
)
def test_what_a_kustomization_renames_is_still_one(text: str, address: str) -> None:
    assert verdict(overlay(text), address) is Verdict.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "resources: [../base, https://example.com/more.yaml]\n",
        "resources: [../base, ../../outside]\n",
        "resources: [../base, missing.yaml]\n",
        "resources: [../base]\nreplacements: [{source: {kind: ConfigMap}}]\n",
        "resources: [../base]\nhelmCharts: [{name: nginx}]\n",
        "resources: [../base]\npatches: [{path: missing.yaml}]\n",
        "resources: [../base]\npatches: [{target: {kind: Service}, patch: '[{op: move, path: /spec}]'}]\n",
        "resources: [../base, ../prod]\n",
        "resources: [\n",
    ],
)
def test_what_is_not_followed_seals_nothing(text: str) -> None:
    base = {**BASE, "base/svc.yaml": service(annotations=INTERNAL)}
    assessment = scan_text({**LAND, **base, "prod/kustomization.yaml": text})
    judged = [each.verdict for each in assessment.assets if "vllm" in each.asset.name]
    assert Verdict.SEALED not in judged
    assert judged or not assessment.complete


def test_two_overlays_are_two_environments() -> None:
    files = {
        **LAND,
        **BASE,
        "dev/kustomization.yaml": "resources: [../base]\n",
        "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: p.yaml}]\n",
        "prod/p.yaml": PATCH,
    }
    assessment = scan_text(files)
    verdicts = {
        each.asset.resource.root: each.verdict
        for each in assessment.assets
        if each.asset.resource.address == ASSET
    }
    assert verdicts == {"dev": Verdict.OPEN, "prod": Verdict.SEALED}


CHART = "apiVersion: v2\nname: vllm\nversion: 1.0.0\n"
TEMPLATE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n{{- if .x }}\n"


def test_a_chart_is_a_gap_until_its_rendering_is_there() -> None:
    files = {
        **LAND,
        "app.yaml": workload() + service(annotations=INTERNAL),
        "chart/Chart.yaml": CHART,
        "chart/values.yaml": "service:\n  type: LoadBalancer\n",
        "chart/templates/svc.yaml": TEMPLATE,
    }
    assessment = scan_text(files)
    assert verdict(assessment) is Verdict.UNKNOWN
    assert any("LoadBalancer" in gap.reason for gap in assessment.gaps)
    rendered = "---\n# Source: vllm/templates/svc.yaml\n" + service(
        annotations=INTERNAL
    ).removeprefix("---\n")
    files["rendered/out.yaml"] = rendered.replace("name: vllm", "name: other", 1)
    assert verdict(scan_text(files)) is Verdict.SEALED


def test_objects_of_all_folders_meet_but_not_those_of_another_environment() -> None:
    assert verdict(scan_text({**LAND, "a/app.yaml": workload(), "b/svc.yaml": service()})) is (
        Verdict.OPEN
    )
    files = {
        **LAND,
        "dev/app.yaml": workload() + service(),
        "prod/app.yaml": workload() + service(annotations=INTERNAL),
    }
    verdicts = {
        each.asset.resource.root: each.verdict
        for each in scan_text(files).assets
        if each.asset.resource.address == ASSET
    }
    assert verdicts == {"dev": Verdict.OPEN, "prod": Verdict.SEALED}


SPACE = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: llm}\n"


def test_folders_that_share_a_namespace_are_still_one_environment() -> None:
    files = {**LAND, "a/app.yaml": SPACE + workload(), "b/svc.yaml": SPACE + service()}
    assert verdict(scan_text(files)) is Verdict.OPEN


def test_a_policy_of_another_environment_guards_nothing() -> None:
    deny = policy()
    files = {
        **LAND,
        "dev/app.yaml": workload() + service() + deny,
        "prod/app.yaml": workload() + service(),
    }
    verdicts = {
        each.asset.resource.root: each.verdict
        for each in scan_text(files).assets
        if each.asset.resource.address == ASSET
    }
    assert verdicts == {"dev": Verdict.SEALED, "prod": Verdict.OPEN}
    shared = {**LAND, "guard/deny.yaml": deny, "prod/app.yaml": workload() + service()}
    assert verdict(scan_text(shared)) is Verdict.SEALED
