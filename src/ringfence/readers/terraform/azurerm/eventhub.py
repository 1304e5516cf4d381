"""An event hub; capture copies what passes into a store."""

from ringfence.readers.terraform.build import block, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_eventhub",
    arm="Microsoft.EventHub/namespaces/eventhubs",
    place=Under(
        "Microsoft.EventHub/namespaces",
        "eventhubs",
        ("namespace_id",),
        ("namespace_name",),
        group=True,
    ),
    parts=(
        number("partition_count", to="properties.partitionCount"),
        number("message_retention", to="properties.messageRetentionInDays"),
        block(
            "capture_description",
            to="properties.captureDescription",
            parts=(
                flag("enabled", to="enabled"),
                block(
                    "destination",
                    to="destination",
                    parts=(
                        move("name", to="name"),
                        move("storage_account_id", to="properties.storageAccountResourceId"),
                        move("blob_container_name", to="properties.blobContainer"),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_eventhub" "prompts" {
              name                = "prompts"
              namespace_name      = "evhns"
              resource_group_name = "rg"
              partition_count     = 2
              message_retention   = 1
              capture_description {
                enabled  = true
                encoding = "Avro"
                destination {
                  name                = "EventHubArchive.AzureBlockBlob"
                  archive_name_format = "{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}"
                  blob_container_name = "prompts"
                  storage_account_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
                }
              }
            }
            """,
            {
                "properties.captureDescription.enabled": True,
                "properties.captureDescription.destination.properties.storageAccountResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
            },
        ),
    ),
)
