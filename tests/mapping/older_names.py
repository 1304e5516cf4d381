"""Arguments of older azurerm versions that mapped types have and no mapping reads.

None of them opens a path, grants access, runs code elsewhere or moves content: sizes, names, limits,
notices, settings of runtimes, and those that the newer name beside them makes plain. What does is
read, or named in `unread` of its mapping.
"""

from __future__ import annotations

from typing import Final

BEARS_ON_NOTHING: Final[dict[str, str]] = {
    "azurerm_ai_services": "virtual_network_rules.ignore_missing_vnet_service_endpoint",
    "azurerm_api_management": "policy",
    "azurerm_api_management_api": "soap_pass_through",
    "azurerm_api_management_gateway": "api_management_name resource_group_name",
    "azurerm_app_service": (
        "auth_settings backup client_affinity_enabled client_cert_enabled client_cert_mode "
        "enabled headers.x_fd_health_probe headers.x_forwarded_for "
        "key_vault_reference_identity_id logs "
        "site_config.acr_use_managed_identity_credentials "
        "site_config.acr_user_managed_identity_client_id site_config.always_on "
        "site_config.app_command_line site_config.auto_swap_slot_name site_config.cors "
        "site_config.default_documents site_config.dotnet_framework_version "
        "site_config.ftps_state site_config.health_check_path site_config.http2_enabled "
        "site_config.java_container site_config.java_container_version "
        "site_config.java_version site_config.linux_fx_version "
        "site_config.local_mysql_enabled site_config.managed_pipeline_mode "
        "site_config.min_tls_version site_config.number_of_workers site_config.php_version "
        "site_config.python_version site_config.remote_debugging_enabled "
        "site_config.remote_debugging_version site_config.scm_type "
        "site_config.use_32_bit_worker_process site_config.websockets_enabled "
        "site_config.windows_fx_version source_control storage_account"
    ),
    "azurerm_app_service_plan": (
        "app_service_environment_id is_xenon maximum_elastic_worker_count per_site_scaling "
        "sku.capacity zone_redundant"
    ),
    "azurerm_app_service_slot": (
        "app_settings auth_settings client_affinity_enabled connection_string "
        "headers.x_fd_health_probe headers.x_forwarded_for key_vault_reference_identity_id "
        "logs site_config.acr_use_managed_identity_credentials "
        "site_config.acr_user_managed_identity_client_id site_config.always_on "
        "site_config.app_command_line site_config.auto_swap_slot_name site_config.cors "
        "site_config.default_documents site_config.dotnet_framework_version "
        "site_config.ftps_state site_config.health_check_path site_config.http2_enabled "
        "site_config.java_container site_config.java_container_version "
        "site_config.java_version site_config.linux_fx_version "
        "site_config.local_mysql_enabled site_config.managed_pipeline_mode "
        "site_config.min_tls_version site_config.number_of_workers site_config.php_version "
        "site_config.python_version site_config.remote_debugging_enabled "
        "site_config.remote_debugging_version site_config.scm_type "
        "site_config.scm_use_main_ip_restriction site_config.use_32_bit_worker_process "
        "site_config.websockets_enabled site_config.windows_fx_version storage_account"
    ),
    "azurerm_application_gateway": (
        "authentication_certificate backend_http_settings.authentication_certificate "
        "enable_http2 ssl_profile.verify_client_cert_issuer_dn "
        "waf_configuration.request_body_enforcement"
    ),
    "azurerm_application_insights": "daily_data_cap_notifications_disabled",
    "azurerm_batch_pool": "certificate",
    "azurerm_cdn_frontdoor_custom_domain": "associate_with_cdn_frontdoor_route_id",
    "azurerm_cdn_frontdoor_security_policy": "domain.active",
    "azurerm_cognitive_deployment": "scale.family scale.size scale.tier",
    "azurerm_container_app": "ingress.custom_domain",
    "azurerm_container_app_environment_dapr_component": "type",
    "azurerm_container_group": "container.gpu container.gpu_limit",
    "azurerm_container_registry": "retention_policy trust_policy trust_policy_enabled",
    "azurerm_cosmosdb_account": "enable_free_tier geo_location.prefix",
    "azurerm_cosmosdb_sql_container": "partition_key_path",
    "azurerm_data_factory_linked_service_azure_blob_storage": "key_vault_sas_token",
    "azurerm_data_factory_pipeline": "moniter_metrics_after_duration",
    "azurerm_data_protection_backup_instance_blob_storage": (
        "resource_group_name storage_account_location"
    ),
    "azurerm_data_share_dataset_kusto_cluster": "public_network_access_enabled",
    "azurerm_eventgrid_event_subscription": (
        "eventhub_endpoint_id hybrid_connection_endpoint_id service_bus_queue_endpoint_id "
        "service_bus_topic_endpoint_id"
    ),
    "azurerm_eventgrid_system_topic_event_subscription": (
        "eventhub_endpoint_id hybrid_connection_endpoint_id service_bus_queue_endpoint_id "
        "service_bus_topic_endpoint_id"
    ),
    "azurerm_eventhub_namespace": "zone_redundant",
    "azurerm_express_route_connection": "private_link_fast_path_enabled",
    "azurerm_federated_identity_credential": "resource_group_name",
    "azurerm_firewall_nat_rule_collection": "rule.translated_fqdn",
    "azurerm_function_app": (
        "auth_settings client_cert_mode daily_memory_time_quota enable_builtin_logging "
        "enabled headers.x_fd_health_probe headers.x_forwarded_for "
        "key_vault_reference_identity_id os_type site_config.always_on "
        "site_config.app_scale_limit site_config.auto_swap_slot_name site_config.cors "
        "site_config.dotnet_framework_version site_config.elastic_instance_minimum "
        "site_config.ftps_state site_config.health_check_path site_config.http2_enabled "
        "site_config.java_version site_config.linux_fx_version site_config.min_tls_version "
        "site_config.pre_warmed_instance_count site_config.runtime_scale_monitoring_enabled "
        "site_config.scm_type site_config.use_32_bit_worker_process "
        "site_config.websockets_enabled source_control storage_account_name version"
    ),
    "azurerm_function_app_slot": (
        "app_settings auth_settings connection_string daily_memory_time_quota "
        "enable_builtin_logging headers.x_fd_health_probe headers.x_forwarded_for os_type "
        "site_config.always_on site_config.app_scale_limit site_config.auto_swap_slot_name "
        "site_config.cors site_config.dotnet_framework_version "
        "site_config.elastic_instance_minimum site_config.ftps_state "
        "site_config.health_check_path site_config.http2_enabled site_config.java_version "
        "site_config.linux_fx_version site_config.min_tls_version "
        "site_config.pre_warmed_instance_count site_config.runtime_scale_monitoring_enabled "
        "site_config.scm_type site_config.scm_use_main_ip_restriction "
        "site_config.use_32_bit_worker_process site_config.websockets_enabled "
        "storage_account_access_key storage_account_name version"
    ),
    "azurerm_key_vault": "contact",
    "azurerm_key_vault_managed_hardware_security_module_role_assignment": "vault_base_url",
    "azurerm_key_vault_managed_hardware_security_module_role_definition": "vault_base_url",
    "azurerm_kubernetes_cluster": (
        "automatic_channel_upgrade "
        "azure_active_directory_role_based_access_control.client_app_id "
        "azure_active_directory_role_based_access_control.managed "
        "azure_active_directory_role_based_access_control.server_app_id "
        "azure_active_directory_role_based_access_control.server_app_secret "
        "default_node_pool.custom_ca_trust_certificates_base64 "
        "default_node_pool.custom_ca_trust_enabled default_node_pool.enable_auto_scaling "
        "default_node_pool.message_of_the_day default_node_pool.node_taints "
        "network_profile.docker_bridge_cidr network_profile.ebpf_data_plane "
        "node_os_channel_upgrade web_app_routing.dns_zone_id"
    ),
    "azurerm_kubernetes_cluster_node_pool": (
        "custom_ca_trust_enabled enable_auto_scaling message_of_the_day"
    ),
    "azurerm_kusto_cluster": "engine language_extensions",
    "azurerm_kusto_eventgrid_data_connection": "eventgrid_resource_id",
    "azurerm_lb": "frontend_ip_configuration.availability_zone",
    "azurerm_lb_nat_rule": "enable_floating_ip enable_tcp_reset",
    "azurerm_lb_outbound_rule": "enable_tcp_reset",
    "azurerm_lb_rule": "enable_tcp_reset",
    "azurerm_linux_function_app": "force_disable_content_share site_config.auto_swap_slot_name",
    "azurerm_linux_virtual_machine": "vm_agent_platform_updates_enabled",
    "azurerm_linux_virtual_machine_scale_set": (
        "data_disk.ultra_ssd_disk_iops_read_write data_disk.ultra_ssd_disk_mbps_read_write "
        "gallery_applications network_interface.enable_accelerated_networking scale_in_policy "
        "terminate_notification"
    ),
    "azurerm_linux_web_app": (
        "site_config.api_management_config_id site_config.auto_heal_enabled "
        "site_config.remote_debugging site_config.websockets"
    ),
    "azurerm_linux_web_app_slot": (
        "ip_restriction.virtual_network_backup_restore_enabled "
        "site_config.api_management_config_id site_config.auto_heal_enabled "
        "site_config.remote_debugging site_config.websockets"
    ),
    "azurerm_logic_app_workflow": "state",
    "azurerm_managed_disk": "zones",
    "azurerm_mariadb_server": (
        "administrator_login_password auto_grow_enabled backup_retention_days "
        "restore_point_in_time storage_mb"
    ),
    "azurerm_monitor_aad_diagnostic_setting": "enabled_log.retention_policy log.retention_policy",
    "azurerm_monitor_diagnostic_setting": (
        "enabled_log.retention_policy log.retention_policy metric"
    ),
    "azurerm_mssql_managed_database": "id",
    "azurerm_mssql_managed_instance": "type",
    "azurerm_mssql_managed_instance_active_directory_administrator": "login",
    "azurerm_mssql_managed_instance_failover_group": "resource_group_name",
    "azurerm_mysql_server": (
        "administrator_login_password auto_grow_enabled backup_retention_days "
        "restore_point_in_time storage_mb threat_detection_policy"
    ),
    "azurerm_netapp_volume": "export_policy_rule.protocols_enabled",
    "azurerm_network_interface": "enable_accelerated_networking",
    "azurerm_network_packet_capture": (
        "filter maximum_bytes_per_packet maximum_bytes_per_session maximum_capture_duration"
    ),
    "azurerm_network_watcher_flow_log": "interval_in_minutes",
    "azurerm_orchestrated_virtual_machine_scale_set": (
        "computer_name_prefix data_disk.ultra_disk_iops_read_write "
        "data_disk.ultra_disk_mbps_read_write"
    ),
    "azurerm_postgresql_server": (
        "administrator_login_password administrator_login_password_wo "
        "administrator_login_password_wo_version auto_grow_enabled backup_retention_days "
        "restore_point_in_time storage_mb threat_detection_policy"
    ),
    "azurerm_postgresql_virtual_network_rule": "ignore_missing_vnet_service_endpoint",
    "azurerm_private_link_service": "enable_proxy_protocol",
    "azurerm_public_ip": "availability_zone",
    "azurerm_public_ip_prefix": "availability_zone",
    "azurerm_recovery_services_vault": "soft_delete_enabled",
    "azurerm_redis_enterprise_cluster": "zones",
    "azurerm_redis_enterprise_database": (
        "clustering_policy eviction_policy module port resource_group_name"
    ),
    "azurerm_sentinel_alert_rule_scheduled": "incident_configuration",
    "azurerm_sentinel_automation_rule": "condition",
    "azurerm_sentinel_log_analytics_workspace_onboarding": "resource_group_name workspace_name",
    "azurerm_servicebus_namespace": "zone_redundant",
    "azurerm_servicebus_queue": "enable_batched_operations enable_express enable_partitioning",
    "azurerm_servicebus_subscription": "enable_batched_operations",
    "azurerm_servicebus_topic": "enable_batched_operations enable_express enable_partitioning",
    "azurerm_sql_database": (
        "collation edition elastic_pool_name extended_auditing_policy import max_size_bytes "
        "read_scale requested_service_objective_id requested_service_objective_name "
        "restore_point_in_time source_database_deletion_date threat_detection_policy "
        "zone_redundant"
    ),
    "azurerm_sql_failover_group": (
        "read_write_endpoint_failover_policy readonly_endpoint_failover_policy"
    ),
    "azurerm_sql_server": (
        "administrator_login_password connection_policy threat_detection_policy"
    ),
    "azurerm_sql_virtual_network_rule": "ignore_missing_vnet_service_endpoint",
    "azurerm_static_site": "app_settings identitiy",
    "azurerm_storage_account": "queue_properties",
    "azurerm_subscription_cost_management_export": "recurrence_period_end",
    "azurerm_vpn_server_configuration": "radius_server",
    "azurerm_windows_virtual_machine": (
        "enable_automatic_updates vm_agent_platform_updates_enabled"
    ),
    "azurerm_windows_virtual_machine_scale_set": (
        "data_disk.ultra_ssd_disk_iops_read_write data_disk.ultra_ssd_disk_mbps_read_write "
        "enable_automatic_updates gallery_applications "
        "network_interface.enable_accelerated_networking scale_in_policy "
        "terminate_notification"
    ),
    "azurerm_windows_web_app": (
        "site_config.auto_heal_enabled site_config.remote_debugging site_config.websockets"
    ),
    "azurerm_windows_web_app_slot": (
        "site_config.auto_heal_enabled site_config.remote_debugging site_config.websockets"
    ),
}
