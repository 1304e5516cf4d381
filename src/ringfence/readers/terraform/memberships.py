"""Who belongs to a group for a time (Privileged Identity Management for groups)."""

from __future__ import annotations

from ringfence.model.facts import Unknown, Value
from ringfence.readers.terraform.mapping import Arguments, Piece, Provider
from ringfence.readers.terraform.parts import Computed

GROUPS = "Microsoft.Graph/groups"


def schedule(listed: str, kind: str) -> tuple[Piece, ...]:
    """Return the piece that puts a principal into the list of a group if it is of the kind."""

    def who(arguments: Arguments, provider: Provider) -> dict[str, Value]:
        del provider
        stated = arguments.get("assignment_type")
        if isinstance(stated, Unknown):
            return {"id": stated}
        return {"id": arguments.get("principal_id")} if stated == kind else {}

    part = Computed(("principal_id", "assignment_type"), ("id",), who)
    return (
        Piece(
            "group_id",
            (GROUPS,),
            f"properties.{listed}",
            "append",
            (part,),
            take="id",
            collection="groups",
        ),
    )
