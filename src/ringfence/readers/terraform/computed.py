"""Which arguments the azurerm provider computes where the configuration leaves them out.

In a plan such an argument is "known after apply" although nobody wrote it. Of the arguments that
the mappings read, these are all: attributes from the schemas of azurerm 3.116 and 4.55 (as its
generated language bindings print them), blocks from the source of azurerm 5.2; of the types that were
added since, both from the sources of 3.117.1, 4.81.0 and 5.2.0.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final[tuple[tuple[str, str], ...]] = (
    ("ai_foundry", "high_business_impact_enabled managed_network"),
    ("app_service function_app", "site_config"),
    ("application_insights", "workspace_id"),
    ("backup_protected_vm", "source_vm_id"),
    ("batch_account", "allowed_authentication_modes"),
    ("cdn_frontdoor_origin", "enabled health_probes_enabled"),
    ("container_app_environment", "logs_destination public_network_access"),
    ("container_group", "exposed_port network_profile_id"),
    ("container_registry", "encryption network_rule_set"),
    (
        "cosmosdb_account",
        "automatic_failover_enabled backup capabilities create_mode"
        " enable_automatic_failover enable_multiple_write_locations"
        " multiple_write_locations_enabled",
    ),
    (
        "cosmosdb_cassandra_keyspace cosmosdb_gremlin_database cosmosdb_gremlin_graph"
        " cosmosdb_mongo_collection cosmosdb_mongo_database cosmosdb_sql_container"
        " cosmosdb_sql_database cosmosdb_table",
        "throughput",
    ),
    ("cosmosdb_sql_role_assignment lighthouse_assignment", "name"),
    ("cosmosdb_sql_role_definition", "role_definition_id"),
    ("data_factory", "customer_managed_key_id"),
    ("databricks_workspace", "custom_parameters network_security_group_rules_required"),
    (
        "eventgrid_event_subscription eventgrid_system_topic_event_subscription",
        "included_event_types",
    ),
    ("eventgrid_system_topic", "source_arm_resource_id source_resource_id"),
    ("eventhub", "message_retention namespace_id namespace_name resource_group_name"),
    ("eventhub_namespace", "minimum_tls_version network_rulesets"),
    ("firewall", "threat_intel_mode"),
    ("firewall_policy", "sku"),
    (
        "key_vault",
        "access_policy enable_rbac_authorization network_acls rbac_authorization_enabled",
    ),
    ("key_vault_key", "curve"),
    ("key_vault_managed_hardware_security_module", "network_acls"),
    (
        "kubernetes_cluster",
        "api_server_authorized_ip_ranges kubelet_identity network_profile"
        " node_resource_group private_dns_zone_id",
    ),
    ("kubernetes_cluster_node_pool", "node_count node_labels vm_size"),
    ("lb_rule", "enable_floating_ip floating_ip_enabled"),
    ("lighthouse_definition", "lighthouse_definition_id"),
    (
        "linux_function_app linux_function_app_slot linux_web_app linux_web_app_slot"
        " windows_function_app_slot windows_web_app windows_web_app_slot",
        "key_vault_reference_identity_id",
    ),
    (
        "linux_virtual_machine",
        "allow_extension_operations disable_password_authentication os_managed_disk_id",
    ),
    ("log_analytics_linked_storage_account", "workspace_id workspace_resource_id"),
    (
        "log_analytics_workspace",
        "local_authentication_disabled local_authentication_enabled retention_in_days sku",
    ),
    ("logic_app_standard", "public_network_access"),
    ("machine_learning_compute_cluster", "ssh_public_access_enabled subnet_resource_id"),
    ("machine_learning_compute_instance", "location"),
    ("machine_learning_workspace", "managed_network public_network_access_enabled"),
    ("managed_disk", "disk_size_gb max_shares source_uri"),
    ("management_group", "display_name name parent_management_group_id subscription_ids"),
    ("monitor_diagnostic_setting", "log log_analytics_destination_type"),
    ("mssql_database", "creation_source_database_id secondary_type sku_name"),
    ("mysql_flexible_server", "public_network_access sku_name"),
    ("network_interface", "dns_servers enable_ip_forwarding ip_forwarding_enabled"),
    ("network_security_group", "security_rule"),
    ("network_watcher_flow_log", "location network_security_group_id target_resource_id"),
    ("orchestrated_virtual_machine_scale_set", "instances"),
    ("postgresql_flexible_server", "authentication private_dns_zone_id sku_name version"),
    ("private_dns_zone_virtual_network_link", "resolution_policy"),
    ("redis_cache", "non_ssl_port_enabled private_static_ip_address"),
    ("role_assignment", "name principal_type role_definition_id role_definition_name"),
    ("role_definition", "assignable_scopes role_definition_id"),
    ("route_table", "bgp_route_propagation_enabled disable_bgp_route_propagation route"),
    ("servicebus_namespace", "network_rule_set"),
    (
        "storage_account",
        "access_tier enable_https_traffic_only https_traffic_only_enabled network_rules",
    ),
    ("storage_account_customer_managed_key", "key_vault_uri"),
    ("storage_account_network_rules", "bypass"),
    ("storage_container", "default_encryption_scope metadata"),
    ("storage_data_lake_gen2_filesystem", "default_encryption_scope"),
    ("storage_share", "access_tier metadata"),
    (
        "subnet",
        "enforce_private_link_endpoint_network_policies"
        " enforce_private_link_service_network_policies private_endpoint_network_policies"
        " private_endpoint_network_policies_enabled"
        " private_link_service_network_policies_enabled",
    ),
    ("subscription", "alias subscription_id"),
    ("virtual_machine", "storage_data_disk storage_image_reference"),
    ("virtual_machine_scale_set", "storage_profile_image_reference"),
    ("virtual_network", "dns_servers subnet"),
    ("virtual_network_gateway", "active_active enable_bgp"),
    ("virtual_network_gateway_connection", "enable_bgp"),
    ("windows_function_app", "https_only key_vault_reference_identity_id"),
    ("windows_virtual_machine", "allow_extension_operations os_managed_disk_id"),
    ("api_management_diagnostic api_management_api_diagnostic", "verbosity"),
    ("api_management_subscription", "subscription_id"),
    ("cdn_endpoint", "origin_path"),
    ("cost_anomaly_alert", "subscription_id"),
    ("data_factory_trigger_schedule", "pipeline"),
    ("kubernetes_automatic_cluster", "hosted_system web_app_routing_ingress"),
    ("kubernetes_cluster_extension", "release_namespace release_train target_namespace"),
    ("kusto_cluster", "trusted_external_tenants"),
    ("log_analytics_linked_service", "read_access_id"),
    ("mariadb_server mysql_server", "administrator_login geo_redundant_backup_enabled"),
    ("mongo_cluster", "authentication_methods"),
    ("monitor_aad_diagnostic_setting", "enabled_log"),
    ("monitor_metric_alert", "target_resource_type"),
    ("mssql_managed_instance postgresql_server", "administrator_login"),
    ("netapp_volume", "network_features protocols"),
    ("purview_account", "managed_resource_group_name"),
    (
        "role_management_policy",
        "activation_rules active_assignment_rules eligible_assignment_rules",
    ),
    ("route_filter", "rule"),
    ("site_recovery_replicated_vm", "managed_disk target_network_id"),
    ("sql_database", "source_database_id"),
    ("storage_sync_cloud_endpoint", "storage_account_tenant_id"),
    ("synapse_spark_pool", "node_count"),
    ("virtual_hub_route_table", "route"),
    ("vpn_gateway", "bgp_settings"),
    ("vpn_gateway_connection", "routing"),
    ("vpn_server_configuration", "vpn_protocols"),
)
"""Types without `azurerm_`, and their arguments. What stands inside of blocks is left out."""

COMPUTED: Final[dict[str, frozenset[str]]] = {
    f"azurerm_{type_}": frozenset(names.split())
    for types, names in _TABLE
    for type_ in types.split()
}


def may_be_computed(type_: str, argument: str) -> bool:
    """Tell whether a provider may compute an argument that is not written.

    Of providers other than azurerm the schemas are not at hand: there, every one may be.
    """
    return not type_.startswith("azurerm_") or argument in COMPUTED.get(type_, frozenset())
