"""What code says around a pipeline: reviewers, handed client ids, service connections."""

from __future__ import annotations

from tests.pipelines.estate import ASSET, CUSTODIANS, ESTATE, answer, credential
from tests.pipelines.test_github_twins import HEAD, PULL, RUNS_ON
from tests.twins.twin import BOUNDARY, asset_of, scan_text

PROD = HEAD.replace(RUNS_ON, RUNS_ON + "    environment: prod\n")
ENVIRONMENT = """
resource "github_repository_environment" "prod" {{
  repository  = "{repository}"
  environment = "{environment}"
{more}}}
"""
REVIEWERS = "  reviewers {\n    teams = [42]\n  }\n"
NOBODY = "  wait_timer = 10\n"
ANYBODY = "boundary:\n  regions: [EU]\n  networks: [10.0.0.0/8, 203.0.113.0/29]\n"
ANYBODY += '  custodians: [{principal: "mi:id-ci"}]\n'


def environment(more: str, name: str = "Prod", repository: str = "llm-train") -> str:
    return ENVIRONMENT.format(more=more, environment=name, repository=repository)


def test_an_environment_with_reviewers_keeps_outsiders_out() -> None:
    trusted = credential("environment:prod")
    open_ = answer({"ci.yml": PROD}, trusted + environment(NOBODY))
    assert open_.leaks == (PULL,)
    kept = answer({"ci.yml": PROD}, trusted + environment(REVIEWERS))
    assert (kept.verdict, kept.leaks) == ("sealed", ())
    hidden = environment("  reviewers {\n    teams = var.teams\n  }\n")
    hidden += 'variable "teams" {\n  type = list(number)\n}\n'
    assert answer({"ci.yml": PROD}, trusted + hidden).verdict == "unknown"


def test_an_environment_that_no_code_declares_is_not_known() -> None:
    trusted = credential("environment:prod")
    assert answer({"ci.yml": PROD}, trusted).verdict == "unknown"
    other = environment(NOBODY, "staging")
    assert answer({"ci.yml": PROD}, trusted + other).verdict == "unknown"
    elsewhere = environment(NOBODY, "prod", "other")
    assert answer({"ci.yml": PROD}, trusted + elsewhere).verdict == "unknown"


def test_a_job_outside_of_the_environment_that_is_admitted() -> None:
    trusted = credential("environment:prod") + environment(NOBODY)
    assert answer({"ci.yml": HEAD}, trusted).verdict == "sealed"


def test_an_environment_of_a_matrix() -> None:
    matrix = HEAD.replace(
        RUNS_ON,
        RUNS_ON
        + "    strategy: {matrix: {to: [staging, prod]}}\n    environment: ${{ matrix.to }}\n",
    )
    trusted = credential("environment:prod") + environment(NOBODY)
    assert answer({"ci.yml": matrix}, trusted).leaks == (PULL,)
    less = matrix.replace("[staging, prod]", "[staging]")
    assert answer({"ci.yml": less}, trusted).verdict == "sealed"
    hidden = matrix.replace("[staging, prod]", "${{ fromJSON(vars.PLACES) }}")
    assert answer({"ci.yml": hidden}, trusted).verdict == "unknown"


# A client id that code hands to the repository

PUSHED = """\
on: push
permissions: {id-token: write}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: azure/login@v2
        with: {client-id: '${{ secrets.AZURE_CLIENT_ID }}', tenant-id: x}
      - run: terraform apply
"""
HANDED = """
resource "github_actions_secret" "id" {
  repository      = "llm-train"
  secret_name     = "AZURE_CLIENT_ID"
  plaintext_value = azurerm_user_assigned_identity.ci.client_id
}
"""
REMOTE = {".git/config": '[remote "origin"]\n  url = git@github.com:acme/llm-train.git\n'}


def test_whoever_pushes_acts_as_the_identity_that_the_repository_is_handed() -> None:
    crowd = "RF-CHN-06 principal:whoever can push to acme/llm-train"
    theirs = answer({"ci.yml": PUSHED}, HANDED, files=REMOTE, boundary=ANYBODY)
    assert theirs.leaks == (crowd,)
    claims = [step.claim for step in theirs.findings[0].path]
    assert claims[0] == (
        "whoever can push to `acme/llm-train` runs `.github/workflows/ci.yml` as "
        "`azurerm_user_assigned_identity.ci`"
    )
    ours = answer({"ci.yml": PUSHED}, HANDED, files=REMOTE)
    assert (ours.verdict, ours.leaks) == ("sealed", ())
    nowhere = answer({"ci.yml": PUSHED}, HANDED)
    assert nowhere.verdict == "unknown"
    tree = answer({"ci.yml": PUSHED}, HANDED, boundary=ANYBODY)
    assert tree.leaks == ("RF-CHN-06 principal:whoever can push to the repository of this tree",)
    another = HANDED.replace("AZURE_CLIENT_ID", "OTHER")
    assert answer({"ci.yml": PUSHED}, another, files=REMOTE, boundary=ANYBODY).leaks == ()
    nobody = HANDED.replace("llm-train", "other")
    assert answer({"ci.yml": PUSHED}, nobody, files=REMOTE, boundary=ANYBODY).leaks == ()


def test_a_secret_of_a_service_principal_needs_no_token() -> None:
    application = """
resource "azuread_application" "ci" {
  display_name = "ci"
}
resource "azuread_service_principal" "ci" {
  client_id = azuread_application.ci.client_id
}
resource "azurerm_role_assignment" "sp" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Account Contributor"
  principal_id         = azuread_service_principal.ci.object_id
}
resource "azurerm_role_assignment" "spr" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azuread_service_principal.ci.object_id
}
resource "github_actions_secret" "creds" {
  repository  = "llm-train"
  secret_name = "AZURE_CREDENTIALS"
  plaintext_value = jsonencode({
    clientId     = azuread_application.ci.client_id
    clientSecret = "x"
  })
}
"""
    signs = """\
on: pull_request_target
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {ref: '${{ github.event.pull_request.head.sha }}'}
      - uses: azure/login@v2
        with: {creds: '${{ secrets.AZURE_CREDENTIALS }}'}
      - run: make
"""
    custodian = (
        BOUNDARY
        + '  custodians: [{principal: "mi:id-ci"}, {principal: "azuread_service_principal.ci"}]\n'
    )
    open_ = answer({"ci.yml": signs}, application, files=REMOTE, boundary=custodian)
    assert open_.leaks == (PULL,)
    base = signs.replace("pull_request.head.sha", "pull_request.base.sha")
    assert (
        answer({"ci.yml": base}, application, files=REMOTE, boundary=custodian).verdict == "sealed"
    )
    hidden = application.replace('"AZURE_CREDENTIALS"', "var.name") + 'variable "name" {}\n'
    assert answer({"ci.yml": signs}, hidden, files=REMOTE, boundary=custodian).verdict == "unknown"


def test_a_key_that_is_handed_to_a_repository_is_a_gap() -> None:
    """Who may read it there is not known, and it opens the account."""
    keyed = ESTATE.replace("shared_access_key_enabled       = false", "")
    handed = HANDED.replace(
        "azurerm_user_assigned_identity.ci.client_id",
        "azurerm_storage_account.weights.primary_access_key",
    )

    def verdict(more: str) -> str:
        assessment = scan_text({"main.tf": keyed + more}, BOUNDARY + CUSTODIANS)
        return asset_of(assessment, ASSET).verdict.value

    assert verdict(handed) == "unknown"
    assert verdict(HANDED) == "sealed"
    variable = """
  variable {
    name         = "KEY"
    secret_value = azurerm_storage_account.weights.primary_access_key
  }
"""
    built = CONNECTED + BUILT.format(enabled="true", shared="false")
    named = BOUNDARY.replace("acme/llm-train", "acme/llm") + CUSTODIANS
    for more, expected in (("", "sealed"), (variable, "unknown")):
        code = built.replace("  pull_request_trigger", more + "  pull_request_trigger")
        assessment = scan_text({"main.tf": keyed + code}, named)
        assert asset_of(assessment, ASSET).verdict.value == expected


# Service connections

BUILT = """
resource "azuredevops_build_definition" "train" {{
  project_id = azuredevops_project.llm.id
  name       = "train"
  repository {{
    repo_type = "GitHub"
    repo_id   = "acme/llm-train"
    yml_path  = "azure-pipelines.yml"
  }}
  pull_request_trigger {{
    forks {{
      enabled       = {enabled}
      share_secrets = {shared}
    }}
  }}
}}
"""
CONNECTED = """
resource "azuredevops_project" "llm" {
  name = "llm"
}
resource "azuredevops_serviceendpoint_azurerm" "prod" {
  project_id                             = azuredevops_project.llm.id
  service_endpoint_name                  = "sc-prod"
  service_endpoint_authentication_scheme = "WorkloadIdentityFederation"
  azurerm_spn_tenantid                   = "00000000-0000-0000-0000-0000000000bb"
  credentials {
    serviceprincipalid = azurerm_user_assigned_identity.ci.client_id
  }
}
resource "azurerm_federated_identity_credential" "ado" {
  name                = "ado"
  resource_group_name = azurerm_resource_group.rg.name
  parent_id           = azurerm_user_assigned_identity.ci.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = azuredevops_serviceendpoint_azurerm.prod.workload_identity_federation_issuer
  subject             = azuredevops_serviceendpoint_azurerm.prod.workload_identity_federation_subject
}
"""


def test_a_service_connection_that_code_declares_is_known_by_its_project() -> None:
    named = BOUNDARY.replace("acme/llm-train", "acme/llm")
    custodian = '  custodians: [{principal: "mi:id-ci"}]\n'
    ours = answer({}, CONNECTED, boundary=named + custodian)
    assert (ours.verdict, ours.leaks) == ("sealed", ())
    one = BOUNDARY.replace("acme/llm-train", "sc://acme/llm/sc-prod")
    assert answer({}, CONNECTED, boundary=one + custodian).verdict == "sealed"
    theirs = answer({}, CONNECTED)
    assert theirs.leaks == ("RF-CHN-05 principal:sc-prod of the project llm",)
    unknown = CONNECTED.replace('name = "llm"', "name = var.project") + 'variable "project" {}\n'
    assert answer({}, unknown, boundary=named + custodian).verdict == "unknown"


def test_a_connection_under_the_issuer_of_entra() -> None:
    subject = "/eid1/c/pub/t/AAAAAAAAAAAAAAAAAAAAAA/a/AAAAAAAAAAAAAAAAAAAAAA/sc/{}/{}"
    organisation = "11111111-0000-4000-8000-000000000001"
    connection = "11111111-0000-4000-8000-000000000002"
    text = credential("", "x").replace('"x:"', f'"{subject.format(organisation, connection)}"')
    text = text.replace(
        "https://token.actions.githubusercontent.com",
        "https://login.microsoftonline.com/00000000-0000-0000-0000-0000000000bb/v2.0",
    )
    assert answer({}, text).verdict == "unknown"
    tenant = BOUNDARY + "  tenants: [00000000-0000-0000-0000-0000000000bb]\n"
    custodian = '  custodians: [{principal: "mi:id-ci"}]\n'
    assert answer({}, text, boundary=tenant + custodian).verdict == "unknown"
    named = BOUNDARY.replace("acme/llm-train", f"{organisation}/{connection}")
    assert answer({}, text, boundary=named + custodian).verdict == "sealed"
    assert answer({}, text, boundary=ANYBODY).verdict == "open"


def test_immutable_and_customised_subjects_mean_the_repository_that_they_name() -> None:
    for place in ("repo:acme@123/llm-train@456", "repo:ACME/llm-train"):
        assert answer({}, credential("ref:refs/heads/main", place)).verdict == "sealed"
    assert answer({}, credential("ref:refs/heads/main", "repo:acme@123/other@456")).leaks == (
        "RF-CHN-05 principal:repo:acme@123/other@456:ref:refs/heads/main",
    )
    strict = "environment:prod:job_workflow_ref:acme/llm-train/.github/workflows/other.yml@refs/heads/main"
    assert answer({"ci.yml": PROD}, credential(strict) + environment(NOBODY)).verdict == "sealed"
    same = strict.replace("other.yml", "ci.yml")
    assert answer({"ci.yml": PROD}, credential(same) + environment(NOBODY)).leaks == (PULL,)
    anybody = credential(
        "acme/llm-train/.github/workflows/ci.yml@refs/heads/main", "job_workflow_ref"
    )
    assert answer({}, anybody).verdict == "open"


def test_a_repository_that_is_named_by_its_number_is_not_known() -> None:
    by_number = credential("12:repository_id:345", "repository_owner_id")
    assert answer({}, by_number).verdict == "unknown"
    assert answer({}, by_number, boundary=ANYBODY).verdict == "open"
    whole = BOUNDARY.replace("acme/llm-train", "'repository_owner_id:12:repository_id:345'")
    assert answer({}, by_number, boundary=whole + CUSTODIANS).verdict == "sealed"
    anybody = credential("12", "repository_owner_id")
    assert answer({}, anybody).verdict == "open"


def test_a_protection_that_may_not_be_there_is_a_doubt() -> None:
    maybe = environment(REVIEWERS).replace("  repository", "  count = var.n\n  repository", 1)
    maybe += 'variable "n" {\n  type = number\n}\n'
    assert answer({"ci.yml": PROD}, credential("environment:prod") + maybe).verdict == "unknown"


def test_a_secret_leads_in_beside_the_credentials_that_are_known() -> None:
    """Terraform signs in with a secret, whatever the federated credential of the identity admits."""
    signs = """\
on: pull_request_target
env:
  ARM_CLIENT_ID: 22222222-2222-4222-8222-222222222222
  ARM_CLIENT_SECRET: ${{ secrets.ARM_CLIENT_SECRET }}
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {ref: '${{ github.head_ref }}'}
      - run: terraform plan
"""
    principal = """
resource "azuread_service_principal" "ci" {
  client_id = "22222222-2222-4222-8222-222222222222"
}
resource "azurerm_role_assignment" "sp" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Blob Data Owner"
  principal_id         = azuread_service_principal.ci.object_id
}
resource "azurerm_role_assignment" "net" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Account Contributor"
  principal_id         = azuread_service_principal.ci.object_id
}
"""
    custodian = BOUNDARY + (
        '  custodians: [{principal: "mi:id-ci"}, {principal: "azuread_service_principal.ci"}]\n'
    )
    open_ = answer({"ci.yml": signs}, principal, files=REMOTE, boundary=custodian)
    assert open_.leaks == (PULL,)
    base = signs.replace("github.head_ref", "github.base_ref")
    closed = answer({"ci.yml": base}, principal, files=REMOTE, boundary=custodian)
    assert closed.verdict == "sealed"
