"""GitLab CI: which jobs sign in as whom."""

from __future__ import annotations

from ringfence.model.facts import Value, members
from ringfence.model.resource import Resource, dig
from tests.pipelines.estate import answer, credential
from tests.pipelines.reading import jobs

CLIENT = "22222222-2222-4222-8222-222222222222"
CI = f"""\
include:
  - local: /ci/deploy.yml
  - template: Jobs/SAST.gitlab-ci.yml
variables:
  AZURE_CLIENT_ID: {{value: {CLIENT}, description: who}}
.signed:
  id_tokens:
    AZ_TOKEN: {{aud: "api://AzureADTokenExchange"}}
  before_script:
    - az login --service-principal -u $AZURE_CLIENT_ID -t $T --federated-token "$AZ_TOKEN"
test:
  script: [make test]
  variables: {{AZURE_CLIENT_ID: none}}
"""
DEPLOY = """\
deploy:
  extends: .signed
  script: [terraform apply]
  environment: {name: prod}
again:
  id_tokens: {AZ_TOKEN: {aud: x}}
  script:
    - !reference [.signed, before_script]
    - make
"""


def clients(job: Resource) -> set[Value]:
    found = (dig(each, "clientId") for each, _ in members(job.look("properties.logins")))
    return {each for each in found if isinstance(each, str)}


def test_includes_extends_and_references_are_followed() -> None:
    found = jobs({".gitlab-ci.yml": CI, "ci/deploy.yml": DEPLOY})
    assert sorted(found) == [f".gitlab-ci.yml/{name}" for name in ("again", "deploy", "test")]
    deploy = found[".gitlab-ci.yml/deploy"]
    assert clients(deploy) == {CLIENT}
    assert deploy.look("properties.token") is True
    assert deploy.look("properties.environments") == ["prod"]
    assert clients(found[".gitlab-ci.yml/again"]) == {CLIENT}
    assert clients(found[".gitlab-ci.yml/test"]) == set()
    assert found[".gitlab-ci.yml/test"].look("properties.token") is False


def test_subjects_of_gitlab_are_told_by_project() -> None:
    trusted = credential("ref_type:branch:ref:main", "project_path:acme/llm-train").replace(
        "https://token.actions.githubusercontent.com", "https://gitlab.com"
    )
    assert answer({}, trusted).verdict == "sealed"
    fork = trusted.replace("acme/llm-train", "stranger/llm-train")
    assert answer({}, fork).leaks == (
        "RF-CHN-05 principal:project_path:stranger/llm-train:ref_type:branch:ref:main",
    )


def test_whoever_pushes_acts_as_the_client_that_the_job_names() -> None:
    principal = f"""
resource "azuread_service_principal" "ci" {{
  client_id = "{CLIENT}"
}}
resource "azurerm_role_assignment" "sp" {{
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azuread_service_principal.ci.object_id
}}
resource "azurerm_role_assignment" "net" {{
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Account Contributor"
  principal_id         = azuread_service_principal.ci.object_id
}}
"""
    boundary = """\
boundary:
  regions: [EU]
  networks: [10.0.0.0/8, 203.0.113.0/29]
  repositories: [{}]
  custodians: [{{principal: "mi:id-ci"}}, {{principal: "azuread_service_principal.ci"}}]
"""
    files = {
        ".gitlab-ci.yml": CI,
        "ci/deploy.yml": DEPLOY,
        ".git/config": '[remote "origin"]\n\turl = https://gitlab.com/acme/llm-train.git\n',
    }

    def said(name: str, tree: dict[str, str]) -> object:
        found = answer({}, principal, files=tree, boundary=boundary.format(name))
        return found.leaks or found.verdict

    assert said("acme/llm-train", files) == "sealed"
    assert said("acme/other", files) == ("RF-CHN-06 principal:whoever can push to acme/llm-train",)
    other = {**files, ".gitlab-ci.yml": CI.replace(CLIENT, CLIENT.replace("2", "3"))}
    assert said("acme/other", other) == "sealed"
