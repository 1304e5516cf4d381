"""A service connection to Azure: as whom the pipelines of a project sign in."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.clients import client_only
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Named

MAPPING = Mapping(
    terraform="azuredevops_serviceendpoint_azurerm",
    arm="AzureDevOps/serviceConnections",
    place=Named("azuredevops/serviceconnections", ("project_id", "service_endpoint_name")),
    parts=(
        move("project_id", to="properties.projectId"),
        move("service_endpoint_name", to="properties.name"),
        move(
            "service_endpoint_authentication_scheme",
            to="properties.scheme",
            default="ServicePrincipal",
        ),
        block(
            "credentials",
            to="properties.credentials",
            parts=(move("serviceprincipalid", to="clientId", convert=client_only),),
        ),
    ),
    name="service_endpoint_name",
    examples=(
        Example(
            """
            resource "azuredevops_serviceendpoint_azurerm" "prod" {
              project_id                             = "llm"
              service_endpoint_name                  = "sc-prod"
              service_endpoint_authentication_scheme = "WorkloadIdentityFederation"
              azurerm_spn_tenantid                   = "00000000-0000-0000-0000-0000000000bb"
              credentials {
                serviceprincipalid = "00000000-0000-0000-0000-0000000000cc"
              }
            }
            """,
            {
                "properties.name": "sc-prod",
                "properties.scheme": "WorkloadIdentityFederation",
                "properties.credentials.clientId": "00000000-0000-0000-0000-0000000000cc",
            },
        ),
    ),
)
