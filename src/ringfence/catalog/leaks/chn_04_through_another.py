"""Somebody gets at the asset through an identity or a machine that may read it.

Why it leaks: an identity on compute belongs to everybody who can run code there. Whoever may run a
command on a machine, change a container, a job, a runbook or a flow, attach the identity to compute
of its own or add a credential to it acts as the identity, and reads what it reads.

What it looks like: Virtual Machine Contributor on the trainer whose identity reads the weights; the
right to submit jobs in a workspace; Managed Identity Operator on the identity together with write
on any compute; Managed Identity Contributor; an owner of the application that deploys; a role that
joins groups. Several of these in a row. Custody does not pass on: whoever acts as a custodian is none.

What closes it: guard the machine like the asset. Take away the right to run code there, give the
identity to that one machine, and read less with it.

What we do not see: rights inside the machine (SSH keys, Kubernetes roles), and code that is deployed
by pipelines which this tree does not describe.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-CHN-04",
    kind=Kind.CHAINED,
    severity=Severity.HIGH,
    title="{outsider} gets at {asset} through an identity or compute that may read it",
    remedy="Take away the right to run code on that compute or to use its identity, or give the identity less.",
    change=("grant",),
    controls=("RF-IDN-12", "RF-IDN-13"),
)
