"""User-assigned identities: attaching one, or trusting a foreign token for it, is acting as it.

An identity can be attached by who may assign it and may change some compute somewhere; a federated
credential lets its author sign in as the identity with a token of any issuer of his own.
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import THROUGH, Need, Service, Way

_IDENTITY: Final = "Microsoft.ManagedIdentity/userAssignedIdentities"

TRUST: Final = Way(
    "adds-credential",
    THROUGH,
    (
        Need(
            "trust",
            "add federated credentials to {it}",
            actions=(f"{_IDENTITY}/federatedIdentityCredentials/write",),
        ),
    ),
    "trusts a token of its own for {it}",
    network=False,
)
ASSIGN: Final = Need(
    "assign-identity", "attach {it} to compute", actions=(f"{_IDENTITY}/assign/action",)
)

SERVICES = (Service(types=(_IDENTITY,), runs=(TRUST,), also=(ASSIGN,)),)
