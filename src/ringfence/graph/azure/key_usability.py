"""Whether the key under which an asset is encrypted can still be used.

Source: customer-managed key pages (as commonly documented; no page was read): while the key is
disabled or gone the service refuses every read. An expiry date alone stops no decryption.
"""

from __future__ import annotations

from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.references import key_uses
from ringfence.graph.scene import Scene
from ringfence.model.facts import ABSENT
from ringfence.model.resource import Resource

_ENABLED = "properties.attributes.enabled"


def unusable_key(scene: Scene, resource: Resource) -> tuple[Gate, ...]:
    """Return the barriers that disabled keys of the estate are, none where all can be used."""
    keys = {use.key.key: use.key for use in key_uses(scene.estate, resource) if use.key is not None}
    return tuple(_gate(key) for key in keys.values() if key.look(_ENABLED) is not ABSENT)


def _gate(key: Resource) -> Gate:
    enabled = reading(key, _ENABLED, "true", "false")
    usable = enabled.among("true")
    return Gate(
        key=f"key:{key.key}",
        holder=key,
        what=f"key `{key.address}` is disabled",
        shut=None if usable is None else not usable,
        because=f"its key can be used: {enabled.because}",
        evidence=enabled.evidence,
        doubts=enabled.doubts,
    )
