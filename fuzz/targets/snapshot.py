"""Exports and snapshots of live estates."""

from __future__ import annotations

import json
from typing import Any, Final

from fuzz.memory import MemoryTree
from ringfence.readers.assembly import assemble
from ringfence.readers.snapshots.read import read_snapshots

_GROUP: Final = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers"


def _thing(type_: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{_GROUP}/{type_}/{name}", "name": name, "type": type_, "location": "w", **more}


_ACCOUNT: Final = _thing(
    "Microsoft.Storage/storageAccounts", "st", networkRuleSet={"ipRules": [{"ipAddressOrRange": "1"}]},
    identity={"type": "SystemAssigned", "principalId": "aaaaaaaa-0000-4000-8000-000000000001"},
)  # fmt: skip
_GROUPED: Final = _thing(
    "Microsoft.Network/networkSecurityGroups", "n",
    securityRules=[{"name": "in", "access": "Allow", "priority": 1}],
)  # fmt: skip
_LISTING: Final = {
    "request": "GET https://management.azure.com/subscriptions/s/resources?api-version=1",
    "status": 200, "body": {"value": [_ACCOUNT], "nextLink": "https://x"},
}  # fmt: skip
_MEMBERS: Final = {
    "request": {"method": "GET", "url": "https://graph.microsoft.com/v1.0/groups/"
                "aaaaaaaa-0000-4000-8000-000000000002/members"},
    "status": 200, "body": {"value": [{"id": "aaaaaaaa-0000-4000-8000-000000000001"}]},
}  # fmt: skip
SEEDS: Final = (
    json.dumps([_ACCOUNT, _GROUPED]).encode(),
    json.dumps({"count": 1, "data": [_ACCOUNT], "skip_token": "x", "total_records": 2}).encode(),
    json.dumps(_LISTING).encode() + b"\n" + json.dumps(_MEMBERS).encode() + b"\n",
    json.dumps({"data": {"columns": [{"name": "id"}], "rows": [["/subscriptions/s"]]}}).encode(),
)


def check(data: bytes) -> None:
    """Read the bytes as an export, and as the answers of a snapshot."""
    files = {"export/all.json": data, "s/snapshot.json": b"{}", "s/raw/1.json": data}
    assemble(read_snapshots(MemoryTree(files), files))
