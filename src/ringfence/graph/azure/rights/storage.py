"""Storage accounts: data roles, account keys, anonymous access, SFTP users.

Account keys and the SAS that the service signs open every blob, share, queue and table while the
account accepts shared keys; a role on the account with write may accept them again. Sources:
azure_actions.yaml (role literals and SDK URLs), REST documentation of storage accounts.
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import (
    DATA,
    KEYS,
    WRITE,
    Answer,
    Case,
    Need,
    Service,
    Way,
    opening,
    setting,
)

_ACCOUNT: Final = "Microsoft.Storage/storageAccounts"
_KIND: Final = _ACCOUNT.lower()
_BLOBS: Final = frozenset({_KIND, f"{_KIND}/blobservices/containers"})
_FILES: Final = frozenset({f"{_KIND}/fileservices/shares"})
_QUEUES: Final = frozenset({f"{_KIND}/queueservices/queues"})
_TABLES: Final = frozenset({f"{_KIND}/tableservices/tables"})

_BLOB_READ: Final = (
    f"{_ACCOUNT}/blobServices/containers/blobs/read",
    f"{_ACCOUNT}/blobServices/containers/blobs/runAsSuperUser/action",
    f"{_ACCOUNT}/blobServices/containers/blobs/modifyPermissions/action",
    f"{_ACCOUNT}/blobServices/containers/blobs/manageOwnership/action",
)
_FILE_READ: Final = (
    f"{_ACCOUNT}/fileServices/fileshares/files/read",
    f"{_ACCOUNT}/fileServices/readFileBackupSemantics/action",
    f"{_ACCOUNT}/fileServices/takeOwnership/action",
)
_QUEUE_READ: Final = (
    f"{_ACCOUNT}/queueServices/queues/messages/read",
    f"{_ACCOUNT}/queueServices/queues/messages/process/action",
)
_TABLE_READ: Final = (f"{_ACCOUNT}/tableServices/tables/entities/read",)


def _reads(name: str, actions: tuple[str, ...], only: frozenset[str]) -> Way:
    need = Need(name, "read the data of {it}", data=actions, at="asset")
    return Way("reads-data", DATA, (need,), "reads the data of {it} with its own role", only=only)


def _accepts_keys(case: Case) -> Answer:
    return setting(case.top, "properties.allowSharedKeyAccess").unless(
        "false", wall=f"`{case.top.address}` accepts no shared keys"
    )


def _may_be_public(case: Case) -> Answer:
    return setting(case.top, "properties.allowBlobPublicAccess").unless(
        "false", wall=f"`{case.top.address}` allows no anonymous access"
    )


def _has_sftp(case: Case) -> Answer:
    return setting(case.top, "properties.isSftpEnabled").unless(
        "false", wall=f"`{case.top.address}` offers no SFTP"
    )


_LIST_KEYS: Final = Need(
    "keys",
    "obtain the keys of {it}",
    actions=(
        f"{_ACCOUNT}/listKeys/action",
        f"{_ACCOUNT}/regenerateKey/action",
        f"{_ACCOUNT}/listAccountSas/action",
        f"{_ACCOUNT}/listServiceSas/action",
    ),
)
_CHANGE: Final = Need("write", "change the settings of {it}", actions=(f"{_ACCOUNT}/write",))
_PUBLISH: Final = Need(
    "publish",
    "make containers of {it} public",
    actions=(f"{_ACCOUNT}/blobServices/containers/write",),
    at="asset",
)

SERVICES = (
    Service(
        types=(_ACCOUNT,),
        opens=opening(_ACCOUNT),
        ways=(
            _reads(
                "data",
                _BLOB_READ + _FILE_READ + _QUEUE_READ + _TABLE_READ,
                frozenset({_KIND}),
            ),
            _reads("blobs", _BLOB_READ, _BLOBS - {_KIND}),
            _reads("files", _FILE_READ, _FILES),
            _reads("messages", _QUEUE_READ, _QUEUES),
            _reads("entities", _TABLE_READ, _TABLES),
            Way(
                "hands-out-keys",
                KEYS,
                (_LIST_KEYS,),
                "reads {it} with the account key that the control plane hands out",
                _accepts_keys,
            ),
            Way(
                "opens-local-auth",
                WRITE,
                (_CHANGE, _LIST_KEYS),
                "lets {it} accept shared keys again and obtains them",
            ),
            Way(
                "opens-anonymous-access",
                WRITE,
                (_PUBLISH,),
                "makes containers of {it} public",
                _may_be_public,
                only=_BLOBS,
            ),
            Way(
                "opens-anonymous-access",
                WRITE,
                (_CHANGE, _PUBLISH),
                "allows anonymous access to {it} and makes its containers public",
                only=_BLOBS,
            ),
            Way(
                "adds-local-user",
                WRITE,
                (
                    Need(
                        "local-users",
                        "create SFTP users of {it}",
                        actions=(f"{_ACCOUNT}/localUsers/write",),
                    ),
                    Need(
                        "local-passwords",
                        "obtain the passwords of SFTP users of {it}",
                        actions=(
                            f"{_ACCOUNT}/localUsers/listKeys/action",
                            f"{_ACCOUNT}/localUsers/regeneratePassword/action",
                        ),
                    ),
                ),
                "creates an SFTP user of {it}",
                _has_sftp,
                only=_BLOBS,
            ),
        ),
    ),
)
