"""Container registries: pulling is a control-plane action, unless repositories have their own roles.

`registries/pull/read` is matched by `*/read`: Reader can pull every image. A registry in the mode
`AbacRepositoryPermissions` ignores it and asks for the data actions of repositories instead
(https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions).
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import (
    DATA,
    KEYS,
    THROUGH,
    WRITE,
    Answer,
    Case,
    Need,
    Service,
    Way,
    opening,
    setting,
)

_REGISTRY: Final = "Microsoft.ContainerRegistry/registries"
_KIND: Final = _REGISTRY.lower()
_TASK: Final = f"{_KIND}/tasks"
_IMAGES: Final = frozenset({_KIND, f"{_KIND}/repositories"})


def _legacy(case: Case) -> Answer:
    return setting(case.top, "properties.roleAssignmentMode").when(
        "legacyregistrypermissions",
        wall=f"`{case.top.address}` asks for roles on repositories",
    )


def _repositories(case: Case) -> Answer:
    return setting(case.top, "properties.roleAssignmentMode").when("abacrepositorypermissions")


def _admin(case: Case) -> Answer:
    return setting(case.top, "properties.adminUserEnabled").when(
        "true", wall=f"the admin user of `{case.top.address}` is off"
    )


def _anonymous_possible(case: Case) -> Answer:
    """Anonymous pull needs the Standard or Premium tier."""
    return setting(case.top, "sku.name").unless("basic", "classic")


_CREDENTIALS: Final = Need(
    "credentials",
    "obtain the admin password of {it}",
    actions=(
        f"{_REGISTRY}/listCredentials/action",
        f"{_REGISTRY}/regenerateCredential/action",
    ),
)
_CHANGE: Final = Need("write", "change the settings of {it}", actions=(f"{_REGISTRY}/write",))

SERVICES = (
    Service(
        types=(_REGISTRY,),
        opens=opening(_REGISTRY),
        content=(
            f"{_REGISTRY}/pull/read",
            f"{_REGISTRY}/push/write",
            f"{_REGISTRY}/artifacts/*",
            f"{_REGISTRY}/quarantine/*",
            f"{_REGISTRY}/sign/write",
        ),
        ways=(
            Way(
                "reads-data",
                DATA,
                (Need("pull", "pull images from {it}", actions=(f"{_REGISTRY}/pull/read",)),),
                "pulls every image of {it}",
                _legacy,
                only=_IMAGES,
            ),
            Way(
                "reads-data",
                DATA,
                (
                    Need(
                        "content",
                        "pull repositories of {it}",
                        data=(f"{_REGISTRY}/repositories/content/read",),
                        at="asset",
                    ),
                ),
                "pulls repositories of {it}",
                _repositories,
                only=_IMAGES,
            ),
            Way(
                "hands-out-keys",
                KEYS,
                (_CREDENTIALS,),
                "pulls every image of {it} as its admin user",
                _admin,
                only=_IMAGES,
            ),
            Way(
                "opens-anonymous-access",
                WRITE,
                (_CHANGE,),
                "lets everybody pull from {it} without credentials",
                _anonymous_possible,
                only=_IMAGES,
            ),
            Way(
                "opens-local-auth",
                WRITE,
                (_CHANGE, _CREDENTIALS),
                "switches on the admin user of {it} and obtains its password",
                only=_IMAGES,
            ),
            Way(
                "adds-local-user",
                WRITE,
                (
                    Need(
                        "tokens",
                        "create tokens of {it}",
                        actions=(f"{_REGISTRY}/tokens/write",),
                    ),
                    Need(
                        "token-passwords",
                        "obtain the passwords of tokens of {it}",
                        actions=(f"{_REGISTRY}/generateCredentials/action",),
                    ),
                ),
                "creates a token that pulls from {it}",
                only=_IMAGES,
            ),
            Way(
                "runs-code",
                THROUGH,
                (
                    Need(
                        "builds",
                        "run builds in {it}",
                        actions=(f"{_REGISTRY}/scheduleRun/action",),
                    ),
                ),
                "runs a build inside {it} that copies its images elsewhere",
                _legacy,
                network=False,
                only=_IMAGES,
            ),
        ),
        runs=(
            Way(
                "runs-code",
                THROUGH,
                (
                    Need(
                        "task",
                        "change the task {it}",
                        actions=(f"{_REGISTRY}/tasks/write",),
                        at="asset",
                    ),
                ),
                "runs code in the task {it}",
                network=False,
                only=frozenset({_TASK}),
            ),
        ),
    ),
)
