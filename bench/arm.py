"""The generated estate as one ARM template."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.estate import TENANT, Json
from bench.terraform import tags

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
ROLES = {
    "train": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    "serve": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    "pull": "7f951dda-4ed3-4680-a7ca-43fe172d538d",
}


def write_arm(file: Path, count: int) -> None:
    """Write an estate of about `count` resources as one template."""
    resources: list[Json] = []
    for tag, leaky, _ in tags(count):
        resources += _cell(tag, leaky)
    template = {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {"location": {"type": "string", "defaultValue": "westeurope"}},
        "variables": {"prefix": "llm"},
        "resources": resources,
    }
    file.write_text(json.dumps(template, indent=1))


def _id(type_: str, *names: str) -> str:
    quoted = ", ".join(f"'{name}'" for name in names)
    return f"[resourceId('{type_}', {quoted})]"


def _thing(type_: str, api: str, name: str, **more: Any) -> Json:
    return {"type": type_, "apiVersion": api, "name": name,
            "location": "[parameters('location')]", **more}  # fmt: skip


def _rule(name: str, priority: int, direction: str, access: str, **more: str) -> Json:
    base = {
        "priority": priority, "direction": direction, "access": access, "protocol": "*",
        "sourcePortRange": "*", "destinationPortRange": "*", "sourceAddressPrefix": "*",
        "destinationAddressPrefix": "*",
    }  # fmt: skip
    return {"name": name, "properties": {**base, **more}}


def _endpoint(tag: str, label: str, target: str, group: str) -> Json:
    connection = {
        "name": label,
        "properties": {"privateLinkServiceId": target, "groupIds": [group]},
    }
    return _thing("Microsoft.Network/privateEndpoints", "2024-05-01", f"pe-{label}-{tag}", properties={
        "subnet": {"id": _id("Microsoft.Network/virtualNetworks/subnets", f"vnet-{tag}", "endpoints")},
        "privateLinkServiceConnections": [connection],
    })  # fmt: skip


def _grant(tag: str, scope: str, role: str, identity: str) -> Json:
    who = f"reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', '{identity}'), '2023-01-31').principalId"
    return {
        "type": "Microsoft.Authorization/roleAssignments", "apiVersion": "2022-04-01",
        "name": f"[guid('{tag}', '{role}')]", "scope": scope,
        "properties": {
            "roleDefinitionId": f"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{ROLES[role]}')]",
            "principalId": f"[{who}]", "principalType": "ServicePrincipal",
        },
    }  # fmt: skip


def _logs(tag: str, scope: str, category: str) -> Json:
    return {
        "type": "Microsoft.Insights/diagnosticSettings", "apiVersion": "2021-05-01-preview",
        "name": "audit", "scope": scope,
        "properties": {
            "workspaceId": _id("Microsoft.OperationalInsights/workspaces", f"law-{tag}"),
            "logs": [{"category": category, "enabled": True}],
        },
    }  # fmt: skip


def _network(tag: str, leaky: bool) -> list[Json]:
    nsg = {"id": _id("Microsoft.Network/networkSecurityGroups", f"nsg-{tag}")}
    out = (
        []
        if leaky
        else [_rule("deny-out", 4000, "Outbound", "Deny", destinationAddressPrefix="Internet")]
    )
    return [
        _thing("Microsoft.Network/networkSecurityGroups", "2024-05-01", f"nsg-{tag}", properties={
            "securityRules": [
                _rule("ssh", 100, "Inbound", "Allow", sourceAddressPrefix="10.0.0.0/8"),
                _rule("deny-in", 4000, "Inbound", "Deny"), *out,
            ]}),
        _thing("Microsoft.Network/virtualNetworks", "2024-05-01", f"vnet-{tag}", properties={
            "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
            "subnets": [
                {"name": "train", "properties": {"addressPrefix": "10.0.1.0/24",
                 "networkSecurityGroup": nsg, "defaultOutboundAccess": leaky}},
                {"name": "endpoints", "properties": {"addressPrefix": "10.0.2.0/24"}},
            ]}),
        _thing("Microsoft.Network/networkInterfaces", "2024-05-01", f"nic-{tag}", properties={
            "ipConfigurations": [{"name": "ip", "properties": {"subnet": {
                "id": _id("Microsoft.Network/virtualNetworks/subnets", f"vnet-{tag}", "train")}}}]}),
    ]  # fmt: skip


def _stores(tag: str, leaky: bool) -> list[Json]:
    public = "Enabled" if leaky else "Disabled"
    account = "Microsoft.Storage/storageAccounts"
    containers = [
        {
            "type": f"{account}/blobServices/containers", "apiVersion": "2024-01-01",
            "name": f"[format('{{0}}/default/{name}', 'stw{tag}')]",
            "properties": {"publicAccess": "Blob" if leaky and name == "checkpoints" else "None"},
        }
        for name in ("weights", "checkpoints", "corpus")
    ]  # fmt: skip
    return [
        _thing(account, "2024-01-01", f"stw{tag}", kind="StorageV2", sku={"name": "Standard_ZRS"},
               tags={"data": "weights", "team": tag}, properties={
            "publicNetworkAccess": public, "allowBlobPublicAccess": leaky,
            "allowSharedKeyAccess": False, "networkAcls": {
                "defaultAction": "Deny", "bypass": "AzureServices",
                "ipRules": [{"value": "203.0.113.7", "action": "Allow"}]}}),
        *containers,
        _thing("Microsoft.KeyVault/vaults", "2024-11-01", f"kv{tag}", properties={
            "tenantId": TENANT, "publicNetworkAccess": "Disabled", "enableRbacAuthorization": True,
            "sku": {"family": "A", "name": "premium"}}),
        {"type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2024-11-01",
         "name": f"kv{tag}/cmk", "properties": {"kty": "RSA", "keySize": 3072}},
        _thing("Microsoft.ContainerRegistry/registries", "2023-07-01", f"cr{tag}",
               sku={"name": "Premium"}, properties={
            "publicNetworkAccess": public, "adminUserEnabled": False}),
        _thing("Microsoft.Compute/disks", "2024-03-02", f"disk-checkpoints-{tag}", properties={
            "networkAccessPolicy": "DenyAll", "publicNetworkAccess": "Disabled", "diskSizeGB": 2048,
            "creationData": {"createOption": "Empty"}}),
    ]  # fmt: skip


def _platform(tag: str, leaky: bool) -> list[Json]:
    deployment = "GlobalStandard" if leaky else "Standard"
    identity = _id("Microsoft.ManagedIdentity/userAssignedIdentities", f"id-train-{tag}")
    return [
        _thing("Microsoft.OperationalInsights/workspaces", "2023-09-01", f"law-{tag}", properties={
            "retentionInDays": 365, "publicNetworkAccessForQuery": "Disabled"}),
        _thing("Microsoft.Insights/components", "2020-02-02", f"appi-{tag}", kind="web", properties={
            "Application_Type": "web"}),
        _thing("Microsoft.MachineLearningServices/workspaces", "2024-10-01", f"mlw-{tag}",
               identity={"type": "SystemAssigned"}, properties={
            "storageAccount": _id("Microsoft.Storage/storageAccounts", f"stw{tag}"),
            "keyVault": _id("Microsoft.KeyVault/vaults", f"kv{tag}"),
            "containerRegistry": _id("Microsoft.ContainerRegistry/registries", f"cr{tag}"),
            "applicationInsights": _id("Microsoft.Insights/components", f"appi-{tag}"),
            "publicNetworkAccess": "Disabled",
            "managedNetwork": {"isolationMode": "AllowOnlyApprovedOutbound"}}),
        _thing("Microsoft.CognitiveServices/accounts", "2024-10-01", f"oai-{tag}", kind="OpenAI",
               sku={"name": "S0"}, properties={
            "publicNetworkAccess": "Disabled", "disableLocalAuth": True,
            "customSubDomainName": f"oai-{tag}"}),
        {"type": "Microsoft.CognitiveServices/accounts/deployments", "apiVersion": "2024-10-01",
         "name": f"oai-{tag}/chat", "sku": {"name": deployment, "capacity": 10},
         "properties": {"model": {"format": "OpenAI", "name": "gpt-4o", "version": "2024-08-06"}}},
        _thing("Microsoft.ManagedIdentity/userAssignedIdentities", "2023-01-31", f"id-train-{tag}"),
        _thing("Microsoft.ManagedIdentity/userAssignedIdentities", "2023-01-31", f"id-serve-{tag}"),
        _thing("Microsoft.Compute/virtualMachines", "2024-07-01", f"vm-train-{tag}",
               identity={"type": "UserAssigned", "userAssignedIdentities": {identity: {}}}, properties={
            "hardwareProfile": {"vmSize": "Standard_NC24ads_A100_v4"},
            "networkProfile": {"networkInterfaces": [
                {"id": _id("Microsoft.Network/networkInterfaces", f"nic-{tag}")}]}}),
    ]  # fmt: skip


def _cell(tag: str, leaky: bool) -> list[Json]:
    account = _id("Microsoft.Storage/storageAccounts", f"stw{tag}")
    vault = _id("Microsoft.KeyVault/vaults", f"kv{tag}")
    model = _id("Microsoft.CognitiveServices/accounts", f"oai-{tag}")
    blob = _id("Microsoft.Storage/storageAccounts/blobServices", f"stw{tag}", "default")
    registry = _id("Microsoft.ContainerRegistry/registries", f"cr{tag}")
    return [
        *_network(tag, leaky), *_stores(tag, leaky), *_platform(tag, leaky),
        _endpoint(tag, "blob", account, "blob"), _endpoint(tag, "vault", vault, "vault"),
        _endpoint(tag, "oai", model, "account"),
        _grant(tag, account, "train", f"id-train-{tag}"),
        _grant(tag, account, "serve", f"id-serve-{tag}"),
        _grant(tag, registry, "pull", f"id-serve-{tag}"),
        _logs(tag, blob, "StorageRead"), _logs(tag, vault, "AuditEvent"),
        _logs(tag, model, "RequestResponse"),
    ]  # fmt: skip
