"""The endpoints of Azure's services, one file for each, found because it is there."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from ringfence.graph.azure.doors import Endpoint


@cache
def endpoints() -> dict[str, Endpoint]:
    """Return every endpoint by the ARM type that it serves, in lower case."""
    found: dict[str, Endpoint] = {}
    for module in pkgutil.iter_modules(__path__):
        endpoint: Endpoint = importlib.import_module(f"{__name__}.{module.name}").ENDPOINT
        for type_ in endpoint.types:
            if type_.lower() in found:
                raise ValueError(f"two endpoints serve {type_}")
            found[type_.lower()] = endpoint
    return found


def endpoint_of(kind: str) -> Endpoint | None:
    """Return the endpoint of a type (lower case), None for a type that is not modelled."""
    return endpoints().get(kind)
