"""What the commands of `az` print, each in its own shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.readers.identity import client, principal
from tests.snapshots.reading import GROUP, SUBSCRIPTION, estate, gaps, only, read, rid

STORAGE = "Microsoft.Storage/storageAccounts"
ACCOUNT = rid(STORAGE, "stweights")
OID = "aaaaaaaa-0000-4000-8000-000000000001"
APP = "aaaaaaaa-0000-4000-8000-000000000002"


def shown_account(**more: Any) -> dict[str, Any]:
    """`az storage account show`: flattened, in the words of the library."""
    return {
        "accessTier": "Hot",
        "allowBlobPublicAccess": True,
        "allowSharedKeyAccess": None,
        "creationTime": "2026-01-01T00:00:00+00:00",
        "enableHttpsTrafficOnly": True,
        "encryption": {
            "encryptionIdentity": {"encryptionUserAssignedIdentity": "/i"},
            "keySource": "Microsoft.Keyvault",
            "keyVaultProperties": {"keyName": "k", "keyVaultUri": "https://kv.vault.azure.net"},
        },
        "id": ACCOUNT,
        "identity": None,
        "kind": "StorageV2",
        "location": "westeurope",
        "name": "stweights",
        "networkRuleSet": {
            "bypass": "AzureServices",
            "defaultAction": "Deny",
            "ipRules": [{"action": "Allow", "ipAddressOrRange": "203.0.113.1"}],
            "virtualNetworkRules": [{"state": "Succeeded", "virtualNetworkResourceId": "/v/s"}],
        },
        "primaryEndpoints": {"blob": "https://stweights.blob.core.windows.net/"},
        "provisioningState": "Succeeded",
        "publicNetworkAccess": None,
        "resourceGroup": "rg-llm",
        "sku": {"name": "Standard_GRS", "tier": "Standard"},
        "tags": {"data": "weights"},
        "type": STORAGE,
        **more,
    }


def test_a_storage_account(tmp_path: Path) -> None:
    account = only(read(tmp_path, {"st.json": shown_account()}), STORAGE)
    assert account.address == f"{STORAGE}/stweights"
    assert account.look("properties.networkAcls.defaultAction") == "Deny"
    assert account.look("properties.networkAcls.ipRules[0].value") == "203.0.113.1"
    assert account.look("properties.networkAcls.virtualNetworkRules[0].id") == "/v/s"
    assert account.look("properties.supportsHttpsTrafficOnly") is True
    assert account.look("properties.encryption.keyvaultproperties.keyvaulturi")
    assert account.look("properties.encryption.identity.userAssignedIdentity") == "/i"
    assert account.look("sku.name") == "Standard_GRS"
    assert account.body["tags"] == {"data": "weights"}
    assert "accessTier" not in account.body
    assert account.locate("properties").file == "st.json"
    assert account.locate("properties").line == 17


def test_properties_that_a_listing_leaves_out_are_unknown_not_absent(tmp_path: Path) -> None:
    """`az resource list` prints `properties: null`; an account without properties would be open."""
    shallow = {
        "changedTime": "2026-01-01", "createdTime": "2026-01-01", "extendedLocation": None,
        "id": ACCOUNT, "identity": None, "kind": "StorageV2", "location": "westeurope",
        "managedBy": None, "name": "stweights", "plan": None, "properties": None,
        "provisioningState": "Succeeded", "resourceGroup": "rg-llm",
        "sku": {"name": "Standard_LRS", "tier": "Standard"}, "tags": {}, "type": STORAGE,
    }  # fmt: skip
    account = only(read(tmp_path, {"all.json": [shallow]}), STORAGE)
    assert isinstance(account.look("properties.publicNetworkAccess"), Unknown)
    assert account.look("sku.name") == "Standard_LRS"
    both = only(read(tmp_path, {"all.json": [shallow], "st.json": shown_account()}), STORAGE)
    assert both.look("properties.networkAcls.defaultAction") == "Deny"


def rule(**more: Any) -> dict[str, Any]:
    return {
        "access": "Allow", "direction": "Inbound", "priority": 100, "protocol": "Tcp",
        "sourceAddressPrefix": "Internet", "sourceAddressPrefixes": [], "sourcePortRange": "*",
        "destinationAddressPrefix": "*", "destinationPortRange": "443", "name": "in",
        "id": rid("Microsoft.Network/networkSecurityGroups", "n/securityRules/in"),
        "type": "Microsoft.Network/networkSecurityGroups/securityRules", "etag": "W/x",
        "resourceGroup": "rg-llm", "provisioningState": "Succeeded", **more,
    }  # fmt: skip


def test_a_security_group_and_its_rules_listed_beside_it(tmp_path: Path) -> None:
    group = {
        "id": rid("Microsoft.Network/networkSecurityGroups", "n"), "name": "n", "etag": "W/x",
        "location": "westeurope", "resourceGroup": "rg-llm", "securityRules": [rule()],
        "defaultSecurityRules": [rule(name="AllowVnetInBound", priority=65000)],
        "type": "Microsoft.Network/networkSecurityGroups", "subnets": [{"id": "/s"}],
    }  # fmt: skip
    files = {"nsg.json": group, "rules.json": [rule()]}
    found = [r for r in estate(tmp_path, files) if "networksecuritygroups" in r.kind]
    assert len(found) == 1
    rules = found[0].look("properties.securityRules")
    assert isinstance(rules, list)
    assert len(rules) == 1
    assert found[0].look("properties.securityRules[0].properties.access") == "Allow"
    assert found[0].look("properties.securityRules[0].name") == "in"
    assert found[0].look("properties.subnets[0].id") == "/s"


def test_a_network_with_its_subnets(tmp_path: Path) -> None:
    subnet = {
        "addressPrefix": "10.1.1.0/24", "delegations": [], "name": "s",
        "id": rid("Microsoft.Network/virtualNetworks", "v/subnets/s"),
        "networkSecurityGroup": {"id": "/nsg", "resourceGroup": "rg-llm"},
        "privateEndpointNetworkPolicies": "Disabled", "resourceGroup": "rg-llm",
        "serviceEndpoints": [{"locations": ["westeurope"], "service": "Microsoft.Storage"}],
        "type": "Microsoft.Network/virtualNetworks/subnets",
    }  # fmt: skip
    network = {
        "addressSpace": {"addressPrefixes": ["10.1.0.0/16"]}, "location": "westeurope",
        "id": rid("Microsoft.Network/virtualNetworks", "v"), "name": "v", "subnets": [subnet],
        "type": "Microsoft.Network/virtualNetworks", "virtualNetworkPeerings": [],
        "resourceGroup": "rg-llm", "enableDdosProtection": False,
    }  # fmt: skip
    found = {r.kind: r for r in estate(tmp_path, {"vnets.json": [network]})}
    made = found["microsoft.network/virtualnetworks/subnets"]
    assert made.look("properties.addressPrefixes") == ["10.1.1.0/24"]
    assert made.look("properties.networkSecurityGroup.id") == "/nsg"
    assert made.look("properties.serviceEndpoints[0].service") == "Microsoft.Storage"
    whole = found["microsoft.network/virtualnetworks"]
    assert whole.look("properties.addressSpace.addressPrefixes") == ["10.1.0.0/16"]


@pytest.mark.parametrize(
    ("type_", "shown", "expected"),
    [
        (
            "Microsoft.ContainerRegistry/registries",
            {"adminUserEnabled": False, "anonymousPullEnabled": True, "sku": {"name": "Premium"},
             "networkRuleSet": {"defaultAction": "Deny", "ipRules": [
                 {"action": "Allow", "ipAddressOrRange": "203.0.113.1"}]}},
            {"properties.anonymousPullEnabled": True, "sku.name": "Premium",
             "properties.networkRuleSet.ipRules[0].value": "203.0.113.1"},
        ),
        (
            "Microsoft.DocumentDB/databaseAccounts",
            {"disableLocalAuth": True, "ipRules": [{"ipAddressOrRange": "0.0.0.0"}],
             "isVirtualNetworkFilterEnabled": False, "publicNetworkAccess": "Enabled",
             "locations": [{"id": "x-westeurope", "locationName": "West Europe"}]},
            {"properties.disableLocalAuth": True, "properties.ipRules[0].ipAddressOrRange": "0.0.0.0",
             "properties.locations[0].locationName": "West Europe"},
        ),
        (
            "Microsoft.KeyVault/vaults",
            {"properties": {"accessPolicies": [], "enableRbacAuthorization": True,
                            "networkAcls": {"defaultAction": "Allow"}, "sku": {"name": "premium"},
                            "tenantId": OID}},
            {"properties.sku.name": "premium", "properties.enableRbacAuthorization": True},
        ),
        (
            "Microsoft.CognitiveServices/accounts",
            {"kind": "OpenAI", "properties": {"publicNetworkAccess": "Disabled"},
             "sku": {"name": "S0"}},
            {"kind": "OpenAI", "properties.publicNetworkAccess": "Disabled", "sku.name": "S0"},
        ),
        (
            "Microsoft.Search/searchServices",
            {"publicNetworkAccess": "enabled", "disableLocalAuth": False,
             "networkRuleSet": {"ipRules": [{"value": "203.0.113.1"}]}, "sku": {"name": "basic"}},
            {"properties.publicNetworkAccess": "enabled",
             "properties.networkRuleSet.ipRules[0].value": "203.0.113.1"},
        ),
        (
            "Microsoft.ContainerService/managedClusters",
            {"apiServerAccessProfile": {"enablePrivateCluster": True}, "enableRbac": True,
             "agentPoolProfiles": [{"name": "gpu", "vmSize": "Standard_NC24ads_A100_v4"}]},
            {"properties.apiServerAccessProfile.enablePrivateCluster": True,
             "properties.agentPoolProfiles[0].vmSize": "Standard_NC24ads_A100_v4",
             "properties.enableRBAC": True},
        ),
        (
            "Microsoft.Compute/virtualMachines",
            {"hardwareProfile": {"vmSize": "Standard_D2"},
             "networkProfile": {"networkInterfaces": [{"id": "/nic", "resourceGroup": "rg"}]},
             "osProfile": {"adminUsername": "ops", "adminPassword": "x" * 12}},
            {"properties.networkProfile.networkInterfaces[0].id": "/nic",
             "properties.osProfile.adminUsername": "ops"},
        ),
        (
            "Microsoft.MachineLearningServices/workspaces",
            {"public_network_access": "Enabled", "storage_account": ACCOUNT, "hbi_workspace": False,
             "managed_network": {"isolation_mode": "allow_only_approved_outbound",
                                 "outbound_rules": []}},
            {"properties.publicNetworkAccess": "Enabled", "properties.storageAccount": ACCOUNT,
             "properties.managedNetwork.isolationMode": "AllowOnlyApprovedOutbound"},
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)  # fmt: skip
def test_what_show_prints(
    tmp_path: Path, type_: str, shown: dict[str, Any], expected: dict[str, Any]
) -> None:
    item = {
        "id": rid(type_, "x"), "name": "x", "type": type_, "location": "westeurope",
        "resourceGroup": "rg-llm", "tags": {}, **shown,
    }  # fmt: skip
    resource = only(read(tmp_path, {"x.json": item}), type_)
    for pointer, value in expected.items():
        assert resource.look(pointer) == value, pointer


def assignment(who: str, **more: Any) -> dict[str, Any]:
    """`az role assignment list`."""
    return {
        "condition": None, "conditionVersion": None, "createdBy": OID, "description": None,
        "id": f"{ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/{APP}",
        "name": APP, "principalId": who, "principalName": "x", "principalType": "ServicePrincipal",
        "resourceGroup": "rg-llm", "roleDefinitionName": "Reader", "scope": ACCOUNT,
        "roleDefinitionId": f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions"
                            "/acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "type": "Microsoft.Authorization/roleAssignments", **more,
    }  # fmt: skip


MACHINE = rid("Microsoft.Compute/virtualMachines", "vm")
OWN = rid("Microsoft.ManagedIdentity/userAssignedIdentities", "id")


def test_principals_are_joined_with_what_carries_them(tmp_path: Path) -> None:
    machine = {
        "id": MACHINE, "name": "vm", "type": "Microsoft.Compute/virtualMachines", "location": "w",
        "identity": {"type": "SystemAssigned, UserAssigned", "principalId": OID, "tenantId": APP,
                     "userAssignedIdentities": {OWN: {"principalId": APP, "clientId": OID[:-1] + "9"}}},
        "properties": {},
    }  # fmt: skip
    files = {"vms.json": [machine], "roles.json": [assignment(OID), assignment(APP, name="y")]}
    harvest = read(tmp_path, files)
    grants = [r for r in harvest.resources if r.kind.endswith("/roleassignments")]
    assert {r.look("properties.principalId") for r in grants} == {
        principal(MACHINE),
        principal(OWN),
    }
    assert grants[0].look("properties.scope") == ACCOUNT
    assert grants[0].look("properties.roleDefinitionId") == (
        "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"
    )
    assert grants[0].body.keys() == {"properties"}
    made = only(harvest, "Microsoft.Compute/virtualMachines")
    assert made.look("identity.principalId") == principal(MACHINE)


def test_an_identity_of_its_own(tmp_path: Path) -> None:
    shown: dict[str, Any] = {
        "clientId": APP, "principalId": OID, "tenantId": APP, "id": OWN, "name": "id",
        "location": "westeurope", "resourceGroup": "rg", "isolationScope": None, "tags": {},
        "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
    }  # fmt: skip
    files = {"ids.json": [shown], "roles.json": [assignment(OID)]}
    harvest = read(tmp_path, files)
    identity = only(harvest, "Microsoft.ManagedIdentity/userAssignedIdentities")
    assert identity.look("properties.principalId") == principal(OWN)
    assert identity.look("properties.clientId") == client(OWN)
    grant = only(harvest, "Microsoft.Authorization/roleAssignments")
    assert grant.look("properties.principalId") == principal(OWN)


def test_definitions_policies_and_settings(tmp_path: Path) -> None:
    role = {
        "assignableScopes": [SUBSCRIPTION], "description": "", "name": OID, "roleName": "Copier",
        "id": f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{OID}",
        "permissions": [{"actions": ["*/read"], "dataActions": [], "notActions": []}],
        "roleType": "CustomRole", "type": "Microsoft.Authorization/roleDefinitions",
    }  # fmt: skip
    built_in = role | {
        "id": f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions"
              "/acdd72a7-3385-48ef-bd42-f606fba81ae7",
        "roleName": "Reader", "roleType": "BuiltInRole",
    }  # fmt: skip
    policy: dict[str, Any] = {
        "enforcementMode": "Default", "identity": None, "location": None, "name": "eu",
        "id": f"{GROUP}/providers/Microsoft.Authorization/policyAssignments/eu", "notScopes": [],
        "parameters": {"listOfAllowedLocations": {"value": ["westeurope"]}}, "scope": GROUP,
        "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/x",
        "type": "Microsoft.Authorization/policyAssignments",
    }  # fmt: skip
    setting = {
        "eventHubAuthorizationRuleId": None, "logs": [{"category": "AuditEvent", "enabled": True}],
        "id": f"{ACCOUNT}/blobServices/default/providers/microsoft.insights/diagnosticSettings/d",
        "metrics": [], "name": "d", "resourceGroup": "rg-llm", "storageAccountId": None,
        "type": "Microsoft.Insights/diagnosticSettings", "workspaceId": "/w",
    }  # fmt: skip
    files = {"roles.json": [role, built_in], "policies.json": [policy], "diag.json": [setting]}
    harvest = read(tmp_path, files)
    definition = only(harvest, "Microsoft.Authorization/roleDefinitions")
    assert definition.look("properties.roleName") == "Copier"
    assert definition.look("properties.permissions[0].actions") == ["*/read"]
    assigned = only(harvest, "Microsoft.Authorization/policyAssignments")
    assert assigned.body["scope"] == GROUP
    assert assigned.look("properties.parameters.listOfAllowedLocations.value") == ["westeurope"]
    watched = only(harvest, "Microsoft.Insights/diagnosticSettings")
    assert watched.body["scope"] == f"{ACCOUNT}/blobServices/default"
    assert watched.look("properties.workspaceId") == "/w"


def test_results_of_policies_are_no_definitions(tmp_path: Path) -> None:
    state = {
        "complianceState": "NonCompliant", "policyAssignmentId": "/p", "resourceId": ACCOUNT,
        "timestamp": "2026-01-01", "policyDefinitionId": "/d", "id": None,
    }  # fmt: skip
    harvest = read(tmp_path, {"states.json": [state, shown_account()]})
    assert any("results of policies" in blind.reason for blind in harvest.blinds if blind.inert)
    assert only(harvest, STORAGE).name


def row(**more: Any) -> dict[str, Any]:
    """A row of Resource Graph: types in lower case."""
    return {
        "id": ACCOUNT, "name": "stweights", "type": STORAGE.lower(), "tenantId": OID,
        "kind": "StorageV2", "location": "westeurope", "resourceGroup": "rg-llm",
        "subscriptionId": SUBSCRIPTION.rpartition("/")[2], "managedBy": "", "sku": None,
        "plan": None, "properties": {"publicNetworkAccess": "Disabled"}, "tags": None,
        "identity": None, "zones": None, "extendedLocation": None, **more,
    }  # fmt: skip


def test_rows_of_resource_graph(tmp_path: Path) -> None:
    whole = {"count": 1, "data": [row()], "skip_token": None, "total_records": 1}
    harvest = read(tmp_path, {"rows.json": whole})
    account = only(harvest, STORAGE)
    assert account.look("properties.publicNetworkAccess") == "Disabled"
    assert account.type == STORAGE
    assert not gaps(harvest, "rows")
    cut = whole | {"skip_token": "ew0KICAi"}
    assert gaps(read(tmp_path, {"rows.json": cut}), "more of them were not collected")
    cut = whole | {"total_records": 7}
    assert gaps(read(tmp_path, {"rows.json": cut}), "1 of 7 rows")
    page = [row(id=f"{ACCOUNT}{n}", name=f"stweights{n}") for n in range(1000)]
    assert gaps(read(tmp_path, {"rows.json": page}), "as many as resource graph gives at once")
    table = {"columns": [{"name": name} for name in row()], "rows": [list(row().values())]}
    assert only(read(tmp_path, {"rows.json": {"count": 1, "data": table}}), STORAGE).name


def test_management_groups_of_subscriptions(tmp_path: Path) -> None:
    container = {
        "id": SUBSCRIPTION, "name": "prod", "type": "microsoft.resources/subscriptions",
        "properties": {"managementGroupAncestorsChain": [
            {"name": "llm", "displayName": "LLM"}, {"name": "root", "displayName": "Root"}]},
    }  # fmt: skip
    harvest = read(tmp_path, {"containers.json": {"count": 2, "data": [container, row()]}})
    groups = {str(r.name): r for r in harvest.resources if "managementgroups" in r.kind}
    assert groups["llm"].look("properties.subscriptions") == [SUBSCRIPTION]
    assert str(groups["llm"].look("properties.parentId")).endswith("/managementGroups/root")


def test_secrets_are_not_kept(tmp_path: Path) -> None:
    secret = "s" * 20
    item = shown_account(
        type="Microsoft.Web/sites",
        id=rid("Microsoft.Web/sites", "app"),
        siteConfig={"connectionString": secret, "apiKey": secret, "inner": {"password": secret}},
    )
    harvest = read(tmp_path, {"app.json": item})
    assert secret not in repr([resource.body for resource in harvest.resources])


def test_what_is_no_answer_of_azure_leaves_no_trace(tmp_path: Path) -> None:
    files = {
        "config.json": {"id": ACCOUNT, "purpose": "where the weights are"},
        "log.json": [{"id": f"{ACCOUNT}/events/1/ticks/2", "eventTimestamp": "x", "location": "w"}],
        "package.json": {"name": "x", "id": "/subscriptions/x"},
    }
    assert read(tmp_path, files).resources == []
    assert read(tmp_path, files).reports == []


def test_two_things_of_one_name_have_two_addresses(tmp_path: Path) -> None:
    other = rid(STORAGE, "stweights", f"{SUBSCRIPTION}/resourceGroups/rg-other")
    harvest = read(tmp_path, {"st.json": [shown_account(), shown_account(id=other)]})
    addresses = sorted(r.address for r in harvest.resources if r.kind == STORAGE.lower())
    assert addresses == [f"{STORAGE}/stweights in rg-llm", f"{STORAGE}/stweights in rg-other"]


def connection(status: str, endpoint: str) -> dict[str, Any]:
    return {
        "id": f"{ACCOUNT}/privateEndpointConnections/c", "name": "c",
        "properties": {
            "privateEndpoint": {"id": endpoint}, "groupIds": ["blob"],
            "privateLinkServiceConnectionState": {"status": status, "description": ""},
        },
    }  # fmt: skip


FOREIGN = "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/x/providers/" + (
    "Microsoft.Network/privateEndpoints/theirs"
)


@pytest.mark.parametrize("status", ["Approved", "Pending", "Rejected", "Disconnected"])
def test_private_endpoints_of_others(tmp_path: Path, status: str) -> None:
    """Only the account itself shows an endpoint in somebody else's network."""
    item = row(properties={
        "publicNetworkAccess": "Disabled",
        "privateEndpointConnections": [connection(status, FOREIGN)],
    })  # fmt: skip
    harvest = read(tmp_path, {"rows.json": {"count": 1, "data": [item]}})
    found = [r for r in harvest.resources if r.kind == "microsoft.network/privateendpoints"]
    assert len(found) == (1 if status == "Approved" else 0)
    for endpoint in found:
        assert isinstance(endpoint.look("properties.subnet.id"), Unknown)
        told = "properties.privateLinkServiceConnections[0].properties.privateLinkServiceId"
        assert endpoint.look(told) == ACCOUNT


def test_connections_that_wait_open_nothing(tmp_path: Path) -> None:
    states = {"Approved": "a", "Pending": "b"}
    shown = {
        "id": rid("Microsoft.Network/privateEndpoints", "pe"), "name": "pe", "location": "w",
        "type": "Microsoft.Network/privateEndpoints", "subnet": {"id": "/s"},
        "resourceGroup": "rg-llm", "manualPrivateLinkServiceConnections": [],
        "privateLinkServiceConnections": [
            {"name": name, "privateLinkServiceId": f"/{name}", "groupIds": ["blob"],
             "privateLinkServiceConnectionState": {"status": status}}
            for status, name in states.items()
        ],
    }  # fmt: skip
    endpoint = only(read(tmp_path, {"pe.json": [shown]}), "Microsoft.Network/privateEndpoints")
    listed = endpoint.look("properties.privateLinkServiceConnections")
    assert isinstance(listed, list)
    assert [each["name"] for each in listed if isinstance(each, dict)] == ["a"]
    assert endpoint.look("properties.subnet.id") == "/s"
