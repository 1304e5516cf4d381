"""Generated estates of any size, as Terraform, as a plan and as an ARM template.

One *cell* is what a team of an LLM platform owns: a network, a store with containers, a vault with
a key, a registry, a workspace, a training machine, an endpoint, identities, grants, private
endpoints and diagnostics: 32 resources, about a third of them assets. Every tenth cell has a leak.
The same cell is written in the three forms, so that figures can be compared.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

SUBSCRIPTION = "11111111-1111-4111-8111-111111111111"
TENANT = "22222222-2222-4222-8222-222222222222"
CELL = 32
MODULE_SHARE = 0.75
"""Share of the cells that are module calls; the rest stands in the root."""


def ref(text: str) -> str:
    """Mark a Terraform expression, as opposed to a literal."""
    return "${" + text + "}"


def cell(tag: str, leaky: bool) -> list[tuple[str, str, Json]]:
    """Return the resources of one cell: Terraform type, label, arguments.

    Arguments that are dicts are nested blocks, lists of dicts repeated ones. `tag` is a text or
    an interpolation that makes names unique.
    """
    group = {"resource_group_name": ref("azurerm_resource_group.g.name"), "location": "westeurope"}

    def named(name: str, **more: Any) -> Json:
        return {"name": f"{name}-{tag}", **group, **more}

    def rule(name: str, priority: int, direction: str, access: str, **more: Any) -> Json:
        base = {
            "name": name, "priority": priority, "direction": direction, "access": access,
            "protocol": "*", "source_port_range": "*", "destination_port_range": "*",
            "source_address_prefix": "*", "destination_address_prefix": "*",
        }  # fmt: skip
        return {**base, **more}

    def endpoint(label: str, target: str, kind: str) -> tuple[str, str, Json]:
        connection = {
            "name": label, "private_connection_resource_id": ref(target + ".id"),
            "subresource_names": [kind], "is_manual_connection": False,
        }  # fmt: skip
        subnet = ref("azurerm_subnet.endpoints.id")
        return (
            "azurerm_private_endpoint", label,
            named(f"pe-{label}", subnet_id=subnet, private_service_connection=connection),
        )  # fmt: skip

    def grant(label: str, scope: str, role: str, who: str) -> tuple[str, str, Json]:
        return (
            "azurerm_role_assignment", label,
            {"scope": ref(scope + ".id"), "role_definition_name": role, "principal_id": ref(who)},
        )  # fmt: skip

    def logs(label: str, target: str, category: str) -> tuple[str, str, Json]:
        return (
            "azurerm_monitor_diagnostic_setting", label,
            {
                "name": "audit", "target_resource_id": target,
                "log_analytics_workspace_id": ref("azurerm_log_analytics_workspace.logs.id"),
                "enabled_log": {"category": category},
            },
        )  # fmt: skip

    deny_out = rule("deny-out", 4000, "Outbound", "Deny", destination_address_prefix="Internet")
    account = "azurerm_storage_account.weights"
    train = "azurerm_user_assigned_identity.train"
    return [
        ("azurerm_resource_group", "g", {"name": f"rg-{tag}", "location": "westeurope"}),
        ("azurerm_virtual_network", "v", named("vnet", address_space=["10.0.0.0/16"])),
        ("azurerm_subnet", "train", {
            "name": "train", "resource_group_name": group["resource_group_name"],
            "virtual_network_name": ref("azurerm_virtual_network.v.name"),
            "address_prefixes": ["10.0.1.0/24"], "default_outbound_access_enabled": leaky,
        }),
        ("azurerm_subnet", "endpoints", {
            "name": "endpoints", "resource_group_name": group["resource_group_name"],
            "virtual_network_name": ref("azurerm_virtual_network.v.name"),
            "address_prefixes": ["10.0.2.0/24"],
        }),
        ("azurerm_network_security_group", "n", named("nsg", security_rule=[
            rule("ssh", 100, "Inbound", "Allow", source_address_prefix="10.0.0.0/8",
                 destination_port_range="22"),
            rule("deny-in", 4000, "Inbound", "Deny"),
            *([] if leaky else [deny_out]),
        ])),
        ("azurerm_subnet_network_security_group_association", "n", {
            "subnet_id": ref("azurerm_subnet.train.id"),
            "network_security_group_id": ref("azurerm_network_security_group.n.id"),
        }),
        ("azurerm_storage_account", "weights", {
            **group, "name": f"stw{tag}", "account_tier": "Standard",
            "account_replication_type": "ZRS", "public_network_access_enabled": leaky,
            "allow_nested_items_to_be_public": leaky, "shared_access_key_enabled": False,
            "network_rules": {"default_action": "Deny", "ip_rules": ["203.0.113.7"]},
            "tags": {"data": "weights", "team": tag},
        }),
        *[("azurerm_storage_container", name, {
            "name": name, "storage_account_id": ref(account + ".id"),
            "container_access_type": "blob" if leaky and name == "checkpoints" else "private",
        }) for name in ("weights", "checkpoints", "corpus")],
        ("azurerm_key_vault", "k", {
            **group, "name": f"kv{tag}", "tenant_id": TENANT, "sku_name": "premium",
            "public_network_access_enabled": False, "enable_rbac_authorization": True,
        }),
        ("azurerm_key_vault_key", "cmk", {
            "name": "cmk", "key_vault_id": ref("azurerm_key_vault.k.id"), "key_type": "RSA",
            "key_size": 3072, "key_opts": ["wrapKey", "unwrapKey"],
        }),
        ("azurerm_container_registry", "r", {
            **group, "name": f"cr{tag}", "sku": "Premium", "public_network_access_enabled": leaky,
            "admin_enabled": False,
        }),
        ("azurerm_log_analytics_workspace", "logs", named("law", retention_in_days=365,
                                                          internet_query_enabled=False)),
        ("azurerm_application_insights", "ai", named("appi", application_type="web")),
        ("azurerm_machine_learning_workspace", "ml", named(
            "mlw", storage_account_id=ref(account + ".id"),
            key_vault_id=ref("azurerm_key_vault.k.id"),
            container_registry_id=ref("azurerm_container_registry.r.id"),
            application_insights_id=ref("azurerm_application_insights.ai.id"),
            public_network_access_enabled=False, identity={"type": "SystemAssigned"},
            managed_network={"isolation_mode": "AllowOnlyApprovedOutbound"})),
        ("azurerm_cognitive_account", "gpt", named(
            "oai", kind="OpenAI", sku_name="S0", public_network_access_enabled=False,
            local_auth_enabled=False, custom_subdomain_name=f"oai-{tag}")),
        ("azurerm_cognitive_deployment", "gpt", {
            "name": "chat", "cognitive_account_id": ref("azurerm_cognitive_account.gpt.id"),
            "model": {"format": "OpenAI", "name": "gpt-4o", "version": "2024-08-06"},
            "sku": {"name": "GlobalStandard" if leaky else "Standard", "capacity": 10},
        }),
        ("azurerm_user_assigned_identity", "train", named("id-train")),
        ("azurerm_user_assigned_identity", "serve", named("id-serve")),
        ("azurerm_network_interface", "vm", named("nic", ip_configuration={
            "name": "ip", "subnet_id": ref("azurerm_subnet.train.id"),
            "private_ip_address_allocation": "Dynamic"})),
        ("azurerm_linux_virtual_machine", "vm", named(
            "vm-train", size="Standard_NC24ads_A100_v4", admin_username="ops",
            network_interface_ids=[ref("azurerm_network_interface.vm.id")],
            identity={"type": "UserAssigned", "identity_ids": [ref(train + ".id")]},
            os_disk={"caching": "ReadWrite", "storage_account_type": "Premium_LRS"})),
        ("azurerm_managed_disk", "scratch", named(
            "disk-checkpoints", storage_account_type="Premium_LRS", create_option="Empty",
            disk_size_gb=2048, network_access_policy="DenyAll",
            public_network_access_enabled=False)),
        endpoint("blob", account, "blob"),
        endpoint("vault", "azurerm_key_vault.k", "vault"),
        endpoint("oai", "azurerm_cognitive_account.gpt", "account"),
        grant("train", account, "Storage Blob Data Contributor", train + ".principal_id"),
        grant("serve", account, "Storage Blob Data Reader",
              "azurerm_user_assigned_identity.serve.principal_id"),
        grant("pull", "azurerm_container_registry.r", "AcrPull",
              "azurerm_user_assigned_identity.serve.principal_id"),
        logs("blob", ref(account + ".id") + "/blobServices/default", "StorageRead"),
        logs("vault", ref("azurerm_key_vault.k.id"), "AuditEvent"),
        logs("oai", ref("azurerm_cognitive_account.gpt.id"), "RequestResponse"),
    ]  # fmt: skip
