"""Which cluster runs what: one, several, one that is only referred to, none."""

from __future__ import annotations

import pytest

from ringfence.model.assessment import Kind, Outcome, Verdict
from tests.kubernetes.pieces import INTERNAL, WEB, cluster, controller, ground, ingress, service
from tests.kubernetes.pieces import workload as server
from tests.twins.pieces import block
from tests.twins.twin import asset_of, leaks_of, scan_text

ASSET = "deployment/llm/vllm"
CLOSED = ground("  # nobody\n").replace('"rg-llm"', '"rg-other"').replace('"aks"', '"other"')
OTHER = cluster().replace('"aks"', '"other"')
REFERRED = ground(WEB, of="").replace(
    cluster(),
    'data "azurerm_kubernetes_cluster" "aks" {\n  name = "aks"\n  resource_group_name = "rg"\n}\n',
)


def test_without_a_cluster_a_public_server_is_open_and_nothing_is_sealed() -> None:
    leaky = scan_text({"app.yaml": server() + service()})
    assert asset_of(leaky, ASSET).verdict is Verdict.OPEN
    safe = scan_text({"app.yaml": server() + service(annotations=INTERNAL)})
    assert asset_of(safe, ASSET).verdict is Verdict.UNKNOWN
    assert any("no cluster is in the tree" in gap.reason for gap in safe.gaps)


def test_a_cluster_that_is_only_referred_to_hides_no_leak() -> None:
    assert "azurerm_kubernetes_cluster" in REFERRED
    leaky = scan_text({"main.tf": REFERRED, "app.yaml": server() + service()})
    assert asset_of(leaky, ASSET).verdict is Verdict.OPEN
    safe = scan_text({"main.tf": REFERRED, "app.yaml": server() + service("ClusterIP")})
    assert asset_of(safe, ASSET).verdict is Verdict.UNKNOWN


def test_of_several_clusters_that_all_let_it_through_it_does_not_matter_which() -> None:
    files = {"main.tf": ground(WEB) + OTHER, "k8s/app.yaml": server() + service()}
    assert asset_of(scan_text(files), ASSET).verdict is Verdict.OPEN


def test_of_several_clusters_of_which_some_do_nobody_knows() -> None:
    files = {
        "a/main.tf": ground(WEB),
        "b/main.tf": CLOSED,
        "k8s/app.yaml": server() + service(),
    }
    assessment = scan_text(files)
    assert asset_of(assessment, ASSET).verdict is Verdict.UNKNOWN
    assert not leaks_of(assessment, ASSET)


@pytest.mark.parametrize(("folder", "verdict"), [("a", Verdict.OPEN), ("b", Verdict.SEALED)])
def test_the_cluster_of_the_folder_is_meant(folder: str, verdict: Verdict) -> None:
    files = {
        "a/main.tf": ground(WEB),
        "b/main.tf": CLOSED,
        f"{folder}/k8s/app.yaml": server() + service(),
    }
    assert asset_of(scan_text(files), ASSET).verdict is verdict


def test_a_leak_of_the_cluster_is_one_of_what_runs_in_it() -> None:
    abroad = ground(WEB).replace('location = "westeurope"', 'location = "eastus"')
    for land, leaking in ((abroad, True), (ground(WEB), False)):
        assessment = scan_text({"main.tf": land, "app.yaml": server() + service("ClusterIP")})
        kinds = {leak.kind for leak in leaks_of(assessment, ASSET)}
        assert (Kind.PLACED in kinds) is leaking


def test_whoever_administers_the_cluster_has_what_runs_in_it() -> None:
    grant = block(
        "role_assignment",
        "ops",
        """  scope                = azurerm_kubernetes_cluster.aks.id
  role_definition_name = "Azure Kubernetes Service Contributor Role"
  principal_id         = "44444444-4444-4444-8444-444444444444"
""",
    )
    for more, leaking in ((grant, True), ("", False)):
        files = {"main.tf": ground(WEB) + more, "app.yaml": server() + service("ClusterIP")}
        kinds = {leak.kind for leak in leaks_of(scan_text(files), ASSET)}
        assert (Kind.CHAINED in kinds) is leaking


def test_an_ingress_without_its_controller_is_not_known() -> None:
    app = server() + service("ClusterIP") + ingress("nginx")
    unknown = scan_text({"main.tf": ground(WEB), "app.yaml": app})
    assert asset_of(unknown, ASSET).verdict is Verdict.UNKNOWN
    assert any(
        finding.kind is Kind.REACHABLE and finding.outcome is Outcome.UNKNOWN
        for finding in unknown.findings
    )
    known = scan_text({"main.tf": ground(WEB), "app.yaml": app + controller()})
    assert asset_of(known, ASSET).verdict is Verdict.OPEN


MESH = """---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: guard, namespace: NAMESPACE}
spec: {action: DENY}
"""
PROXY = "        - name: proxy\n          image: quay.io/oauth2-proxy/oauth2-proxy:v7\n"


@pytest.mark.parametrize(("namespace", "verdict"), [("llm", "unknown"), ("docs", "open")])
def test_a_policy_of_a_mesh_in_the_namespace_may_refuse(namespace: str, verdict: str) -> None:
    app = server() + service() + MESH.replace("NAMESPACE", namespace)
    assessment = scan_text({"main.tf": ground(WEB), "app.yaml": app})
    assert asset_of(assessment, ASSET).verdict.value == verdict


@pytest.mark.parametrize(("more", "kind"), [(PROXY, Kind.REACHABLE), ("", Kind.EXPOSED)])
def test_a_proxy_beside_the_server_may_ask_for_a_login(more: str, kind: Kind) -> None:
    app = server(container=more) + service()
    assessment = scan_text({"main.tf": ground(WEB), "app.yaml": app})
    assert {leak.kind for leak in leaks_of(assessment, ASSET)} == {kind}


@pytest.mark.parametrize(
    ("annotation", "verdict"),
    [
        ("azure-allowed-service-tags: Internet", Verdict.OPEN),
        ("azure-allowed-service-tags: AzureFrontDoor.Backend", Verdict.UNKNOWN),
        ("azure-allowed-ip-ranges: 203.0.113.0/29", Verdict.SEALED),
    ],
)
def test_the_tag_of_front_door_holds_the_front_doors_of_strangers(
    annotation: str, verdict: Verdict
) -> None:
    app = server() + service(annotations=f"service.beta.kubernetes.io/{annotation}")
    assessment = scan_text({"main.tf": ground(WEB), "app.yaml": app})
    assert asset_of(assessment, ASSET).verdict is verdict
