"""Provider configurations: which subscription and tenant the resources of a module lie in."""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.model.symbols import context
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.folder import Folder, Site
from ringfence.readers.terraform.mapping import Provider


def unstated(
    name: str, root: str, majors: frozenset[int], versions: str, alias: str = ""
) -> Provider:
    """Return the provider of resources for which no configuration says where they lie.

    All such configurations of one root mean the same subscription and tenant. A configuration
    that is not there (`alias`) may mean any.
    """
    label = f"{root}@{alias}" if alias else root
    return Provider(
        name, context("subscription", label), context("tenant", label), majors, versions
    )


def configured(
    site: Site, folder: Folder, frame: Frame, root: str, majors: frozenset[int], versions: str
) -> Provider:
    """Return the provider that a `provider` block configures."""
    name = site.block.labels[0]
    return Provider(
        name,
        _stated(site, folder, frame, "subscription_id", context("subscription", root), root),
        _stated(site, folder, frame, "tenant_id", context("tenant", root), root),
        majors,
        versions,
    )


def _stated(
    site: Site, folder: Folder, frame: Frame, argument: str, otherwise: str, root: str
) -> str:
    """Return a literal, or a symbol that equal expressions share and that may equal any other."""
    recipe = folder.recipe(site)
    if argument not in recipe.arguments:
        return otherwise
    value = recipe.argument(argument, frame)
    if isinstance(value, str) and value:
        return value
    if not isinstance(value, Unknown):
        return otherwise
    which = f"{value.reason} {value.source}".replace("#", "")
    return context(argument.removesuffix("_id"), f"{root}@{which}")
