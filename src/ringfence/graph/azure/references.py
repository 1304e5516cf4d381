"""References between resources that are not plain ids: key URLs, account names, symbols of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.per_estate import per_estate
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import CLOSE, OPEN, unshielded

VAULTS: Final = ("Microsoft.KeyVault/vaults", "Microsoft.KeyVault/managedHSMs")
KEYS: Final = tuple(f"{vault}/keys" for vault in VAULTS)
STORAGE: Final = "Microsoft.Storage/storageAccounts"
ENCRYPTION_SETS: Final = "Microsoft.Compute/diskEncryptionSets"

_SYMBOL: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_NAME: Final = f"(?:{OPEN}[^{CLOSE}]*{CLOSE}|[^./{OPEN}])+"
_URL: Final = re.compile(rf"https://({_NAME})\.[^/]*(?:/keys/([^/]+))?", re.IGNORECASE)
_VAULT_FIELDS: Final = frozenset(
    {
        "keyvaulturi",
        "keyuri",
        "keyidentifier",
        "keyvaultkeyuri",
        "keyurl",
        "primarykeyuri",
        "geobackupkeyuri",
        "keyvaultarmid",
        "vaultbaseurl",
        "keyvaultkeyid",
        "keyvaultresourceid",
    }
)
_BLOCKS: Final = frozenset(
    {
        "encryption",
        "encryptionproperties",
        "keyvaultproperties",
        "dataencryption",
        "activekey",
        "customermanagedkey",
    }
)
"""Blocks that hold such a field: if the block is unknown, so is the key."""
_SET_FIELDS: Final = ("properties.encryption.diskEncryptionSetId", "properties.diskEncryptionSetID")
_DEPTH: Final = 6


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One mention of an encryption key: where, and the key and vault that it means.

    `doubt` is set where the mention could not be resolved, or the vault of its key is not known.
    """

    pointer: str
    value: Value
    key: Resource | None = None
    vault: Resource | None = None
    doubt: Unknown | None = None


@dataclass(slots=True)
class Names:
    """Resources with globally unique names, by type and name, and keys by root and address."""

    vaults: dict[str, Resource] = field(default_factory=dict)
    accounts: dict[str, Resource] = field(default_factory=dict)
    keys: dict[tuple[str, str], Resource] = field(default_factory=dict)


@per_estate
def known_names(estate: Estate) -> Names:
    """Return the name index of an estate, made once."""
    found = Names()
    for vault in estate.of(*VAULTS):
        found.vaults[vault.key.rsplit("/", 1)[-1]] = vault
    for store in estate.of(STORAGE):
        found.accounts[store.key.rsplit("/", 1)[-1]] = store
    for resource in (*estate.of(*KEYS), *estate.of(*VAULTS)):
        found.keys[resource.root.lower(), resource.address.lower()] = resource
    return found


def account(estate: Estate, reference: Value | Absent) -> Resource | None:
    """Return the storage account that an id or a bare name means, None if none of ours."""
    if not isinstance(reference, str) or not reference:
        return None
    return estate.get(reference) or known_names(estate).accounts.get(
        reference.lower().rsplit("/", 1)[-1]
    )


def key_uses(estate: Estate, resource: Resource) -> Iterator[KeyUse]:
    """Yield every encryption key that the properties of `resource` mention.

    A disk names an encryption set, which in turn names the key.
    """
    for pointer, value, name in _mentions(resource.body.get("properties"), "properties", 0):
        if isinstance(value, Unknown):
            yield KeyUse(pointer, value, doubt=value)
        elif isinstance(value, str) and value:
            yield _resolve(estate, pointer, value, name)
    for path in _SET_FIELDS:
        found = estate.lookup(resource.look(path), ENCRYPTION_SETS)
        if found.found is not None:
            for use in key_uses(estate, found.found):
                yield KeyUse(path, use.value, use.key, use.vault, use.doubt)
        elif found.doubt is not None:
            yield KeyUse(path, None, doubt=found.doubt)


def _mentions(
    value: Value | Absent, path: str, depth: int
) -> Iterator[tuple[str, Value, Value | Absent]]:
    """Yield `(pointer, reference, key name)` for every property that names a key or its vault."""
    if isinstance(value, Unknown) and depth == 0:
        yield path, value, ""
    if depth > _DEPTH or not isinstance(value, dict | list):
        return
    if isinstance(value, list):
        for number, element in enumerate(value):
            yield from _mentions(element, f"{path}[{number}]", depth + 1)
        return
    for key, inner in value.items():
        lower = key.lower()
        if isinstance(inner, Unknown) and lower in _BLOCKS:
            yield f"{path}.{key}", inner, ""
            continue
        if lower in _VAULT_FIELDS:
            if inner is not None:
                yield f"{path}.{key}", inner, _key_name(value)
        elif lower == "sourcevault":
            vault = dig(inner, "id")
            if not isinstance(vault, Absent) and vault is not None:
                yield f"{path}.{key}.id", vault, ""
        elif isinstance(inner, dict | list):
            yield from _mentions(inner, f"{path}.{key}", depth + 1)


def _key_name(block: dict[str, Value]) -> Value | Absent:
    for key, value in block.items():
        if key.lower() == "keyname":
            return value
    return ""


def _resolve(estate: Estate, pointer: str, value: str, name: Value | Absent) -> KeyUse:
    names = known_names(estate)
    lower = value.lower().rstrip("/")
    direct = _by_id(estate, lower)
    if direct is None and (url := _URL.match(lower)):
        vault = names.vaults.get(url[1])
        direct = _key_in(estate, vault, url[2] or name) if vault else None
    if direct is None:
        direct = _by_symbol(names, lower)
    if direct is not None:
        if direct.kind.endswith("/keys"):
            vault = estate.get(top_key(direct.key))
            why = None if vault else Unknown(f"the vault of `{direct.address}` is not known")
            return KeyUse(pointer, value, direct, vault, why)
        return KeyUse(pointer, value, _child_key(estate, direct, name), direct)
    return KeyUse(pointer, value, doubt=Unknown("the vault of the key is not in the code"))


def _by_id(estate: Estate, lower: str) -> Resource | None:
    if not lower.startswith("/"):
        return None
    found = estate.get(lower)
    if found is None and "/keys/" in lower:
        head, _, tail = lower.partition("/keys/")
        found = estate.get(f"{head}/keys/{tail.split('/')[0]}") or estate.get(head)
    return found


def _key_in(estate: Estate, vault: Resource, name: Value | Absent) -> Resource:
    return _child_key(estate, vault, name) or vault


def _child_key(estate: Estate, vault: Resource, name: Value | Absent) -> Resource | None:
    if not isinstance(name, str) or not name:
        return None
    return estate.get(f"{vault.key}/keys/{name}")


def _by_symbol(names: Names, lower: str) -> Resource | None:
    """Find the key whose attribute a symbol stands for: `<root>#<address>.<attribute>`."""
    found = _SYMBOL.search(lower)
    if found is None:
        return None
    root, _, rest = unshielded(found[1]).partition("#")
    address = rest.rpartition(".")[0]
    return names.keys.get((root, address)) or names.keys.get((root, rest))
