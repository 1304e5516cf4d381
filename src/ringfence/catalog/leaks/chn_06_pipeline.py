"""Somebody who may not write to a repository has its pipeline run what they want, as an identity.

Why it leaks: a job that signs in to Azure lends its identity to all code that it runs. On
`pull_request_target`, `issue_comment`, `issues` or `workflow_run` a job runs with the rights of the
repository, although an outsider started it: one that checks out the head of the pull request and
builds it, or that puts a title, a branch name or a comment into a script, runs the outsider's code.

What it looks like: `on: pull_request_target`, `permissions: id-token: write`, `actions/checkout` with
`ref: ${{ github.event.pull_request.head.sha }}`, then `npm ci` or `make`; `run: echo "${{
github.event.comment.body }}"` beside `azure/login`. Also: a pipeline of a repository that
`boundary.repositories` does not name and that signs in by client id.

What closes it: run what outsiders write on `pull_request`, without `id-token`; give the privileged job
an environment with required reviewers, or a condition that admits members only; pass texts through
`env`. Restrict the subject of the credential to an environment. Grant the identity less.

What we do not see: who may push to a repository that the boundary names, actions of others that a
job uses, what a script does with files that it downloads from another run.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-CHN-06",
    kind=Kind.CHAINED,
    severity=Severity.HIGH,
    title="{outsider} acts through a pipeline as an identity that gets at {asset}",
    remedy="Let the job that signs in run nothing that outsiders write, or give it an environment that a reviewer has to approve.",
    change=("runs-pipeline", "trusts-subject", "grant"),
    controls=("RF-IDN-13",),
)
