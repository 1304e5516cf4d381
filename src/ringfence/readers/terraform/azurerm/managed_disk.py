"""A disk. Unless it is closed, whoever may export it can do so from anywhere."""

from ringfence.readers.terraform.build import enabled, move, number, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_managed_disk",
    arm="Microsoft.Compute/disks",
    place=InGroup(),
    parts=(
        *COMMON,
        move("storage_account_type", to="sku.name"),
        move("create_option", to="properties.creationData.createOption"),
        move("source_resource_id", to="properties.creationData.sourceResourceId"),
        move("source_uri", to="properties.creationData.sourceUri"),
        move("storage_account_id", to="properties.creationData.storageAccountId"),
        reference("image_reference_id", to="properties.creationData.imageReference"),
        reference("gallery_image_reference_id", to="properties.creationData.galleryImageReference"),
        number("disk_size_gb", to="properties.diskSizeGB"),
        move("os_type", to="properties.osType"),
        move("disk_encryption_set_id", to="properties.encryption.diskEncryptionSetId"),
        move("network_access_policy", to="properties.networkAccessPolicy", default="AllowAll"),
        move("disk_access_id", to="properties.diskAccessId"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        number("max_shares", to="properties.maxShares"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_managed_disk" "weights" {
              name                  = "disk-weights"
              resource_group_name   = "rg"
              location              = "westeurope"
              storage_account_type  = "Premium_LRS"
              create_option         = "Empty"
              disk_size_gb          = 1024
              network_access_policy = "DenyAll"
            }
            """,
            {
                "properties.networkAccessPolicy": "DenyAll",
                "properties.publicNetworkAccess": "Enabled",
                "sku.name": "Premium_LRS",
            },
        ),
    ),
)
