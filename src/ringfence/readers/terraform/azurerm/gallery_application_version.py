"""A version of a program that a gallery gives to machines: where it lies, what it runs."""

from ringfence.readers.terraform.build import block, each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON, without_query

MAPPING = Mapping(
    terraform="azurerm_gallery_application_version",
    arm="Microsoft.Compute/galleries/applications/versions",
    place=Under(
        "Microsoft.Compute/galleries/applications", "versions", ("gallery_application_id",)
    ),
    parts=(
        *COMMON,
        block(
            "source",
            to="properties.publishingProfile.source",
            parts=(
                move("media_link", to="mediaLink", convert=without_query),
                move(
                    "default_configuration_link",
                    to="defaultConfigurationLink",
                    convert=without_query,
                ),
            ),
        ),
        block(
            "manage_action",
            to="properties.publishingProfile.manageActions",
            parts=(move("install", to="install"), move("remove", to="remove")),
        ),
        each(
            "target_region",
            to="properties.publishingProfile.targetRegions",
            parts=(
                move("name", to="name"),
                move("storage_account_type", to="storageAccountType", default="Standard_LRS"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_gallery_application_version" "x" {
              location = "westeurope"
              name = "1.0.0"
              gallery_application_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/applications/a"
              source {
                media_link = "https://st.blob.core.windows.net/apps/a.zip?sig=secret"
              }
              manage_action {
                install = "run"
                remove = "rm"
              }
              target_region {
                name = "eastus"
                regional_replica_count = 1
              }
            }
            """,
            {
                "properties.publishingProfile.source.mediaLink": "https://st.blob.core.windows.net/apps/a.zip",
                "properties.publishingProfile.targetRegions[0].name": "eastus",
            },
        ),
    ),
)
