"""A model deployment may process prompts outside the boundary.

Why it leaks: the region of an account says where content is stored, not where a model answers.
Global deployment types send each prompt to whichever region has room, data zone types to any
region of the zone (the European Union or the United States).

What it looks like: `sku { name = "GlobalStandard" }` (also `GlobalBatch`, `GlobalProvisionedManaged`,
`DeveloperTier`); `DataZoneStandard` where the boundary is narrower than the zone; a regional
deployment that spills over to a global one.

What closes it: `Standard` or `ProvisionedManaged`, which stay in the region; a data zone type where
every region of the zone lies inside the boundary.

What we do not see: deployments that are made in the portal, and batch or fine-tuning jobs that name
a type of their own.
"""

from ringfence.catalog.rules import Leak
from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity

LEAK = Leak(
    id="RF-PLC-05",
    kind=Kind.PLACED,
    severity=Severity.HIGH,
    title="{asset} may process prompts outside the boundary ({outsider})",
    remedy="Set the deployment's `sku.name` to `Standard` or `ProvisionedManaged`.",
    change=("deployment-type",),
    controls=("RF-RES-06",),
)
