"""Types that bear on no leak, whatever their arguments say, and why.

The test for a place here is strict: nothing that can open a network path, grant or carry access,
run code, copy or store content, or move logs. What fails it and has no mapping stays a gap.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from ringfence.readers.terraform.mapping import Arguments

DEPLOYS: Final = {
    f"azurerm_{scope}_template_deployment": "it deploys a template, which is not read here"
    for scope in ("resource_group", "subscription", "management_group", "tenant")
} | {
    "azurerm_template_deployment": "it deploys a template, which is not read here",
    "azurerm_blueprint_assignment": "it deploys a blueprint, which is not read here",
}
"""Types that may declare anything at all, so that each is a gap over its whole root."""

_INERT: Final[tuple[tuple[str, str], ...]] = (
    (
        "it watches and notifies; it reads metrics and events, not content",
        " azurerm_monitor_activity_log_alert"
        " azurerm_monitor_smart_detector_alert_rule azurerm_monitor_autoscale_setting"
        " azurerm_monitor_alert_processing_rule_action_group"
        " azurerm_monitor_alert_processing_rule_suppression azurerm_monitor_service_health_alert"
        " azurerm_application_insights_smart_detection_rule"
        " azurerm_security_center_contact azurerm_service_health_alert azurerm_monitor_action_group"
        " azurerm_sentinel_alert_rule_fusion"
        " azurerm_sentinel_alert_rule_ms_security_incident"
        " azurerm_sentinel_alert_rule_anomaly_built_in azurerm_sentinel_alert_rule_anomaly_duplicate"
        " azurerm_sentinel_alert_rule_machine_learning_behavior_analytics"
        " azurerm_sentinel_alert_rule_threat_intelligence azurerm_monitor_scheduled_query_rules_alert"
        " azurerm_monitor_scheduled_query_rules_log"
        " azurerm_monitor_alert_prometheus_rule_group azurerm_application_insights_web_test"
        " azurerm_application_insights_standard_web_test azurerm_network_connection_monitor",
    ),
    (
        "it brings records of other services in, or says how long and in which form they are kept",
        " azurerm_sentinel_metadata"
        " azurerm_sentinel_threat_intelligence_indicator azurerm_sentinel_watchlist"
        " azurerm_sentinel_watchlist_item"
        " azurerm_log_analytics_workspace_table_microsoft azurerm_log_analytics_query_pack"
        " azurerm_log_analytics_workspace_table_custom_log azurerm_log_analytics_query_pack_query"
        " azurerm_log_analytics_saved_search azurerm_log_analytics_datasource_windows_event"
        " azurerm_log_analytics_datasource_windows_performance_counter"
        " azurerm_application_insights_analytics_item"
        " azurerm_security_center_workspace "
        + " ".join(
            f"azurerm_sentinel_data_connector_{source}"
            for source in (
                *("aws_cloud_trail", "aws_s3", "azure_active_directory", "azure_security_center"),
                *("azure_advanced_threat_protection", "dynamics_365", "iot", "office_365"),
                *("microsoft_cloud_app_security", "microsoft_threat_intelligence"),
                *("microsoft_defender_advanced_threat_protection", "office_atp", "office_irm"),
                *("microsoft_threat_protection", "office_365_project", "office_power_bi"),
                *("threat_intelligence", "threat_intelligence_taxii"),
            )
        ),
    ),
    (
        "it filters what a model is asked and answers",
        "azurerm_cognitive_account_rai_policy azurerm_cognitive_account_rai_blocklist",
    ),
    (
        "it carries out or paces what policies and roles say, which are judged themselves",
        "azurerm_management_group_policy_remediation azurerm_subscription_policy_remediation"
        " azurerm_resource_group_policy_remediation azurerm_resource_policy_remediation",
    ),
    (
        "it shows what its readers may see anyway",
        "azurerm_portal_dashboard azurerm_dashboard azurerm_portal_tenant_configuration"
        " azurerm_application_insights_workbook azurerm_application_insights_workbook_template"
        " azurerm_resource_group_cost_management_view azurerm_subscription_cost_management_view",
    ),
    (
        "it is a setting, a name or a view of a service, and admits nobody",
        "azurerm_storage_account_queue_properties azurerm_storage_account_table_properties"
        " azurerm_eventhub_consumer_group azurerm_key_vault_certificate_contacts"
        " azurerm_key_vault_certificate_issuer azurerm_ssh_public_key"
        " azurerm_cdn_frontdoor_custom_domain_association azurerm_backup_container_storage_account"
        " azurerm_log_analytics_solution azurerm_automation_schedule azurerm_servicebus_subscription_rule"
        " azurerm_cosmosdb_sql_stored_procedure azurerm_cosmosdb_sql_trigger"
        " azurerm_cosmosdb_sql_function azurerm_storage_blob_inventory_policy"
        " azurerm_key_vault_managed_hardware_security_module_key_rotation_policy"
        " azurerm_postgresql_flexible_server_configuration azurerm_mysql_flexible_server_configuration"
        " azurerm_mssql_server_security_alert_policy azurerm_mssql_server_dns_alias"
        " azurerm_eventhub_namespace_schema_group azurerm_container_app_custom_domain"
        " azurerm_container_app_environment_custom_domain azurerm_data_protection_resource_guard"
        " azurerm_container_app_environment_certificate"
        " azurerm_container_app_environment_managed_certificate",
    ),
    (
        "it describes an API to its readers",
        " ".join(
            f"azurerm_api_management_{part}"
            for part in (
                *("api_operation", "api_operation_tag", "api_release", "api_schema", "api_tag"),
                *("api_tag_description", "api_version_set", "email_template", "global_schema"),
                *("notification_recipient_email", "notification_recipient_user", "product_tag"),
                *("tag", "workspace_api_version_set"),
            )
        ),
    ),
    (
        "it says how much, when or how a service works, not who reaches it",
        "azurerm_cosmosdb_sql_dedicated_gateway azurerm_cosmosdb_postgresql_node_configuration"
        " azurerm_cosmosdb_postgresql_coordinator_configuration azurerm_mssql_elasticpool"
        " azurerm_mssql_managed_instance_start_stop_schedule azurerm_iothub_consumer_group"
        " azurerm_mssql_database_vulnerability_assessment_rule_baseline azurerm_app_service_certificate"
        " azurerm_app_service_certificate_order azurerm_network_manager_ipam_pool"
        " azurerm_network_manager_ipam_pool_static_cidr azurerm_network_manager_verifier_workspace"
        " azurerm_network_manager_verifier_workspace_reachability_analysis_intent"
        " azurerm_netapp_backup_policy azurerm_netapp_snapshot_policy azurerm_netapp_volume_quota_rule"
        " azurerm_marketplace_agreement azurerm_kubernetes_cluster_deployment_safeguard"
        " azurerm_kubernetes_fleet_update_strategy azurerm_recovery_services_vault_resource_guard_association"
        " azurerm_site_recovery_replication_policy azurerm_site_recovery_vmware_replication_policy"
        " azurerm_site_recovery_hyperv_replication_policy azurerm_stream_analytics_job_schedule"
        " azurerm_stream_analytics_function_javascript_uda azurerm_stream_analytics_function_javascript_udf"
        " azurerm_synapse_sql_pool_workload_classifier azurerm_synapse_sql_pool_workload_group"
        " azurerm_synapse_sql_pool_vulnerability_assessment_baseline azurerm_custom_ip_prefix"
        " azurerm_postgresql_flexible_server_backup azurerm_cdn_frontdoor_secret"
        " azurerm_virtual_desktop_scaling_plan azurerm_virtual_machine_scale_set_standby_pool"
        " azurerm_virtual_desktop_scaling_plan_host_pool_association",
    ),
    (
        "it describes an application or a sign-in of the directory and grants nothing",
        " ".join(
            f"azuread_{part}"
            for part in (
                *("application_app_role", "application_identifier_uri", "user_flow_attribute"),
                *("application_known_clients", "application_optional_claims"),
                *("application_permission_scope", "claims_mapping_policy"),
                *("authentication_strength_policy", "group_role_management_policy"),
                *("service_principal_claims_mapping_policy_assignment",),
                *("service_principal_token_signing_certificate",),
            )
        ),
    ),
    (
        "it pairs the names of two namespaces and copies no events",
        "azurerm_eventhub_namespace_disaster_recovery_config"
        " azurerm_servicebus_namespace_disaster_recovery_config",
    ),
    (
        "it counts costs",
        "azurerm_consumption_budget_management_group azurerm_consumption_budget_resource_group"
        " azurerm_consumption_budget_subscription azurerm_capacity_reservation"
        " azurerm_billing_account_cost_management_export azurerm_cost_management_scheduled_action"
        " azurerm_resource_group_cost_management_export"
        " azurerm_capacity_reservation_group",
    ),
    (
        "a DNS record names an address and admits nobody to it",
        " ".join(
            f"azurerm_{zone}_{record}_record"
            for zone in ("dns", "private_dns")
            for record in ("a", "aaaa", "caa", "cname", "mx", "ns", "ptr", "srv", "txt")
        )
        + " azurerm_dns_zone",
    ),
    (
        "it answers names with addresses and forwards nothing",
        "azurerm_traffic_manager_profile azurerm_traffic_manager_azure_endpoint"
        " azurerm_traffic_manager_external_endpoint azurerm_traffic_manager_nested_endpoint"
        " azurerm_private_dns_resolver azurerm_private_dns_resolver_inbound_endpoint"
        " azurerm_private_dns_resolver_outbound_endpoint azurerm_private_dns_resolver_forwarding_rule"
        " azurerm_private_dns_resolver_dns_forwarding_ruleset"
        " azurerm_private_dns_resolver_virtual_network_link",
    ),
    (
        "it gives an app a name or a certificate for it, and admits nobody",
        "azurerm_app_service_custom_hostname_binding azurerm_app_service_certificate_binding"
        " azurerm_app_service_slot_custom_hostname_binding azurerm_app_service_managed_certificate"
        " azurerm_app_service_public_certificate azurerm_static_web_app_custom_domain",
    ),
    (
        "it places machines on hardware",
        "azurerm_availability_set azurerm_proximity_placement_group azurerm_dedicated_host"
        " azurerm_dedicated_host_group",
    ),
    (
        "it says when maintenance or a backup happens",
        "azurerm_backup_policy_vm azurerm_backup_policy_file_share azurerm_backup_policy_vm_workload "
        + " ".join(
            f"azurerm_data_protection_backup_policy_{of}"
            for of in (
                *("blob_storage", "data_lake_storage", "disk", "kubernetes_cluster"),
                *("mysql_flexible_server", "postgresql_flexible_server"),
            )
        )
        + " azurerm_maintenance_configuration azurerm_maintenance_assignment_dedicated_host"
        " azurerm_maintenance_assignment_dynamic_scope azurerm_maintenance_assignment_virtual_machine"
        " azurerm_maintenance_assignment_virtual_machine_scale_set"
        " azurerm_dev_test_global_vm_shutdown_schedule",
    ),
    (
        "it protects against floods and opens nothing",
        "azurerm_network_ddos_protection_plan azurerm_network_watcher",
    ),
    (
        "it switches on a feature of the platform or a scanner",
        "azurerm_resource_provider_registration azurerm_resource_provider_feature_registration"
        " azurerm_advanced_threat_protection"
        " azurerm_security_center_assessment"
        " azurerm_security_center_assessment_policy azurerm_advisor_suppression"
        " azurerm_security_center_setting azurerm_security_center_server_vulnerability_assessments_setting"
        " azurerm_security_center_server_vulnerability_assessment_virtual_machine",
    ),
    (
        "a probe asks for health and publishes nothing",
        "azurerm_lb_probe",
    ),
    (
        "it makes a value for other blocks",
        "random_id random_integer random_password random_pet random_shuffle random_string"
        " random_uuid random_bytes time_offset time_rotating time_sleep time_static"
        " azurecaf_name azurecaf_naming_convention archive_file tls_cert_request tls_locally_signed_cert tls_private_key tls_self_signed_cert",
    ),
    (
        "it does nothing by itself",
        "null_resource terraform_data modtm_telemetry local_file local_sensitive_file",
    ),
)


@cache
def _reasons() -> dict[str, str]:
    return {type_: why for why, types in _INERT for type_ in types.split()}


_UNLESS: Final = {
    "azurerm_storage_blob": ("source_uri",),
    "azurerm_storage_share_file": (),
    "azurerm_storage_share_directory": (),
    "azurerm_storage_table_entity": (),
}
"""Types that put a file of their own somewhere, unless an argument says that they copy another."""


def inert(terraform_type: str, arguments: Arguments) -> str:
    """Return why a type bears on no leak, "" if it may."""
    unless = _UNLESS.get(terraform_type)
    if unless is not None and all(arguments.get(name) is None for name in unless):
        return "it puts content of its own into a store and takes none out"
    return _reasons().get(terraform_type, "")


def inert_types() -> Iterable[str]:
    """Return every type that counts as inert."""
    return _reasons().keys()
