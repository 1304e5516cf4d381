"""Pipelines of all three services: the first byte says which, the rest is the file."""

from __future__ import annotations

from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.pipelines.read import read_pipelines

NAMES: Final = (".github/workflows/a.yml", ".gitlab-ci.yml", "azure-pipelines.yml")
SEEDS: Final = (
    b"""0on: {pull_request_target: {types: [opened]}, workflow_dispatch: {inputs: {e: {options: [a]}}}}
permissions: {id-token: write}
env: {REF: '${{ github.event.pull_request.head.sha }}'}
jobs:
  a:
    if: contains(fromJSON('["x"]'), github.actor) || !github.event.pull_request.head.repo.fork
    strategy: {matrix: {to: [b, c], include: [{to: d}]}}
    environment: {name: '${{ matrix.to }}'}
    steps:
      - uses: actions/checkout@v4
        with: {ref: '${{ env.REF }}', path: p}
      - run: cd p && npm ci; echo "${{ github.event.pull_request.title }}"
      - uses: azure/login@v2
        with: {client-id: '${{ secrets.X }}'}
  b: {needs: a, uses: ./.github/workflows/a.yml, with: {x: 1}, secrets: inherit}
""",
    b"""1include: [{local: /.gitlab-ci.yml}]
variables: {AZURE_CLIENT_ID: {value: a}}
.a: {before_script: [az login --service-principal -u $AZURE_CLIENT_ID --federated-token x]}
b: {extends: .a, id_tokens: {T: {aud: x}}, script: [!reference [.a, before_script]]}
""",
    b"""2parameters: [{name: p, default: q}]
variables: [{name: v, value: '${{ parameters.p }}'}]
stages:
- stage: s
  jobs:
  - deployment: d
    environment: e.f
    strategy: {runOnce: {deploy: {steps: [{task: AzureCLI@2, inputs: {azureSubscription: $(v)}}]}}}
  - ${{ if eq(1, 1) }}:
    - job: j
      steps: [{template: azure-pipelines.yml, parameters: {p: r}}, {script: az login}]
""",
)


def check(data: bytes) -> None:
    """Read the bytes as a pipeline; whatever is wrong becomes a job of which nothing is known."""
    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    harvest = read_pipelines(MemoryTree({name: data[1:]}), [name])
    assert all(resource.look("properties.file") for resource in harvest.resources)
