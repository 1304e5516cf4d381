"""Key Vault: access policies or Azure roles, by the mode of the vault; secrets and keys in it.

With Azure roles (`enableRbacAuthorization`) the access policies count for nothing, and changing the
vault adds no grant: the mode can be flipped only by who may write role assignments as well
(https://learn.microsoft.com/azure/key-vault/general/rbac-guide). With access policies, write on
the vault or on its policies grants oneself everything. An absent mode means access policies for a
vault made with an API version before 2026-02-01, Azure roles with that one or a later one
(https://learn.microsoft.com/azure/key-vault/general/access-control-default).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ringfence.graph.azure.rights import (
    DATA,
    KEYS,
    WRITE,
    Answer,
    Case,
    Local,
    Need,
    Service,
    Way,
    opening,
    setting,
)
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

_VAULT: Final = "Microsoft.KeyVault/vaults"
_HSM: Final = "Microsoft.KeyVault/managedHSMs"
_KIND: Final = _VAULT.lower()
_MODE: Final = "properties.enableRbacAuthorization"
_ROLES_SINCE: Final = "2026-02-01"

_SECRETS: Final = frozenset({f"{_KIND}/secrets", f"{_KIND}/certificates"})
_KEYS: Final = frozenset({f"{_KIND}/keys"})

_SECRET_READ: Final = (
    f"{_VAULT}/secrets/getSecret/action",
    f"{_VAULT}/secrets/backup/action",
)
_KEY_USE: Final = (
    f"{_VAULT}/keys/decrypt/action",
    f"{_VAULT}/keys/unwrap/action",
    f"{_VAULT}/keys/release/action",
    f"{_VAULT}/keys/backup/action",
)
_POLICY_READS: Final[dict[str, frozenset[str]]] = {
    "secrets": frozenset({"get", "backup", "all", "*"}),
    "keys": frozenset({"decrypt", "unwrapkey", "release", "backup", "all", "*"}),
    "certificates": frozenset({"backup", "all", "*"}),
}


def _mode(vault: Resource) -> bool | Unknown:
    """Tell whether the vault asks Azure roles: not access policies."""
    value = vault.look(_MODE)
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Absent) or value is None:
        if vault.api_version:
            return vault.api_version[: len(_ROLES_SINCE)] >= _ROLES_SINCE
        why = (
            f"`enableRbacAuthorization` of `{vault.address}` is not set, nor its API version known"
        )
        return Unknown(why, vault.locate(_MODE))
    return str(value).lower() == "true"


def _asks(roles: bool) -> Callable[[Case], Answer]:
    def when(case: Case) -> Answer:
        mode = _mode(case.top)
        evidence = (Evidence(case.top, _MODE, _plain(case.top.look(_MODE))),)
        if isinstance(mode, Unknown):
            return Answer(True, "how the vault grants access is not known", evidence, (mode,))
        asked = "Azure roles" if mode else "access policies"
        wall = f"`{case.top.address}` grants access by {asked} only"
        return Answer(mode == roles, f"the vault grants access by {asked}", evidence, (), wall)

    return when


def _plain(value: Value | Absent) -> Value:
    return None if isinstance(value, Absent) else value


def _deploys(case: Case) -> Answer:
    return setting(case.top, "properties.enabledForTemplateDeployment").when(
        "true", wall=f"`{case.top.address}` hands no secrets to deployments"
    )


def _local(estate: Estate, vault: Resource) -> Iterator[Local]:
    """Yield the access policies of a vault, each as a grant on the whole of it."""
    del estate
    mode = _mode(vault)
    doubts = (mode,) if isinstance(mode, Unknown) else ()
    wall = f"`{vault.address}` grants access by Azure roles only" if mode is True else ""
    pointer = "properties.accessPolicies"
    for index, (element, doubt) in enumerate(members(vault.look(pointer))):
        unsure = doubts if doubt is None else (*doubts, doubt)
        principal: Value | Absent = element
        if isinstance(element, dict):
            principal = element.get("objectId", ABSENT)
        if isinstance(principal, Absent) or principal is None:
            continue
        yield Local(
            principal=principal,
            resource=vault,
            pointer=f"{pointer}[{index}]",
            scope=vault.key,
            says="read {it}",
            because="an access policy of the vault names it",
            reads=_reader(element),
            rule="access-policy",
            doubts=unsure,
            wall=wall,
        )


def _reader(policy: Value) -> Callable[[str], bool | Unknown]:
    def reads(kind: str) -> bool | Unknown:
        if isinstance(policy, Unknown):
            return policy
        wanted = _POLICY_READS
        if kind in _KEYS:
            wanted = {"keys": _POLICY_READS["keys"]}
        elif kind in _SECRETS:
            wanted = {name: _POLICY_READS[name] for name in ("secrets", "certificates")}
        unsure: Unknown | None = None
        for name, verbs in wanted.items():
            for verb, doubt in members(dig(policy, f"permissions.{name}")):
                if doubt is not None:
                    unsure = doubt
                elif str(verb).lower() in verbs:
                    return True
        return unsure if unsure is not None else False

    return reads


_OWN_POLICY: Final = Need(
    "policies",
    "add access policies to {it}",
    actions=(f"{_VAULT}/write", f"{_VAULT}/accessPolicies/write"),
)


def _data(name: str, verb: str, actions: tuple[str, ...], only: frozenset[str]) -> Way:
    need = Need(name, verb, data=actions, at="asset")
    return Way("reads-data", DATA, (need,), "reads {it} with its own role", _asks(True), only=only)


SERVICES = (
    Service(
        types=(_VAULT,),
        opens=opening(_VAULT),
        ways=(
            _data("data", "use what {it} keeps", _SECRET_READ + _KEY_USE, frozenset({_KIND})),
            _data("use", "use the key {it}", _KEY_USE, _KEYS),
            _data("secret", "read the secret {it}", _SECRET_READ, _SECRETS),
            Way(
                "grants-itself",
                WRITE,
                (_OWN_POLICY,),
                "adds itself to the access policies of {it}",
                _asks(False),
            ),
            Way(
                "hands-out-secrets",
                KEYS,
                (
                    Need(
                        "deploy",
                        "use secrets of {it} in a deployment",
                        actions=(f"{_VAULT}/deploy/action",),
                    ),
                ),
                "reads secrets of {it} through a template deployment",
                _deploys,
                network=False,
                only=_SECRETS,
            ),
        ),
        local=_local,
    ),
    # A managed HSM has roles of its own, which only its administrators grant: Azure roles, those
    # that write role assignments included, open no key in it.
    Service(types=(_HSM,), opens=opening(_HSM), grantable=False),
)
