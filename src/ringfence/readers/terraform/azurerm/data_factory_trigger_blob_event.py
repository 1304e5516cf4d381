"""Starts a pipeline when a blob comes or goes."""

from ringfence.readers.terraform.factories import PIPELINES, in_factory, trigger, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_trigger_blob_event",
    arm="Microsoft.DataFactory/factories/triggers",
    place=in_factory("triggers"),
    parts=trigger(
        "BlobEventsTrigger",
        typed("storage_account_id", "scope"),
        typed("events", "events"),
        typed("blob_path_begins_with", "blobPathBeginsWith"),
        PIPELINES,
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_trigger_blob_event" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              storage_account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              events             = ["Microsoft.Storage.BlobCreated"]
              pipeline {
                name = "copy"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/triggers/x",
                "properties.typeProperties.scope": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.pipelines[0].pipelineReference.referenceName": "copy",
                "properties.activated": True,
            },
        ),
    ),
)
