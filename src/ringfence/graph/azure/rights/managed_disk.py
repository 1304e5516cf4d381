"""Managed disks, snapshots and images: exporting one gives a URL that reads all of it.

`beginGetAccess` is refused only where `dataAccessAuthMode` asks for a data role as well
(https://learn.microsoft.com/azure/virtual-machines/linux/disks-export-import-private-links-cli).
Whether the URL can be used from outside is the disk's network policy: the network plane's business.
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import (
    KEYS,
    THROUGH,
    WRITE,
    Answer,
    Case,
    Need,
    Service,
    Way,
    setting,
)

_IMAGE: Final = "Microsoft.Compute/images"
_GALLERY: Final = "Microsoft.Compute/galleries"
_VM_WRITE: Final = "Microsoft.Compute/virtualMachines/write"


def _by_url(case: Case) -> Answer:
    return setting(case.top, "properties.dataAccessAuthMode").unless(
        "azureactivedirectory", wall=f"exports of `{case.top.address}` ask for a data role"
    )


def _exported(type_: str) -> Service:
    export = Need("export", "export {it}", actions=(f"{type_}/beginGetAccess/action",))
    role = Need("download", "download {it}", data=(f"{type_}/download/action",))
    change = Need("write", "change {it}", actions=(f"{type_}/write",))
    attach = Need("attach", "attach {it} to a machine", actions=(f"{type_}/write",))
    machine = Need("machine", "change machines beside {it}", actions=(_VM_WRITE,))
    return Service(
        types=(type_,),
        opens=Need("open", "open the network of {it}", actions=(f"{type_}/write",)),
        ways=(
            Way("hands-out-keys", KEYS, (export,), "exports {it} by a URL", _by_url),
            Way("hands-out-keys", KEYS, (export, role), "exports {it} with its own data role"),
            Way(
                "opens-local-auth",
                WRITE,
                (change, export),
                "drops the data role that exports of {it} ask for, and exports it",
            ),
            Way(
                "runs-code",
                THROUGH,
                (attach, machine),
                "attaches {it}, or a copy of it, to a machine and reads it there",
                network=False,
            ),
        ),
    )


def _copied(type_: str, *reads: str) -> Service:
    """An image has no export: whoever may read it and make a machine boots it and looks."""
    read = Need("read", "use {it}", actions=reads)
    machine = Need("machine", "create machines beside {it}", actions=(_VM_WRITE,))
    return Service(
        types=(type_,),
        ways=(
            Way(
                "runs-code",
                THROUGH,
                (read, machine),
                "makes a machine from {it} and reads it there",
                network=False,
            ),
        ),
    )


SERVICES = (
    _exported("Microsoft.Compute/disks"),
    _exported("Microsoft.Compute/snapshots"),
    _copied(_IMAGE, f"{_IMAGE}/read"),
    _copied(_GALLERY, f"{_GALLERY}/images/versions/read", f"{_GALLERY}/images/read"),
)
