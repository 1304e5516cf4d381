"""API Management: which backends its APIs pass requests on to.

An API passes on to its `serviceUrl`, unless a policy names a backend or another base address.
Whoever reaches the gateway reaches what stands behind its APIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.network.forwarders import Forward
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import same

SERVICE: Final = "Microsoft.ApiManagement/service"
_POLICIES: Final = tuple(
    f"{SERVICE}/{above}policies" for above in ("", "apis/", "apis/operations/", "products/")
)
_SUBNET: Final = "properties.virtualNetworkConfiguration.subnetResourceId"
_BACKEND: Final = re.compile(r"""backend-id\s*=\s*["']([^"']+)["']""")
_BASE: Final = re.compile(r"""base-url\s*=\s*["']([^"']+)["']""")
_WEB: Final = ((80, 80), (443, 443))


def forwards(estate: Estate) -> Iterator[Forward]:
    """Yield what every API Management service publishes."""
    for service in estate.of(SERVICE):
        apis = estate.inside(service.key, f"{SERVICE}/apis")
        if apis:
            yield from _of(estate, service, apis)


def _of(estate: Estate, service: Resource, apis: list[Resource]) -> Iterator[Forward]:
    for api in apis:
        url = api.look("properties.serviceUrl")
        yield from _to(service, api, "properties.serviceUrl", url, ())
    named: set[str] = set()
    hidden: list[Unknown] = []
    for policy in estate.inside(service.key, *_POLICIES):
        text = policy.look("properties.value")
        if isinstance(text, Unknown):
            hidden.append(text)
        elif isinstance(text, str):
            named.update(each.lower() for each in _BACKEND.findall(text))
            for url in _BASE.findall(text):
                yield from _to(service, policy, "properties.value", url, ())
    for backend in estate.inside(service.key, f"{SERVICE}/backends"):
        answers = {same(str(backend.name), each) for each in named}
        if isinstance(backend.name, Unknown):
            answers = {None}
        if True not in answers and not hidden and None not in answers:
            continue  # no policy names it
        unnamed = Unknown(f"whether a policy names `{backend.address}` is not known")
        doubts = () if True in answers else (*hidden, unnamed)
        yield from _to(service, backend, "properties.url", backend.look("properties.url"), doubts)


def _to(
    service: Resource,
    holder: Resource,
    pointer: str,
    url: Value | Absent,
    doubts: tuple[Unknown, ...],
) -> Iterator[Forward]:
    """Yield the forward to the host in a URL; none for a URL that is not set."""
    if url is ABSENT or not isinstance(url, str | Unknown):
        return
    presence = tuple(each.presence for each in (service, holder) if each.presence is not None)
    place, front = _place(service)
    yield Forward(
        holder, pointer, url if isinstance(url, Unknown) else _host(url), place, front, _WEB, None,
        (*doubts, *presence), service,
    )  # fmt: skip


def _place(service: Resource) -> tuple[str, str]:
    """Return the origin that a service sends from, and the subnet before its public gateway."""
    subnet = service.look(_SUBNET)
    if subnet is ABSENT or subnet is None:
        return f"managed:{service.key}", ""
    if not isinstance(subnet, str):
        return f"unplaced:{service.key}", ""
    injected = not service.text("sku.name").lower().endswith("v2")
    external = service.text("properties.virtualNetworkType").lower() == "external"
    return f"subnet:{subnet.lower()}", subnet.lower() if injected and external else ""


def _host(url: str) -> str:
    host = url.partition("://")[2] or url
    return re.sub(r":\d+$", "", host.partition("/")[0])
