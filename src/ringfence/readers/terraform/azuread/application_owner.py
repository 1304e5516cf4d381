"""Makes a principal an owner of an application: it may add credentials to it."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import UnderDirectory

APPLICATIONS = "Microsoft.Graph/applications"

MAPPING = Mapping(
    terraform="azuread_application_owner",
    arm=APPLICATIONS,
    place=UnderDirectory(
        "applications", "owners", APPLICATIONS, ("application_id",), "owner_object_id"
    ),
    pieces=(
        Piece(
            "application_id",
            (APPLICATIONS,),
            "properties.owners",
            "append",
            (move("owner_object_id", to="id"),),
            take="id",
            collection="applications",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azuread_application_owner" "alice" {
              application_id  = "/applications/00000000-0000-0000-0000-0000000000aa"
              owner_object_id = "00000000-0000-0000-0000-000000000001"
            }
            """,
            {
                "target": "graph/applications/00000000-0000-0000-0000-0000000000aa",
                "fold:properties.owners": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
