"""What is missing is told for every kind of thing that the planes ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ringfence.graph.azure.assets.services import SERVICES
from ringfence.model.estate import Estate
from ringfence.readers.snapshots.coverage import TRACKED, is_extension
from ringfence.readers.snapshots.needed import CHILDREN, KEEPS, RESOURCES, WATCHED
from tests.snapshots.printing import records_of, shallow
from tests.snapshots.reading import gaps, read, rid, told
from tests.snapshots.test_twins import MANIFEST, printed, snapshot, verdicts
from tests.twins.test_twins import BESIDE, LEAKS
from tests.twins.twin import scan, scan_text

CONTENT = (
    # What is in a store: not listed, it is no asset of its own; the store that holds it is.
    "/databases", "/containers", "/shares", "/queues", "/tables", "/keys", "/sqldatabases", "/volumes",
    "/cassandrakeyspaces", "/gremlindatabases", "/graphs", "/mongodbdatabases", "/collections",
    "/eventhubs", "/topics", "/serverlessendpoints", "/projects", "/images",
)  # fmt: skip
ELSEWHERE = {
    # Asked for by what settings refer to; the settings themselves are not known in a snapshot.
    "microsoft.keyvault/vaults/secrets",
    # Shown inside their parent, or in a listing under another name.
    "microsoft.network/virtualnetworks/subnets", "microsoft.storage/storageaccounts/blobservices",
    "microsoft.network/virtualnetworks/virtualnetworkpeerings",
    "microsoft.network/loadbalancers/backendaddresspools",
    "microsoft.machinelearningservices/workspaces/managednetworks/outboundrules",
    "microsoft.apimanagement/service/apis/policies",
    "microsoft.apimanagement/service/apis/operations/policies",
    "microsoft.apimanagement/service/products/policies",
    "microsoft.cognitiveservices/accounts/projects/connections",
    "microsoft.netapp/netappaccounts", "microsoft.elasticsan/elasticsans",
    "microsoft.storagecache/amlfilesystems", "microsoft.sql/managedinstances",
    "microsoft.dbforpostgresql/servers", "microsoft.dbformariadb/servers",
    "microsoft.keyvault/managedhsms", "microsoft.compute/diskencryptionsets",
    # Told by the limits of the reader.
    "microsoft.sql/servers/databases/auditingsettings", "microsoft.web/sites/config",
    "microsoft.sql/servers/databases/extendedauditingsettings",
    "microsoft.synapse/workspaces/sqlpools/auditingsettings",
    "microsoft.synapse/workspaces/sqlpools/extendedauditingsettings",
    "microsoft.web/sites/hybridconnectionnamespaces/relays",
    "microsoft.marketplace/roleassignments",
    "microsoft.guestconfiguration/guestconfigurationassignments", "microsoft.network/networkwatchers/packetcaptures",
}  # fmt: skip


def asked_for(monkeypatch: Any) -> set[str]:
    """Return every type that the planes ask an estate for, over all twins."""
    seen: set[str] = set()

    def noting(method: str, skip: int) -> None:
        original = getattr(Estate, method)

        def note(self: Estate, *given: Any) -> Any:
            seen.update(each.lower() for each in given[skip:])
            return original(self, *given)

        monkeypatch.setattr(Estate, method, note)

    noting("of", 0)
    noting("inside", 1)
    noting("lookup", 1)
    for twin in [*LEAKS, *BESIDE][::3]:
        scan(twin, leaky=True)
    return seen


def test_every_kind_that_planes_ask_for_is_asked_of_a_snapshot(monkeypatch: Any) -> None:
    listed = set(RESOURCES) | {below.type for below in CHILDREN} | TRACKED | ELSEWHERE
    listed |= {below.type.rpartition("/")[0] for below in CHILDREN}  # listed on the way down
    left = {
        kind
        for kind in asked_for(monkeypatch) - listed
        if kind.startswith("microsoft.")
        and not is_extension(kind)
        and not kind.startswith(
            ("microsoft.graph/", "microsoft.kubernetes", "microsoft.resources/")
        )
        and not kind.endswith(CONTENT)
    }
    assert not left, f"say in `needed.py` what it means that a snapshot lacks {left}"


def test_stores_may_hold_what_a_hidden_listing_hides() -> None:
    beside = {"microsoft.containerinstance/containergroups", "microsoft.app/containerapps",
              "microsoft.dataprotection/backupvaults"}  # fmt: skip
    left = (
        {type_ for type_ in SERVICES if type_.startswith("microsoft.")} - KEEPS - WATCHED - beside
    )
    assert not left


def safe() -> tuple[list[Any], list[Any]]:
    twin = next(t for t in LEAKS if t.name.startswith("an anonymous container, and one that the"))
    _, things, directory = printed(twin, False)
    return things, directory


def without(records: list[Any], *words: str) -> Iterator[Any]:
    for each in records:
        if not any(word in each["request"].lower() for word in words):
            yield each


def sealed(records: list[Any]) -> bool:
    lines = "".join(json.dumps(each) + "\n" for each in records)
    found = scan_text({"s/snapshot.json": MANIFEST, "s/all.ndjson": lines})
    return any(judged.verdict.value == "sealed" for judged in found.assets)


def test_what_nobody_asked_for_seals_nothing() -> None:
    things, directory = safe()
    records = [*records_of(things), *directory]
    assert sealed(records)
    for word in ("/roleassignments", "diagnosticsettings", "roleeligibility", "registrationassign"):
        assert not sealed(list(without(records, word))), word
    inventory = [each for each in records if "/resources?" not in each["request"]]
    assert not sealed(inventory)


def test_a_listing_of_all_resources_does_not_tell_their_properties(tmp_path: Path) -> None:
    things, _ = safe()
    top = [shallow(each) for each in things if each["id"].count("/") == 8]
    found = scan_text({"all.json": json.dumps(top)})
    assert found.assets
    assert {judged.verdict.value for judged in found.assets} == {"unknown"}
    del tmp_path


def test_exports_of_one_type_say_nothing_of_others(tmp_path: Path) -> None:
    account = {
        "id": rid("Microsoft.Storage/storageAccounts", "stweights"), "name": "stweights",
        "type": "Microsoft.Storage/storageAccounts", "location": "westeurope",
        "sku": {"name": "Standard_ZRS"}, "properties": {"publicNetworkAccess": "Disabled"},
    }  # fmt: skip
    harvest = read(tmp_path, {"accounts.json": [account]})
    for word in ("role assignments", "containers", "microsoft.apimanagement/gateways", "pim"):
        assert gaps(harvest, word), word
    assert not [b for b in gaps(harvest, "in subscription") if "storageaccounts" in b.what]
    found = scan_text({"accounts.json": json.dumps([account])})
    assert found.assets[0].verdict == "unknown"
    assert {f.outcome.value for f in found.findings if f.kind == "blind"} == {"unknown"}
    shares = account | {"kind": "FileStorage"}
    found = scan_text({"accounts.json": json.dumps([shares])})
    assert {f.outcome.value for f in found.findings if f.kind == "blind"} == {"unknown"}


def test_the_order_of_files_changes_nothing() -> None:
    things, directory = safe()
    files = snapshot(things, directory)
    names = [name for name in files if "/raw/" in name]
    turned = dict(zip(names, [files[name] for name in reversed(names)], strict=True))
    there = verdicts(scan_text(files))
    assert verdicts(scan_text(files | turned)) == there
    assert there == verdicts(scan_text({**files}))


def test_a_definition_beside_code_is_no_export_that_lacks_everything(tmp_path: Path) -> None:
    role = {
        "id": rid("Microsoft.Authorization/roleDefinitions", "x"), "name": "x",
        "type": "Microsoft.Authorization/roleDefinitions",
        "properties": {"roleName": "Copier", "permissions": [], "assignableScopes": ["/"]},
    }  # fmt: skip
    harvest = read(tmp_path, {"role.json": role})
    assert [resource.name for resource in harvest.resources] == ["x"]
    assert not told(harvest)
