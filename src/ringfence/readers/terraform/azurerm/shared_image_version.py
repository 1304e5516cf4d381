"""A version of an image in a gallery, copied to each of its target regions."""

from ringfence.readers.terraform.build import each, move, number, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_shared_image_version",
    arm="Microsoft.Compute/galleries/images/versions",
    place=Under(
        "Microsoft.Compute/galleries",
        "images/{image_name}/versions",
        names=("gallery_name",),
        group=True,
    ),
    parts=(
        *COMMON,
        reference("managed_image_id", to="properties.storageProfile.source"),
        reference("os_disk_snapshot_id", to="properties.storageProfile.osDiskImage.source"),
        move("blob_uri", to="properties.storageProfile.osDiskImage.source.uri"),
        each(
            "target_region",
            to="properties.publishingProfile.targetRegions",
            parts=(
                move("name", to="name"),
                number("regional_replica_count", to="regionalReplicaCount"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_shared_image_version" "gpu" {
              name                = "1.0.0"
              gallery_name        = "gal"
              image_name          = "gpu"
              resource_group_name = "rg"
              location            = "westeurope"
              managed_image_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/images/i"
              target_region {
                name                   = "eastus"
                regional_replica_count = 1
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/gpu/versions/1.0.0",
                "properties.publishingProfile.targetRegions[0].name": "eastus",
            },
        ),
    ),
)
