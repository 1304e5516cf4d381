"""A Kubernetes cluster: its API server, its node pools, its way out."""

from ringfence.readers.terraform.build import block, each, enabled, flag, inverted, move
from ringfence.readers.terraform.hosts import POOL
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url

MAPPING = Mapping(
    terraform="azurerm_kubernetes_cluster",
    arm="Microsoft.ContainerService/managedClusters",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_tier", to="sku.tier", default="Free"),
        move("dns_prefix", to="properties.dnsPrefix"),
        flag(
            "private_cluster_enabled",
            to="properties.apiServerAccessProfile.enablePrivateCluster",
            default=False,
        ),
        flag(
            "private_cluster_public_fqdn_enabled",
            to="properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN",
            default=False,
        ),
        move("private_dns_zone_id", to="properties.apiServerAccessProfile.privateDNSZone"),
        inverted(
            "run_command_enabled",
            to="properties.apiServerAccessProfile.disableRunCommand",
            default=True,
        ),
        move(
            "api_server_authorized_ip_ranges",
            to="properties.apiServerAccessProfile.authorizedIPRanges",
        ),
        block(
            "api_server_access_profile",
            to="",
            parts=(
                move(
                    "authorized_ip_ranges",
                    to="properties.apiServerAccessProfile.authorizedIPRanges",
                ),
                move("subnet_id", to="properties.apiServerAccessProfile.subnetId"),
                flag(
                    "virtual_network_integration_enabled",
                    "vnet_integration_enabled",
                    to="properties.apiServerAccessProfile.enableVnetIntegration",
                    default=False,
                ),
            ),
        ),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess"),
        each(
            "default_node_pool",
            to="properties.agentPoolProfiles",
            parts=(move("name", to="name"), Fixed("mode", "System"), *POOL),
        ),
        block(
            "network_profile",
            to="properties.networkProfile",
            parts=(
                move("network_plugin", to="networkPlugin"),
                move("network_plugin_mode", to="networkPluginMode"),
                move("network_policy", to="networkPolicy"),
                move("network_data_plane", to="networkDataplane", default="azure"),
                move("outbound_type", to="outboundType", default="loadBalancer"),
                move("load_balancer_sku", to="loadBalancerSku", default="standard"),
                move("pod_cidr", to="podCidr"),
                move("service_cidr", to="serviceCidr"),
            ),
            absent={"properties.networkProfile.outboundType": "loadBalancer"},
        ),
        flag("local_account_disabled", to="properties.disableLocalAccounts", default=False),
        flag("role_based_access_control_enabled", to="properties.enableRBAC", default=True),
        block(
            "azure_active_directory_role_based_access_control",
            to="properties.aadProfile",
            parts=(
                Fixed("managed", True),
                flag("azure_rbac_enabled", to="enableAzureRBAC", default=False),
                move("admin_group_object_ids", to="adminGroupObjectIDs"),
                move("tenant_id", to="tenantID"),
            ),
        ),
        flag(
            "oidc_issuer_enabled",
            to="properties.oidcIssuerProfile.enabled",
            default=Since({3: False, 4: False, 5: True}),
        ),
        flag(
            "workload_identity_enabled",
            to="properties.securityProfile.workloadIdentity.enabled",
            default=False,
        ),
        block(
            "kubelet_identity",
            to="properties.identityProfile.kubeletidentity",
            parts=(
                move("user_assigned_identity_id", to="resourceId"),
                move("object_id", to="objectId"),
                move("client_id", to="clientId"),
            ),
        ),
        block(
            "key_management_service",
            to="properties.securityProfile.azureKeyVaultKms",
            parts=(
                Fixed("enabled", True),
                move("key_vault_key_id", to="keyId", convert=key_url),
                move("key_vault_network_access", to="keyVaultNetworkAccess", default="Public"),
            ),
        ),
        block(
            "oms_agent",
            to="properties.addonProfiles.omsagent",
            parts=(
                Fixed("enabled", True),
                move("log_analytics_workspace_id", to="config.logAnalyticsWorkspaceResourceID"),
            ),
        ),
        flag("azure_policy_enabled", to="properties.addonProfiles.azurepolicy.enabled"),
        flag(
            "http_application_routing_enabled",
            to="properties.addonProfiles.httpApplicationRouting.enabled",
        ),
        block(
            "web_app_routing",
            to="properties.ingressProfile.webAppRouting",
            parts=(
                Fixed("enabled", True),
                move(
                    "default_nginx_controller",
                    to="nginx.defaultIngressControllerType",
                    default="AnnotationControlled",
                ),
            ),
        ),
        block(
            "ingress_application_gateway",
            to="properties.addonProfiles.ingressApplicationGateway",
            parts=(
                Fixed("enabled", True),
                move("gateway_id", to="config.applicationGatewayId"),
                move("subnet_id", to="config.subnetId"),
            ),
        ),
        block(
            "service_principal",
            to="properties.servicePrincipalProfile",
            parts=(move("client_id", to="clientId"),),
        ),
        move("disk_encryption_set_id", to="properties.diskEncryptionSetID"),
        move("node_resource_group", to="properties.nodeResourceGroup"),
    ),
    known={
        "properties.oidcIssuerProfile.issuerURL": "oidc_issuer_url",
        "properties.identityProfile.kubeletidentity.objectId": "kubelet_identity[0].object_id",
    },
    examples=(
        Example(
            """
            resource "azurerm_kubernetes_cluster" "llm" {
              name                    = "aks-llm"
              resource_group_name     = "rg"
              location                = "westeurope"
              dns_prefix              = "llm"
              private_cluster_enabled = true
              local_account_disabled  = true
              default_node_pool {
                name           = "system"
                vm_size        = "Standard_D4s_v5"
                node_count     = 1
                vnet_subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              }
              network_profile {
                network_plugin = "azure"
                outbound_type  = "userDefinedRouting"
              }
              azure_active_directory_role_based_access_control {
                azure_rbac_enabled = true
              }
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {
                "properties.apiServerAccessProfile.enablePrivateCluster": True,
                "properties.apiServerAccessProfile.disableRunCommand": False,
                "properties.agentPoolProfiles[0].vnetSubnetID": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.networkProfile.outboundType": "userDefinedRouting",
                "properties.aadProfile.enableAzureRBAC": True,
                "properties.disableLocalAccounts": True,
            },
        ),
        Example(
            """
            resource "azurerm_kubernetes_cluster" "llm" {
              name                            = "aks-llm"
              resource_group_name             = "rg"
              location                        = "westeurope"
              dns_prefix                      = "llm"
              api_server_authorized_ip_ranges = ["203.0.113.0/24"]
              default_node_pool {
                name                  = "system"
                vm_size               = "Standard_D4s_v5"
                node_count            = 1
                enable_node_public_ip = true
              }
            }
            """,
            {
                "properties.apiServerAccessProfile.authorizedIPRanges": ["203.0.113.0/24"],
                "properties.agentPoolProfiles[0].enableNodePublicIP": True,
                "properties.networkProfile.outboundType": "loadBalancer",
            },
            provider=3,
        ),
    ),
)
