"""From configuration to the state that Terraform would keep after applying it."""

from __future__ import annotations

import json
import re
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ringfence.model.facts import MAYBE, Unknown, Value
from ringfence.model.symbols import CLOSE, OPEN, unshielded
from ringfence.readers.identity import client, principal
from ringfence.readers.options import Options
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.module import Module
from ringfence.readers.terraform.project import Project
from ringfence.readers.terraform.run import Run
from ringfence.readers.tree import Tree

Json = dict[str, Any]

CONTEXT: Final = {
    "@subscription": "11111111-1111-4111-8111-111111111111",
    "@tenant": "22222222-2222-4222-8222-222222222222",
    "@deployer": "33333333-3333-4333-8333-333333333333",
}
_SYMBOL: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_SPACE: Final = uuid.UUID("00000000-0000-4000-8000-000000000000")


class NotStorable(Exception):
    """Something that nobody knows before it is applied, and that decides the answer."""


def literal(text: str) -> str:
    """Return a text with every symbol replaced by what the cloud would have made of it."""
    return _SYMBOL.sub(_made, text)


def _made(match: re.Match[str]) -> str:
    inside = unshielded(match[1])
    name = inside.partition("#")[2]
    if name in CONTEXT:
        return CONTEXT[name]
    if name.startswith("trimsuffix(") and (of := re.search(r"[\w.]+\.endpoint", name)):
        endpoint = literal(f"{OPEN}.#{of[0].lstrip('.')}{CLOSE}")
        return endpoint.removeprefix("https://").rstrip("/")
    attribute = name.rpartition(".")[2]
    if attribute == "private_ip_address":
        return f"10.1.1.{4 + uuid.uuid5(_SPACE, name).int % 200}"
    guid = str(uuid.uuid5(_SPACE, literal(inside).lower()))
    if name.startswith(("principal of ", "client of ")) or "/" in name:
        return guid
    made = "x" + guid.replace("-", "")[:11]
    return f"https://{made}.openai.azure.com/" if attribute.endswith("endpoint") else made


def state_of(text: str, *, form: str = "file") -> str:
    """Return the state of a configuration of one file; `form` is `file` or `shown`."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "main.tf").write_text(text)
        run = Run(Project(Tree.at(Path(name))), ".", Options())
        return written(run.module, form=form)


def written(module: Module, *, form: str = "file") -> str:
    """Return the state of a root module."""
    declared = list(_instances(module))
    return json.dumps(_file(declared) if form == "file" else _shown(declared), indent=1)


def _instances(
    module: Module,
) -> Iterator[tuple[tuple[str, str, str], int | str | None, Declared]]:
    for block in module.blocks():
        name = block.site.block.labels[1]
        for instance, declared in zip(block.instances, block.declared(), strict=True):
            if instance.presence is not None:
                raise NotStorable(f"whether `{declared.address}` exists is not known")
            key: Any = None
            for each in (instance.frame.each_key, instance.frame.count_index):
                if isinstance(each, str | int):
                    key = each
            yield (block.mode, block.type, name), key, declared
    for child in module.children():
        yield from _instances(child)


def _file(declared: list[tuple[tuple[str, str, str], int | str | None, Declared]]) -> Json:
    blocks: dict[tuple[str, str, str], Json] = {}
    for (mode, type_, name), key, instance in declared:
        provider = type_.partition("_")[0]
        block = blocks.setdefault(
            (mode, type_, name),
            {
                "mode": mode,
                "type": type_,
                "name": name,
                "provider": f'provider["registry.terraform.io/hashicorp/{provider}"]',
                "instances": [],
            },
        )
        block["instances"].append(
            {
                **({"index_key": key} if key is not None else {}),
                "schema_version": 0,
                "attributes": attributes(instance),
                "sensitive_attributes": [],
            }
        )
    return {
        "version": 4,
        "terraform_version": "1.11.4",
        "serial": 3,
        "lineage": str(uuid.uuid5(_SPACE, "lineage")),
        "outputs": {},
        "resources": list(blocks.values()),
        "check_results": None,
    }


def _shown(declared: list[tuple[tuple[str, str, str], int | str | None, Declared]]) -> Json:
    resources = [
        {
            "address": instance.address,
            "mode": mode,
            "type": type_,
            "name": name,
            **({"index": key} if key is not None else {}),
            "provider_name": f"registry.terraform.io/hashicorp/{type_.partition('_')[0]}",
            "schema_version": 0,
            "values": attributes(instance),
            "sensitive_values": {},
        }
        for (mode, type_, name), key, instance in declared
    ]
    return {
        "format_version": "1.0",
        "terraform_version": "1.11.4",
        "values": {"root_module": {"resources": resources}},
    }


def attributes(instance: Declared) -> Json:
    """Return what the provider would store of an instance: arguments, and what it computes."""
    made: Json = {}
    for name, value in instance.arguments.items():
        if name != "provisioner" and not isinstance(value, Unknown):
            made[name] = _plain(value)
    if instance.type in ("azurerm_client_config", "azuread_client_config"):
        made |= {"tenant_id": CONTEXT["@tenant"], "object_id": CONTEXT["@deployer"]}
        made["subscription_id"] = CONTEXT["@subscription"]
        return made
    id_ = literal(instance.id) if instance.id else literal(f"{OPEN}#{instance.address}.id{CLOSE}")
    made["id"] = _stored_id(instance.type, id_, literal(principal(instance.id)))
    if id_.startswith("graph/") or instance.type == "azurerm_user_assigned_identity":
        made.setdefault("principal_id", literal(principal(instance.id)))
        made.setdefault("object_id", literal(principal(instance.id)))
        made.setdefault("client_id", literal(client(instance.id)))
    if instance.type == "azurerm_cognitive_account":
        made["endpoint"] = literal(f"{OPEN}.#{instance.address}.endpoint{CLOSE}")
    if instance.type == "azurerm_storage_account":
        for which in ("primary", "secondary"):
            for what in ("access_key", "connection_string", "blob_connection_string"):
                name = f"{which}_{what}"
                made[name] = literal(f"{OPEN}.#{instance.address}.{name}{CLOSE}")
    if instance.type == "azurerm_network_interface":
        address = literal(f"{OPEN}.#{instance.address}.private_ip_address{CLOSE}")
        for block in made["ip_configuration"]:
            block.setdefault("private_ip_address", address)
    if instance.type == "azurerm_key_vault_key":
        made["resource_versionless_id"] = id_
        made["resource_id"] = f"{id_}/versions/0123456789abcdef0123456789abcdef"
        made["versionless_id"] = made["id"].rpartition("/")[0]
    for block in made.get("identity") or ():
        if isinstance(block, dict) and "SystemAssigned" in str(block.get("type")):
            block["principal_id"] = literal(principal(instance.id))
            block["tenant_id"] = CONTEXT["@tenant"]
    return made


def _stored_id(type_: str, id_: str, object_id: str) -> str:
    """Return the id as the provider stores it, which is not always Resource Manager's."""
    if id_.startswith("graph/") and id_.count("/") == 2:
        return f"/{id_.split('/')[1]}/{object_id}"
    if type_ in ("azurerm_key_vault_key", "azurerm_key_vault_secret"):
        vault, name = id_.split("/")[-3], id_.rpartition("/")[2]
        kind = "keys" if type_.endswith("key") else "secrets"
        return f"https://{vault}.vault.azure.net/{kind}/{name}/0123456789abcdef0123456789abcdef"
    return id_


def _plain(value: Value) -> Any:
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, list):
        return [_plain(each) for each in value if not isinstance(each, Unknown)]
    if isinstance(value, dict):
        if MAYBE in value:
            raise NotStorable("an element that may not be there")
        return {
            literal(name): _plain(each)
            for name, each in value.items()
            if not isinstance(each, Unknown)
        }
    return None if isinstance(value, Unknown) else value
