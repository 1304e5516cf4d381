"""Exports of a live estate: lists of resources as `az` prints them, and records of a snapshot."""

from __future__ import annotations

import json
from typing import Final

from fuzz.memory import MemoryTree
from ringfence.readers.assembly import assemble
from ringfence.readers.snapshots.read import read_snapshots

_ID: Final = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
_ACCOUNT: Final = {
    "id": _ID,
    "name": "st",
    "type": "Microsoft.Storage/storageAccounts",
    "location": "westeurope",
    "properties": {"networkAcls": {"defaultAction": "Deny"}},
}
SEEDS: Final = (
    json.dumps([_ACCOUNT]).encode(),
    json.dumps({"data": [_ACCOUNT], "count": 1}).encode(),
    (json.dumps(_ACCOUNT) + "\n" + json.dumps({**_ACCOUNT, "id": _ID + "2"}) + "\n").encode(),
    json.dumps(
        {
            "request": f"GET https://management.azure.com{_ID}?api-version=2023-05-01",
            "status": 403,
            "time": "2026-01-01T00:00:00Z",
            "body": {"error": {"code": "AuthorizationFailed"}},
        }
    ).encode(),
    json.dumps([{"principalId": "p", "roleDefinitionId": "r", "scope": _ID}]).encode(),
)


def check(data: bytes) -> None:
    """Read the bytes as an export, as lines of one, and as a record of a snapshot."""
    head = b'{"schema": "ringfence-snapshot/1", "collected": "2026-01-01", "scope": []}'
    tree = MemoryTree(
        {"list.json": data, "lines.ndjson": data, "s/snapshot.json": head, "s/raw/0001.json": data}
    )
    assemble(read_snapshots(tree, tree.files))
