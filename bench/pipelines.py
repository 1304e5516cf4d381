"""Workflows beside a small estate: every job signs in, half of them build what outsiders write."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.pipelines.estate import ESTATE, credential

JOBS: Final = 50
"""Jobs of one file."""

_TRIGGERS: Final = ("push", "pull_request_target")
_JOB: Final = """\
  job{0}:
    runs-on: ubuntu-latest
    if: github.repository == 'acme/llm-train'
    environment: e{0}
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{{{ github.event.pull_request.head.sha }}}}
      - uses: azure/login@v2
        with:
          client-id: ${{{{ secrets.AZURE_CLIENT_ID }}}}
          tenant-id: ${{{{ secrets.AZURE_TENANT_ID }}}}
      - run: |
          npm ci
          npm run build
"""


def write_jobs(folder: Path, count: int) -> None:
    """Write `count` jobs in files of JOBS, and the estate that they sign in to."""
    (folder / "main.tf").write_text(ESTATE + credential("ref:refs/heads/main"))
    workflows = folder / ".github" / "workflows"
    workflows.mkdir(parents=True)
    for number, start in enumerate(range(0, count, JOBS)):
        head = f"on: {_TRIGGERS[number % 2]}\npermissions:\n  id-token: write\njobs:\n"
        jobs = "".join(_JOB.format(each) for each in range(start, min(start + JOBS, count)))
        (workflows / f"w{number}.yml").write_text(head + jobs)
