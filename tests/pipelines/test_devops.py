"""Azure Pipelines: templates, parameters, variables, and what the settings of a pipeline let in."""

from __future__ import annotations

from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource, dig
from tests.pipelines.estate import answer
from tests.pipelines.reading import harvest, jobs
from tests.pipelines.test_protections import BUILT, CONNECTED
from tests.twins.twin import BOUNDARY

STAGED = """\
trigger: [main]
parameters:
  - name: where
    default: prod
variables:
  - name: connection
    value: sc-${{ parameters.where }}
stages:
  - stage: Build
    jobs:
      - job: build
        pool: {vmImage: ubuntu-latest}
        steps:
          - script: make
  - stage: Deploy
    jobs:
      - deployment: train
        environment: prod.gpu
        pool: {name: gpu-agents}
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureCLI@2
                  inputs:
                    azureSubscription: $(connection)
                    scriptType: bash
                    inlineScript: az storage blob list
            on:
              failure:
                steps:
                  - task: AzureCLI@2
                    inputs: {connectedServiceNameARM: sc-alerts}
      - template: /pipelines/more.yml
        parameters: {connection: sc-more}
"""
MORE = """\
parameters:
  - name: connection
  - name: other
    default: sc-default
jobs:
  - job: more
    steps:
      - template: steps/sign.yml
        parameters: {connection: '${{ parameters.connection }}'}
      - ${{ if eq(parameters.other, 'x') }}:
          - task: AzurePowerShell@5
            inputs: {azureSubscription: '${{ parameters.other }}'}
"""
SIGN = """\
parameters: {connection: ''}
steps:
  - task: AzureCLI@2
    inputs: {azureSubscription: '${{ parameters.connection }}'}
"""


def connections(job: Resource) -> list[Value]:
    return [dig(login, "connection") for login, _ in members(job.look("properties.logins"))]  # type: ignore[misc]  # an absent one is a failure


def test_templates_parameters_and_variables_are_put_in() -> None:
    found = jobs(
        {
            "azure-pipelines.yml": STAGED,
            "pipelines/more.yml": MORE,
            "pipelines/steps/sign.yml": SIGN,
        }
    )
    assert {name: connections(job) for name, job in found.items()} == {
        "azure-pipelines.yml/Build/build": [],
        "azure-pipelines.yml/Deploy/train": ["sc-prod", "sc-alerts"],
        "azure-pipelines.yml/Deploy/more": ["sc-more", "sc-default"],
    }
    train = found["azure-pipelines.yml/Deploy/train"]
    assert train.look("properties.environments") == ["prod.gpu"]
    assert train.look("properties.selfHosted") is True
    assert found["azure-pipelines.yml/Build/build"].look("properties.selfHosted") is False


def test_what_is_not_in_the_file_is_not_known() -> None:
    found = jobs(
        {
            "ci/azure-pipelines.yml": """\
jobs:
  - job: a
    steps:
      - task: AzureCLI@2
        inputs: {azureSubscription: '$(fromALibrary)'}
  - template: build.yml@shared
  - template: ../../../outside.yml
"""
        }
    )
    assert len(found) == 3
    for job in found.values():
        (connection,) = connections(job)
        assert isinstance(connection, Unknown)


def test_templates_that_call_themselves_end() -> None:
    text = "jobs:\n  - template: azure-pipelines.yml\n  - template: azure-pipelines.yml\n"
    assert harvest({"azure-pipelines.yml": text}).resources
    mutual: dict[str, str | bytes] = {
        "azure-pipelines.yml": "steps:\n  - template: a.yml\n  - template: a.yml\n",
        "a.yml": "steps:\n  - template: b.yml\n  - template: b.yml\n",
        "b.yml": "steps:\n  - template: a.yml\n  - task: X@1\n",
    }
    assert harvest(mutual).resources


PIPELINE = """\
steps:
  - task: AzureCLI@2
    inputs: {azureSubscription: sc-prod}
"""
CHECK = """
resource "azuredevops_check_approval" "prod" {
  project_id           = azuredevops_project.llm.id
  target_resource_id   = azuredevops_serviceendpoint_azurerm.prod.id
  target_resource_type = "endpoint"
  approvers            = ["1"]
}
"""
NAMED = BOUNDARY.replace("acme/llm-train", "acme/llm")
NAMED += '  custodians: [{principal: "mi:id-ci"}]\n'
PULL = "RF-CHN-06 principal:whoever can open a pull request in acme/llm-train"


def test_builds_of_forks_that_get_secrets_act_through_the_connection() -> None:
    def said(enabled: str, shared: str, pipeline: str = PIPELINE, more: str = "") -> object:
        code = CONNECTED + BUILT.format(enabled=enabled, shared=shared) + more
        found = answer({}, code, files={"azure-pipelines.yml": pipeline}, boundary=NAMED)
        return found.leaks or found.verdict

    assert said("true", "true") == (PULL,)
    assert said("true", "false") == "sealed"
    assert said("false", "true") == "sealed"
    assert said("true", "true", PIPELINE.replace("sc-prod", "sc-test")) == "sealed"
    assert said("true", "true", PIPELINE.replace("sc-prod", "$(connection)")) == "unknown"
    assert said("true", "var.shared", more='variable "shared" {}\n') == "unknown"
    assert said("true", "true", more=CHECK) == "sealed"
    perhaps = CHECK.replace("  project_id", "  count = var.n\n  project_id")
    assert said("true", "true", more=perhaps + 'variable "n" {}\n') == "unknown"
    elsewhere = CHECK.replace("azuredevops_serviceendpoint_azurerm.prod.id", '"42"')
    assert said("true", "true", more=elsewhere) == (PULL,)


def test_a_connection_with_a_secret_belongs_to_whoever_runs_pipelines() -> None:
    secret = CONNECTED.replace('"WorkloadIdentityFederation"', '"ServicePrincipal"')
    secret = secret[: secret.index('resource "azurerm_federated')]
    theirs = answer({}, secret)
    assert theirs.leaks == ("RF-CHN-06 principal:whoever can run pipelines of the project llm",)
    assert answer({}, secret, boundary=NAMED).verdict == "sealed"
    hidden = secret.replace('name = "llm"', "name = var.project") + 'variable "project" {}\n'
    assert answer({}, hidden, boundary=NAMED).verdict == "unknown"


def test_a_pipeline_that_cannot_be_read_is_a_notice() -> None:
    said = answer({}, CONNECTED, files={"azure-pipelines.yml": "jobs: [\n"}, boundary=NAMED)
    assert said.verdict == "sealed"  # no file lets outsiders in, and the connection is ours
    assert any(gap.what == "`azure-pipelines.yml`" for gap in said.assessment.gaps)
