"""Parts of Stream Analytics: what a job reads from and what it writes to."""

from __future__ import annotations

from typing import Final

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import items, move
from ringfence.readers.terraform.mapping import Arguments, Part, Provider
from ringfence.readers.terraform.parts import Computed, Fixed, Move
from ringfence.readers.terraform.places import Under

JOB: Final = "Microsoft.StreamAnalytics/streamingjobs"


def in_job(collection: str) -> Under:
    """Return the place of a child of a job, which is named by its name."""
    return Under(JOB, collection, names=("stream_analytics_job_name",), group=True)


def in_job_by_id(collection: str) -> Under:
    """Return the place of a child of a job, which is named by its id."""
    return Under(JOB, collection, ("stream_analytics_job_id",))


def of(name: str, to: str) -> Move:
    """Return a part for a property of the source at hand."""
    return move(name, to=f"properties.datasource.properties.{to}")


def source(kind: str, *parts: Part, signs_in: bool = True) -> tuple[Part, ...]:
    """Return where an input reads or an output writes; keys stay out."""
    mode = move(
        "authentication_mode",
        to="properties.datasource.properties.authenticationMode",
        default="ConnectionString",
    )
    return (
        Fixed("properties.datasource.type", kind),
        *((mode,) if signs_in else ()),
        *parts,
    )


BLOBS: Final[tuple[Part, ...]] = (
    items(
        "storage_account_name",
        to="properties.datasource.properties.storageAccounts",
        make=lambda name: {"accountName": name},
    ),
    of("storage_container_name", "container"),
    of("path_pattern", "pathPattern"),
)
"""A container, named with its account."""

BUS: Final[tuple[Part, ...]] = (
    of("servicebus_namespace", "serviceBusNamespace"),
    of("shared_access_policy_name", "sharedAccessPolicyName"),
)
"""A namespace of Event Hubs or Service Bus, by its name."""

DATABASE: Final[tuple[Part, ...]] = (
    of("server", "server"),
    of("database", "database"),
    of("table", "table"),
)
"""A table of a SQL server."""


def within(argument: str, to: str, account: str, **children: str) -> Computed:
    """Return a part that takes the id in `argument` apart.

    `account` is the property, below `to`, for the id or name of the account; `children` are ARM's
    collections below it with the properties for what is named there.
    """
    paths = tuple(f"{to}.{name}" for name in (account, *children.values()))

    def make(arguments: Arguments, provider: Provider) -> dict[str, Value]:
        del provider
        value = arguments.get(argument)
        if not isinstance(value, str):
            return {} if value is None else dict.fromkeys(paths, value)
        steps = value.split("/")
        found = dict(zip(steps[1::2], steps[2::2], strict=False))
        whole = value.partition(f"/{next(iter(children))}/")[0]
        made: dict[str, Value] = {paths[0]: whole}
        for (collection, _), path in zip(children.items(), paths[1:], strict=True):
            made[path] = found.get(collection)
        return made

    return Computed((argument,), paths, make)
