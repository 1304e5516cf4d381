"""A linked service of a data factory to an SFTP server, anywhere."""

from ringfence.readers.terraform.factories import in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_sftp",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "Sftp",
        typed("host", "host"),
        typed("port", "port"),
        typed("username", "userName"),
        typed("authentication_type", "authenticationType"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_sftp" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              authentication_type = "Basic"
              host                = "sftp.example.org"
              port                = 22
              username            = "u"
              password            = "not to be seen"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "Sftp",
                "properties.typeProperties.host": "sftp.example.org",
                "properties.typeProperties.port": 22,
            },
        ),
    ),
)
