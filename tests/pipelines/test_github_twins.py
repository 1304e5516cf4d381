"""GitHub workflows that let outsiders act as an identity, each beside one that does not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.pipelines.estate import ASSET, CUSTODIANS, ESTATE, answer, credential
from tests.twins.twin import BOUNDARY, asset_of, scan_text

PULL = "RF-CHN-06 principal:whoever can open a pull request in acme/llm-train"
COMMENT = "RF-CHN-06 principal:whoever can comment on acme/llm-train"
ISSUE = "RF-CHN-06 principal:whoever can open an issue in acme/llm-train"

HEAD = """\
on:
  pull_request_target:
permissions:
  id-token: write
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
      - uses: azure/login@v2
        with:
          client-id: ${{ vars.AZURE_CLIENT_ID }}
          tenant-id: ${{ vars.AZURE_TENANT_ID }}
      - run: npm ci
"""
PRIVATE = ESTATE[: ESTATE.index('resource "azurerm_role_assignment" "network"')].replace(
    "public_network_access_enabled   = true", "public_network_access_enabled   = false"
)
PRIVATE += """
resource "azurerm_virtual_network" "v" {
  name                = "vnet"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "s" {
  name                 = "snet"
  resource_group_name  = azurerm_resource_group.rg.name
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.1.0.0/24"]
}

resource "azurerm_private_endpoint" "pe" {
  name                = "pe"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  subnet_id           = azurerm_subnet.s.id
  private_service_connection {
    name                           = "blob"
    private_connection_resource_id = azurerm_storage_account.weights.id
    subresource_names              = ["blob"]
    is_manual_connection           = false
  }
}
"""
CHECKOUT = "ref: ${{ github.event.pull_request.head.sha }}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A leaky workflow and a safe one."""

    name: str
    leaky: str
    safe: str
    who: str = PULL
    subject: str = "ref:refs/heads/main"

    def __str__(self) -> str:
        return self.name


COMMENTED = """\
on: issue_comment
permissions: {id-token: write}
jobs:
  answer:
    runs-on: ubuntu-latest
    if: github.event.issue.pull_request && startsWith(github.event.comment.body, '/deploy')
    steps:
      - uses: actions/checkout@v4
      - run: |
          gh pr checkout ${{ github.event.issue.number }}
      - run: make deploy
"""
TITLED = """\
on:
  issues:
    types: [opened, labeled]
permissions: write-all
jobs:
  triage:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.event.issue.title }}"
"""
FOLLOWED = """\
on:
  workflow_run:
    workflows: [CI]
    types: [completed]
jobs:
  report:
    permissions:
      id-token: write
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.workflow_run.head_sha }}
      - run: python scripts/report.py
"""
PATHED = HEAD.replace(CHECKOUT, CHECKOUT + "\n          path: theirs").replace(
    "run: npm ci", "run: cd theirs && npm ci"
)
CALLER = """\
on: pull_request_target
permissions:
  id-token: write
jobs:
  call:
    uses: ./.github/workflows/build.yml
    with:
      ref: ${{ github.event.pull_request.head.sha }}
"""
GUARD = "    if: github.event.pull_request.head.repo.full_name == github.repository\n"
RUNS_ON = "    runs-on: ubuntu-latest\n"

PAIRS = [
    Pair("head-is-built", HEAD, HEAD.replace(CHECKOUT, "fetch-depth: 0")),
    Pair("target-or-plain", HEAD, HEAD.replace("pull_request_target", "pull_request")),
    Pair(
        "plain-pull-request-on-its-own-subject",
        HEAD,
        HEAD.replace("pull_request_target", "pull_request"),
        subject="pull_request",
    ),
    Pair("token-or-none", HEAD, HEAD.replace("id-token: write", "id-token: none")),
    Pair(
        "permissions-of-the-job",
        HEAD.replace("  id-token: write\n", "").replace(
            RUNS_ON, RUNS_ON + "    permissions: {id-token: write}\n"
        ),
        HEAD.replace(RUNS_ON, RUNS_ON + "    permissions: {contents: read}\n"),
    ),
    Pair("forks-kept-out", HEAD, HEAD.replace(RUNS_ON, RUNS_ON + GUARD)),
    Pair(
        "guard-that-guards-nothing",
        HEAD.replace(RUNS_ON, RUNS_ON + "    if: github.event_name != 'push'\n"),
        HEAD.replace(RUNS_ON, RUNS_ON + "    if: github.event_name == 'push'\n"),
    ),
    Pair(
        "guard-of-the-wrong-side",
        HEAD.replace(RUNS_ON, RUNS_ON + "    if: github.repository == 'acme/llm-train'\n"),
        HEAD.replace(RUNS_ON, RUNS_ON + "    if: github.actor == 'release-bot'\n"),
    ),
    Pair(
        "labels-are-given-by-members",
        HEAD.replace("target:\n", "target:\n    types: [opened, labeled]\n"),
        HEAD.replace("target:\n", "target:\n    types: [labeled]\n"),
    ),
    Pair("built-or-only-read", HEAD, HEAD.replace("npm ci", "git diff --stat | tee stat.txt")),
    Pair("beside-the-workspace", PATHED, PATHED.replace("cd theirs && npm ci", "npm ci")),
    Pair(
        "comment-commands",
        COMMENTED,
        COMMENTED.replace(
            "    if: ",
            '    if: contains(fromJSON(\'["OWNER", "MEMBER"]\'),'
            " github.event.comment.author_association) && ",
        ),
        COMMENT,
    ),
    Pair(
        "text-in-a-script",
        TITLED,
        TITLED.replace('echo "${{ github.event.issue.title }}"', 'echo "$TITLE"').replace(
            "      - run", "      - env: {TITLE: '${{ github.event.issue.title }}'}\n        run"
        ),
        ISSUE,
    ),
    Pair(
        "text-through-env",
        TITLED.replace("github.event.issue.title", "env.TITLE").replace(
            "jobs:", "env:\n  TITLE: ${{ github.event.issue.title }}\njobs:"
        ),
        TITLED.replace("github.event.issue.title", "contains(github.event.issue.title, 'bug')"),
        ISSUE,
    ),
]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_outsiders_act_as_the_identity(pair: Pair) -> None:
    said = answer({"ci.yml": pair.leaky}, credential(pair.subject))
    assert said.leaks == (pair.who,)
    assert (said.verdict, said.depth) == ("open", 0)
    path = said.findings[0].path
    assert path[0].address.startswith(".github/workflows/ci.yml/")
    assert path[0].evidence[0].source.line > 1
    assert path[-1].address == "azurerm_storage_account.weights"


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_the_safe_twin_is_not_accused(pair: Pair) -> None:
    said = answer({"ci.yml": pair.safe}, credential(pair.subject))
    assert said.leaks == ()
    assert said.verdict == "sealed"
    assert said.depth != 0


HIDDEN = "${{ vars.HIDDEN }}"
CONDITIONED = HEAD.replace(RUNS_ON, RUNS_ON + "    if: github.event_name != 'push'\n")


@pytest.mark.parametrize(
    ("workflow", "fact"),
    [
        *((HEAD, "write"), (HEAD, "${{ github.event.pull_request.head.sha }}")),
        *((HEAD, "npm ci"), (CONDITIONED, "github.event_name != 'push'"), (PATHED, "theirs\n")),
        *((PATHED, "cd theirs && npm ci"), (COMMENTED, "make deploy"), (FOLLOWED, "CI")),
        (COMMENTED, "gh pr checkout ${{ github.event.issue.number }}"),
        (FOLLOWED, "${{ github.event.workflow_run.head_sha }}"),
        (HEAD.replace(RUNS_ON, RUNS_ON + "    environment: prod\n"), "prod"),
    ],
)
def test_hiding_a_fact_never_seals(workflow: str, fact: str) -> None:
    end = "\n" if fact.endswith("\n") else ""
    assert fact in workflow
    for subject in ("ref:refs/heads/main", "environment:prod"):
        if answer({"ci.yml": workflow}, credential(subject)).verdict != "sealed":
            said = answer({"ci.yml": workflow.replace(fact, HIDDEN + end)}, credential(subject))
            assert said.verdict != "sealed"


def test_what_is_called_and_not_in_the_tree_may_do_anything() -> None:
    trusted = credential("ref:refs/heads/main")
    assert answer({"pr.yml": CALLER}, trusted).verdict == "unknown"
    elsewhere = CALLER.replace(
        "./.github/workflows/build.yml", "acme/shared/.github/workflows/b.yml@v1"
    )
    assert answer({"pr.yml": elsewhere}, trusted).verdict == "unknown"
    pushed = elsewhere.replace("pull_request_target", "push")
    assert answer({"pr.yml": pushed}, trusted).verdict == "sealed"
    action = HEAD.replace(CHECKOUT, "fetch-depth: 0").replace(
        "run: npm ci", "uses: ./.github/actions/x"
    )
    assert answer({"ci.yml": action}, trusted).verdict == "unknown"
    broken = {".github/actions/x/action.yml": "runs: [\n"}
    assert answer({"ci.yml": action}, trusted, files=broken).verdict == "unknown"
    harmless = {".github/actions/x/action.yml": "runs: {using: composite, steps: [{run: ls}]}\n"}
    assert answer({"ci.yml": action}, trusted, files=harmless).verdict == "sealed"


def test_a_script_may_fetch_and_run_at_once() -> None:
    one = HEAD.replace(CHECKOUT, "fetch-depth: 0").replace("npm ci", "gh pr checkout 7 && npm ci")
    trusted = credential("ref:refs/heads/main")
    assert answer({"ci.yml": one}, trusted).leaks == (PULL,)
    apart = one.replace("gh pr checkout 7 && npm ci", "npm ci && gh pr checkout 7")
    assert answer({"ci.yml": apart}, trusted).verdict == "open"  # the order inside is not judged


def test_what_is_fetched_is_run_only_once_it_is_checked_out() -> None:
    trusted = credential("ref:refs/heads/main")
    base = HEAD.replace(CHECKOUT, "fetch-depth: 0")

    def said(*lines: str) -> object:
        steps = "\n".join(f"      - run: {line}" for line in lines)
        found = answer({"ci.yml": base.replace("      - run: npm ci", steps)}, trusted)
        return found.leaks or found.verdict

    fetch = "git fetch origin pull/${{ github.event.number }}/head"
    assert said(fetch, "git diff FETCH_HEAD", "npm ci") == "sealed"
    assert said(fetch, "git checkout FETCH_HEAD", "npm ci") == (PULL,)
    assert said(f"{fetch} && git checkout FETCH_HEAD && npm ci") == (PULL,)
    assert said("gh pr diff 7", "npm ci") == "sealed"
    assert said("git checkout -b work", "npm ci") == "sealed"


def test_an_environment_that_depends_on_who_asks() -> None:
    """Forks are sent to an environment of their own, where somebody reviews them."""
    chosen = HEAD.replace(
        RUNS_ON,
        RUNS_ON
        + "    environment: ${{ github.event.pull_request.head.repo.fork && 'out' || 'in' }}\n",
    )
    code = """
resource "github_repository_environment" "{0}" {{
  repository  = "llm-train"
  environment = "{0}"
{1}}}
"""
    reviewed = "  reviewers {\n    users = [1]\n  }\n"
    inner = credential("environment:in") + code.format("in", "")
    assert answer({"ci.yml": chosen}, inner + code.format("out", "")).verdict == "sealed"
    outer = credential("environment:out") + code.format("in", "")
    assert answer({"ci.yml": chosen}, outer + code.format("out", reviewed)).verdict == "sealed"
    assert answer({"ci.yml": chosen}, outer + code.format("out", "")).leaks == (PULL,)


def test_a_run_that_follows_another() -> None:
    opened = "name: CI\non: pull_request\njobs: {a: {runs-on: x, steps: []}}\n"
    trusted = credential("ref:refs/heads/main")
    assert answer({"ci.yml": opened, "r.yml": FOLLOWED}, trusted).leaks == (PULL,)
    pushed = opened.replace("pull_request", "push")
    assert answer({"ci.yml": pushed, "r.yml": FOLLOWED}, trusted).verdict == "sealed"
    assert answer({"r.yml": FOLLOWED}, trusted).verdict == "unknown"


def test_a_called_workflow_runs_with_what_its_caller_has() -> None:
    called = """\
on:
  workflow_call:
    inputs: {ref: {type: string}}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {ref: '${{ inputs.ref }}'}
      - run: make
"""
    trusted = credential("ref:refs/heads/main")
    assert answer({"pr.yml": CALLER, "build.yml": called}, trusted).leaks == (PULL,)
    weaker = CALLER.replace("id-token: write", "contents: read")
    assert answer({"pr.yml": weaker, "build.yml": called}, trusted).verdict == "sealed"
    base = CALLER.replace(
        "github.event.pull_request.head.sha", "github.event.pull_request.base.sha"
    )
    assert answer({"pr.yml": base, "build.yml": called}, trusted).verdict == "sealed"
    alone = answer({"build.yml": called}, trusted)
    assert (alone.verdict, alone.leaks) == ("sealed", ())


def test_a_composite_action_is_followed() -> None:
    calls = HEAD.replace("- run: npm ci", "- uses: ./.github/actions/build")
    base = calls.replace(CHECKOUT, "fetch-depth: 0")
    action = "runs:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n"
    trusted = credential("ref:refs/heads/main")
    files = {".github/actions/build/action.yml": action}
    assert answer({"ci.yml": calls}, trusted, files=files).leaks == (PULL,)
    assert answer({"ci.yml": base}, trusted, files=files).verdict == "sealed"
    fetches = action.replace("run: make", "run: gh pr checkout 1 && make\n    - run: make")
    files = {".github/actions/build/action.yml": fetches}
    assert answer({"ci.yml": base}, trusted, files=files).leaks == (PULL,)


def test_the_repository_is_read_from_its_configuration() -> None:
    remote = '[core]\n\tbare = false\n[remote "origin"]\n\turl = {}\n'
    trusted = credential("ref:refs/heads/main")

    def verdict(url: str) -> str:
        return answer({"ci.yml": HEAD}, trusted, files={".git/config": remote.format(url)}).verdict

    assert verdict("git@github.com:acme/llm-train.git") == "open"
    assert verdict("https://x-token:abc@github.com/Acme/LLM-train") == "open"
    assert verdict("https://github.com/acme/other.git") == "sealed"


def test_a_tree_that_may_be_either_of_two_repositories() -> None:
    boundary = "boundary:\n  regions: [EU]\n  networks: [10.0.0.0/8, 203.0.113.0/29]\n"
    boundary += '  repositories: [acme/*]\n  custodians: [{principal: "mi:id-ci"}]\n'
    both = credential("ref:refs/heads/main") + credential(
        "ref:refs/heads/main", "repo:acme/other"
    ).replace('"ci"', '"other"')
    assert answer({"ci.yml": HEAD}, both, boundary=boundary).verdict == "unknown"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("on: [\n", "is not valid YAML"),
        ("- a\n", "is no workflow"),
        ("on: push\njobs: {}\n---\n\tx\n", "a tab"),
        ("a: &a [*a]\n", "alias"),
    ],
)
def test_a_workflow_that_cannot_be_read_may_do_anything(text: str, what: str) -> None:
    said = answer({"ci.yml": text}, credential("ref:refs/heads/main"))
    assert (said.verdict, said.leaks) == ("unknown", ())
    assert any(what in gap.reason for gap in said.assessment.gaps)
    elsewhere = answer({"ci.yml": text})
    assert elsewhere.verdict == "sealed"  # nothing trusts a token of it


def test_a_machine_of_ones_own_may_stand_anywhere() -> None:
    """Behind a closed network the internet is shut out; a runner in the network is not."""
    closed = credential("ref:refs/heads/main")
    own = HEAD.replace("ubuntu-latest", "[self-hosted, gpu]")

    def verdict(text: str) -> str:
        tree = {"main.tf": PRIVATE + closed, ".github/workflows/ci.yml": text}
        assessment = scan_text(tree, BOUNDARY + CUSTODIANS)
        assert not assessment.faults
        return asset_of(assessment, ASSET).verdict.value

    assert verdict(HEAD) == "sealed"
    assert verdict(own) == "unknown"
    assert verdict(own.replace(CHECKOUT, "fetch-depth: 0")) == "sealed"
    assert verdict(HEAD.replace("ubuntu-latest", "arc-in-the-cluster")) == "unknown"
    assert verdict(HEAD.replace("ubuntu-latest", "${{ matrix.os }}")) == "sealed"


def test_a_script_of_javascript_loads_files_or_does_not() -> None:
    script = HEAD.replace(
        "run: npm ci", "uses: actions/github-script@v7\n        with: {script: X}"
    )
    trusted = credential("ref:refs/heads/main")
    loads = script.replace("X", "\"require('./build.js')()\"")
    assert answer({"ci.yml": loads}, trusted).leaks == (PULL,)
    asks = script.replace("X", "'github.rest.issues.createComment()'")
    assert answer({"ci.yml": asks}, trusted).verdict == "sealed"


def test_a_subject_of_others_shows_the_job_that_asks_for_its_token() -> None:
    pushed = "on: push\npermissions: {id-token: write}\njobs: {a: {runs-on: x, steps: []}}\n"
    config = {".git/config": '[remote "origin"]\n  url = git@github.com:other/repo.git\n'}
    theirs = credential("ref:refs/heads/main", "repo:other/repo")
    said = answer({"ci.yml": pushed}, theirs, files=config)
    assert said.leaks == ("RF-CHN-05 principal:repo:other/repo:ref:refs/heads/main",)
    files = {each.source.file for step in said.findings[0].path for each in step.evidence}
    assert ".github/workflows/ci.yml" in files
    elsewhere = credential("ref:refs/heads/other", "repo:other/repo")
    tagged = pushed.replace("on: push", "on: {push: {tags: ['v*']}}")
    said = answer({"ci.yml": tagged}, elsewhere, files=config)
    files = {each.source.file for step in said.findings[0].path for each in step.evidence}
    assert files == {"main.tf"}
