"""Arguments that older majors of the provider have, and blocks that the pages call otherwise.

Read in the provider's reference pages and schemas at v2.99.0, v3.117.1 and v4.81.0. The value is
the major that no longer has the argument.
"""

from __future__ import annotations

from typing import Final

_SUBNET: Final = {"service_endpoints": "5.0", "address_prefix": "3.0"}
_FORWARDING: Final = {"network_interface.enable_ip_forwarding": "5.0"}
_ACCOUNT_NAME: Final = {"storage_account_name": "5.0"}
_NODES: Final = {"enable_node_public_ip": "4.0", "enable_host_encryption": "4.0"}
_APPLICATION: Final = {"application_object_id": "3.0"}

_GONE_IN_4: Final = (
    "mysql_server",
    "mysql_firewall_rule",
    "mysql_virtual_network_rule",
    "mysql_database",
    "mariadb_server",
    "mariadb_firewall_rule",
    "mariadb_virtual_network_rule",
    "mariadb_database",
    "sql_server",
    "sql_database",
    "sql_firewall_rule",
    "sql_virtual_network_rule",
    "sql_failover_group",
)
_GONE_IN_5: Final = (
    "postgresql_server",
    "postgresql_firewall_rule",
    "postgresql_virtual_network_rule",
    "postgresql_database",
    "redis_enterprise_cluster",
    "redis_enterprise_database",
    "app_service_slot",
    "function_app_slot",
    "static_site",
    "network_packet_capture",
)

OLD: Final[dict[str, dict[str, str]]] = {
    **{f"azurerm_{type_}": {"": "4.0"} for type_ in _GONE_IN_4},
    **{f"azurerm_{type_}": {"": "5.0"} for type_ in _GONE_IN_5},
    "azuread_application_federated_identity_credential": _APPLICATION,
    "azuread_application_password": _APPLICATION,
    "azuread_directory_role_assignment": {"directory_scope_object_id": "3.0"},
    "azuread_service_principal": {"application_id": "3.0"},
    "azurerm_ai_services": {"": "5.0"},
    "azurerm_app_service": {"": "5.0"},
    "azurerm_app_service_plan": {"": "5.0"},
    "azurerm_application_insights": {
        "local_authentication_disabled": "5.0",
        "disable_ip_masking": "5.0",
    },
    "azurerm_cdn_frontdoor_origin": {"health_probes_enabled": "4.0"},
    "azurerm_cdn_frontdoor_rule": {"behavior_on_match": "5.0"},
    "azurerm_cognitive_deployment": {
        "scale": "4.0",
        "scale.type": "4.0",
        "scale.capacity": "4.0",
    },
    "azurerm_container_group": {"network_profile_id": "4.0"},
    "azurerm_container_registry": {
        "network_rule_set.virtual_network": "4.0",
        "network_rule_set.virtual_network.action": "4.0",
        "network_rule_set.virtual_network.subnet_id": "4.0",
        "georeplications.regional_endpoint_enabled": "5.0",
    },
    "azurerm_cosmosdb_account": {
        "managed_hsm_key_id": "5.0",
        "local_authentication_disabled": "5.0",
        "enable_multiple_write_locations": "4.0",
        "enable_automatic_failover": "4.0",
    },
    "azurerm_disk_encryption_set": {"managed_hsm_key_id": "5.0"},
    "azurerm_eventhub": {"namespace_name": "5.0", "resource_group_name": "5.0"},
    "azurerm_express_route_connection": {"enable_internet_security": "5.0"},
    "azurerm_eventgrid_system_topic": {"source_arm_resource_id": "5.0"},
    "azurerm_federated_identity_credential": {"parent_id": "5.0"},
    "azurerm_function_app": {"": "5.0"},
    "azurerm_key_vault": {"enable_rbac_authorization": "5.0"},
    "azurerm_kubernetes_cluster": {
        "api_server_authorized_ip_ranges": "4.0",
        "api_server_access_profile.vnet_integration_enabled": "4.0",
        "public_network_access_enabled": "4.0",
        "default_node_pool.enable_node_public_ip": "4.0",
        "default_node_pool.enable_host_encryption": "4.0",
    },
    "azurerm_kubernetes_cluster_node_pool": _NODES,
    "azurerm_kusto_attached_database_configuration": {"cluster_resource_id": "5.0"},
    "azurerm_kusto_cluster": {"virtual_network_configuration": "5.0"},
    "azurerm_kusto_eventgrid_data_connection": {"managed_identity_resource_id": "5.0"},
    "azurerm_data_factory_linked_service_azure_databricks": {"msi_work_space_resource_id": "5.0"},
    "azurerm_virtual_machine_restore_point": {"restore_point_collection_id": "5.0"},
    "azurerm_mssql_server_transparent_data_encryption": {"managed_hsm_key_id": "5.0"},
    "azurerm_mssql_database": {"extended_auditing_policy": "4.0"},
    "azurerm_logic_app_standard": {"site_config.public_network_access_enabled": "5.0"},
    "azurerm_synapse_workspace": {
        f"{block}{name}": "5.0"
        for block in ("aad_admin", "sql_aad_admin")
        for name in ("", ".login", ".object_id", ".tenant_id")
    },
    "azurerm_lb_rule": {"enable_floating_ip": "5.0"},
    "azurerm_linux_virtual_machine_scale_set": _FORWARDING,
    "azurerm_log_analytics_linked_storage_account": {"workspace_resource_id": "5.0"},
    "azurerm_log_analytics_workspace": {
        "internet_ingestion_enabled": "5.0",
        "internet_query_enabled": "5.0",
        "local_authentication_disabled": "5.0",
    },
    "azurerm_machine_learning_compute_instance": {"location": "4.0"},
    "azurerm_machine_learning_workspace": {"public_access_behind_virtual_network_enabled": "4.0"},
    "azurerm_monitor_aad_diagnostic_setting": {
        "log": "4.0",
        "log.category": "4.0",
        "log.enabled": "4.0",
    },
    "azurerm_monitor_diagnostic_setting": {
        "log": "4.0",
        "log.category": "4.0",
        "log.category_group": "4.0",
        "log.enabled": "4.0",
    },
    "azurerm_mssql_database_extended_auditing_policy": {"storage_endpoint": "5.0"},
    "azurerm_mssql_server_extended_auditing_policy": {"storage_endpoint": "5.0"},
    "azurerm_nat_gateway": {"public_ip_address_ids": "3.0", "public_ip_prefix_ids": "3.0"},
    "azurerm_network_interface": {"enable_ip_forwarding": "4.0"},
    "azurerm_policy_set_definition": {"management_group_id": "5.0"},
    "azurerm_private_dns_zone_virtual_network_link": {
        "private_dns_zone_name": "5.0",
        "resource_group_name": "5.0",
    },
    "azurerm_network_watcher_flow_log": {"network_security_group_id": "5.0"},
    "azurerm_redis_cache": {"enable_non_ssl_port": "4.0"},
    "azurerm_route_table": {"disable_bgp_route_propagation": "4.0"},
    "azurerm_storage_account": {
        "allow_blob_public_access": "3.0",
        "enable_https_traffic_only": "4.0",
        "customer_managed_key.managed_hsm_key_id": "5.0",
        "static_website": "5.0",
    },
    "azurerm_storage_account_customer_managed_key": {
        "managed_hsm_key_id": "5.0",
        "key_name": "5.0",
        "key_vault_id": "5.0",
        "key_vault_uri": "5.0",
        "key_version": "5.0",
    },
    "azurerm_storage_account_network_rules": {
        "storage_account_name": "3.0",
        "resource_group_name": "3.0",
    },
    "azurerm_storage_container": _ACCOUNT_NAME,
    "azurerm_storage_queue": _ACCOUNT_NAME,
    "azurerm_storage_share": _ACCOUNT_NAME,
    "azurerm_storage_table": _ACCOUNT_NAME,
    "azurerm_subnet": {
        **_SUBNET,
        "private_endpoint_network_policies_enabled": "4.0",
        "enforce_private_link_endpoint_network_policies": "4.0",
        "enforce_private_link_service_network_policies": "4.0",
    },
    "azurerm_virtual_network": {
        "subnet.service_endpoints": "5.0",
        "subnet.address_prefix": "4.0",
    },
    "azurerm_virtual_network_gateway": {"enable_bgp": "5.0"},
    "azurerm_virtual_network_gateway_connection": {"enable_bgp": "5.0"},
    "azurerm_windows_virtual_machine_scale_set": _FORWARDING,
}

_MISPLACED: Final = "the list has it in the block that the page describes before it"

SHARED: Final[dict[str, dict[str, str]]] = {
    "azurerm_stream_analytics_job": dict.fromkeys(("tags", "transformation_query"), _MISPLACED),
    "azurerm_data_factory_linked_service_azure_blob_storage": dict.fromkeys(
        ("service_endpoint", "storage_kind", "service_principal_id", "tenant_id"),
        _MISPLACED,
    ),
    "azurerm_function_app_flex_consumption": {
        "key_vault_reference_identity_id": "read for all apps; this one has no such argument"
    },
    "azurerm_orchestrated_virtual_machine_scale_set": {
        "network_interface.ip_configuration.load_balancer_inbound_nat_rules_ids": (
            "read for all scale sets; this one has no such argument"
        )
    },
}
"""Arguments that a part reads for several types, though one of them does not have it."""

_ASSIGNMENT: Final = {
    "overrides.selectors": "override_selector",
    "resource_selectors.selectors": "resource_selector",
}

ALIASES: Final[dict[str, dict[str, str]]] = {
    "azurerm_firewall_policy_rule_collection_group": {
        f"{kind}_rule_collection.rule": f"{kind}_rule" for kind in ("application", "network", "nat")
    },
    "azurerm_role_definition": {"permissions": "arguments"},
    "azuread_conditional_access_policy": dict.fromkeys(
        (
            "conditions",
            "conditions.applications",
            "conditions.users",
            "conditions.locations",
            "grant_controls",
        ),
        "arguments",
    ),
    "azuread_custom_directory_role": {"permissions": "arguments"},
    "azuread_named_location": {"ip": "arguments", "country": "arguments"},
    **{
        f"azurerm_api_management_{kind}": {
            f"{side}_{what}": "arguments"
            for side in ("frontend", "backend")
            for what in ("request", "response")
        }
        for kind in ("diagnostic", "api_diagnostic")
    },
    **{
        f"azurerm_{scope}_policy_assignment": _ASSIGNMENT
        for scope in ("subscription", "resource_group", "management_group", "resource")
    },
}
"""Blocks that the list of arguments knows by another name."""
