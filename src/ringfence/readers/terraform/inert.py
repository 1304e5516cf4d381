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
        "azurerm_monitor_metric_alert azurerm_monitor_activity_log_alert"
        " azurerm_monitor_smart_detector_alert_rule azurerm_monitor_autoscale_setting"
        " azurerm_monitor_alert_processing_rule_action_group"
        " azurerm_monitor_alert_processing_rule_suppression azurerm_monitor_service_health_alert"
        " azurerm_application_insights_smart_detection_rule azurerm_cost_anomaly_alert"
        " azurerm_security_center_contact azurerm_service_health_alert azurerm_monitor_action_group"
        " azurerm_sentinel_alert_rule_fusion azurerm_sentinel_alert_rule_scheduled"
        " azurerm_sentinel_alert_rule_nrt azurerm_sentinel_alert_rule_ms_security_incident"
        " azurerm_sentinel_alert_rule_anomaly_built_in",
    ),
    (
        "it shows what its readers may see anyway",
        "azurerm_portal_dashboard azurerm_dashboard azurerm_portal_tenant_configuration"
        " azurerm_application_insights_workbook azurerm_application_insights_workbook_template"
        " azurerm_resource_group_cost_management_view azurerm_subscription_cost_management_view",
    ),
    (
        "it locks against change or deletion and opens nothing",
        "azurerm_management_lock azurerm_storage_container_immutability_policy",
    ),
    (
        "it is a setting, a name or a view of a service, and admits nobody",
        "azurerm_storage_account_queue_properties azurerm_storage_account_table_properties"
        " azurerm_eventhub_consumer_group azurerm_key_vault_certificate_contacts"
        " azurerm_key_vault_certificate_issuer azurerm_ssh_public_key"
        " azurerm_cdn_frontdoor_custom_domain_association azurerm_backup_container_storage_account"
        " azurerm_log_analytics_solution azurerm_automation_schedule azurerm_servicebus_subscription_rule"
        " azurerm_cosmosdb_sql_stored_procedure azurerm_cosmosdb_sql_trigger"
        " azurerm_cosmosdb_sql_function",
    ),
    (
        "it counts costs",
        "azurerm_consumption_budget_management_group azurerm_consumption_budget_resource_group"
        " azurerm_consumption_budget_subscription azurerm_capacity_reservation"
        " azurerm_billing_account_cost_management_export azurerm_cost_management_scheduled_action"
        " azurerm_resource_group_cost_management_export azurerm_subscription_cost_management_export"
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
        "it places machines on hardware",
        "azurerm_availability_set azurerm_proximity_placement_group azurerm_dedicated_host"
        " azurerm_dedicated_host_group",
    ),
    (
        "it says when maintenance happens",
        "azurerm_maintenance_configuration azurerm_maintenance_assignment_dedicated_host"
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
        " azurerm_security_center_subscription_pricing azurerm_advanced_threat_protection"
        " azurerm_security_center_storage_defender azurerm_security_center_assessment"
        " azurerm_security_center_assessment_policy azurerm_advisor_suppression"
        " azurerm_security_center_setting",
    ),
    (
        "a probe asks for health and publishes nothing",
        "azurerm_lb_probe",
    ),
    (
        "it makes a value for other blocks",
        "random_id random_integer random_password random_pet random_shuffle random_string"
        " random_uuid random_bytes time_offset time_rotating time_sleep time_static"
        " tls_cert_request tls_locally_signed_cert tls_private_key tls_self_signed_cert",
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
