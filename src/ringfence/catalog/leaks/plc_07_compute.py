"""Compute outside the boundary works on the asset.

Why it leaks: a training or batch cluster reads the data and writes the weights where it stands; its
disks and caches hold both. Azure Machine Learning lets the compute of a workspace stand in another
region than the workspace.

What it looks like: `location` or `computeLocation` of a compute cluster or instance in `eastus`, with
its workspace in `westeurope`, often because that region had GPUs.

What closes it: make the compute in a region inside the boundary.

What we do not see: attached clusters whose own region is stated nowhere in the code, and serverless
compute that a job chooses.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PLC-07",
    kind=Kind.PLACED,
    severity=Severity.HIGH,
    title="{asset} is processed outside the boundary ({outsider})",
    remedy="Make the compute in a region inside the boundary.",
    change=("compute-elsewhere",),
    controls=("RF-RES-04",),
)
