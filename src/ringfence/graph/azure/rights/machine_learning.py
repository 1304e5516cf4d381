"""Azure Machine Learning: jobs run code beside the models, the workspace hands out its keys.

A workspace keeps its models in the store that it is linked to. While `systemDatastoresAuthMode` is
`AccessKey` (the default) it keeps the keys of that store and of its registry, hands them out, and
mounts the store for every job (https://learn.microsoft.com/azure/machine-learning/how-to-datastore).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.rights import (
    DATA,
    KEYS,
    THROUGH,
    Answer,
    Case,
    Need,
    Service,
    Through,
    Way,
    opening,
    setting,
)
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource

_WORKSPACE: Final = "Microsoft.MachineLearningServices/workspaces"
_REGISTRY: Final = "Microsoft.MachineLearningServices/registries"
_KIND: Final = _WORKSPACE.lower()
_COMPUTES: Final = f"{_KIND}/computes"
_ENDPOINTS: Final = frozenset(
    {f"{_KIND}/onlineendpoints", f"{_KIND}/serverlessendpoints", f"{_KIND}/batchendpoints"}
)

_JOBS: Final = Need(
    "jobs",
    "run jobs in {it}",
    actions=(
        f"{_WORKSPACE}/jobs/write",
        f"{_WORKSPACE}/experiments/runs/submit/action",
        f"{_WORKSPACE}/schedules/write",
        f"{_WORKSPACE}/onlineEndpoints/deployments/write",
        f"{_WORKSPACE}/batchEndpoints/deployments/write",
    ),
)
_STORE_KEYS: Final = Need(
    "store-keys",
    "obtain the keys that {it} keeps",
    actions=(
        f"{_WORKSPACE}/listKeys/action",
        f"{_WORKSPACE}/listStorageAccountKeys/action",
        f"{_WORKSPACE}/datastores/listSecrets/action",
    ),
)
_REGISTRY_KEYS: Final = Need(
    "registry-keys",
    "obtain the keys that {it} keeps",
    actions=(f"{_WORKSPACE}/listKeys/action",),
)


def _keeps_keys(workspace: Resource) -> Answer:
    return setting(workspace, "properties.systemDatastoresAuthMode").when(
        "accesskey", wall=f"`{workspace.address}` keeps no keys of its stores"
    )


def _both(first: Answer, second: Answer) -> Answer:
    """Return the answer to two conditions that both must leave the way open."""
    shut = [answer for answer in (first, second) if not answer.open]
    if shut:
        return shut[0]
    because = ", and ".join(filter(None, (first.because, second.because)))
    return Answer(True, because, first.evidence + second.evidence, first.doubts + second.doubts)


def _store_takes_keys(case: Case) -> Answer:
    accepts = setting(case.top, "properties.allowSharedKeyAccess").unless(
        "false", wall=f"`{case.top.address}` accepts no shared keys"
    )
    return _both(_keeps_keys(case.via), accepts)


def _registry_takes_keys(case: Case) -> Answer:
    return setting(case.top, "properties.adminUserEnabled").when(
        "true", wall=f"the admin user of `{case.top.address}` is off"
    )


def _endpoint_has_keys(case: Case) -> Answer:
    return setting(case.asset, "properties.authMode").when(
        "key", wall=f"`{case.asset.address}` has no keys"
    )


_STORE_WAYS: Final = (
    Way(
        "hands-out-keys",
        KEYS,
        (_STORE_KEYS,),
        "reads {it} with the key that the workspace hands out",
        _store_takes_keys,
    ),
    Way(
        "runs-code",
        THROUGH,
        (_JOBS,),
        "reads {it} from a job, which mounts it with the key that the workspace keeps",
        _store_takes_keys,
        network=False,
    ),
)
_REGISTRY_WAYS: Final = (
    Way(
        "hands-out-keys",
        KEYS,
        (_REGISTRY_KEYS,),
        "pulls from {it} with the password that the workspace hands out",
        _registry_takes_keys,
    ),
)


def _linked(workspace: Resource) -> Iterator[tuple[Value, Unknown | None]]:
    for pointer in ("properties.storageAccount", "properties.containerRegistry"):
        value = workspace.look(pointer)
        if not isinstance(value, Absent) and value is not None and workspace.external is None:
            yield value, None


SERVICES = (
    Service(
        types=(_WORKSPACE,),
        opens=opening(_WORKSPACE),
        content=(
            f"{_WORKSPACE}/*/read",
            f"{_WORKSPACE}/*/write",
            f"{_WORKSPACE}/*/action",
            f"{_WORKSPACE}/*/delete",
        ),
        manages=(f"{_WORKSPACE}/write", f"{_WORKSPACE}/listKeys/action"),
        ways=(
            Way(
                "hands-out-keys",
                KEYS,
                (
                    Need(
                        "endpoint-keys",
                        "obtain the keys of {it}",
                        actions=(
                            f"{_WORKSPACE}/onlineEndpoints/listKeys/action",
                            f"{_WORKSPACE}/onlineEndpoints/regenerateKeys/action",
                            f"{_WORKSPACE}/serverlessEndpoints/listKeys/action",
                        ),
                        at="asset",
                    ),
                ),
                "queries {it} with a key that the control plane hands out",
                _endpoint_has_keys,
                only=_ENDPOINTS,
            ),
            Way(
                "reads-data",
                DATA,
                (
                    Need(
                        "score",
                        "query {it}",
                        actions=(
                            f"{_WORKSPACE}/onlineEndpoints/score/action",
                            f"{_WORKSPACE}/onlineEndpoints/token/action",
                        ),
                        at="asset",
                    ),
                ),
                "queries {it} with its own role",
                only=_ENDPOINTS,
            ),
        ),
        runs=(
            Way(
                "runs-code",
                THROUGH,
                (_JOBS,),
                "runs code in {it} as a job",
                network=False,
                only=frozenset({_KIND, _COMPUTES}) | _ENDPOINTS,
            ),
            Way(
                "runs-code",
                THROUGH,
                (
                    Need(
                        "compute",
                        "create compute in {it}",
                        actions=(f"{_WORKSPACE}/computes/write",),
                        at="asset",
                    ),
                ),
                "runs code on compute of {it} through its setup script",
                network=False,
                only=frozenset({_KIND, _COMPUTES}),
            ),
        ),
        creates=(f"{_WORKSPACE}/computes/write", f"{_WORKSPACE}/onlineEndpoints/write"),
        through=(
            Through(
                _linked,
                {
                    "microsoft.storage/storageaccounts": _STORE_WAYS,
                    "microsoft.containerregistry/registries": _REGISTRY_WAYS,
                },
            ),
        ),
    ),
    Service(
        types=(_REGISTRY,),
        opens=opening(_REGISTRY),
        content=(f"{_REGISTRY}/assets/*", f"{_REGISTRY}/*/read"),
        ways=(
            Way(
                "reads-data",
                DATA,
                (Need("assets", "read models of {it}", actions=(f"{_REGISTRY}/assets/read",)),),
                "downloads models of {it}",
            ),
        ),
    ),
)
