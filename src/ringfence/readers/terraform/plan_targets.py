"""What an id in a plan must be where the plan shows only which resources it was made from.

A plan names the references of an expression, not the expression: `x.id` and `"${x.id}/below"` look
alike. Where the cloud admits only one of them, that is what was meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ringfence.model.facts import Value, members
from ringfence.model.symbols import symbol
from ringfence.readers.terraform.evaluation.values import Datum

if TYPE_CHECKING:
    from ringfence.readers.terraform.plan_instances import PlanInstance

_ACCOUNT: Final = re.compile(r"/storageaccounts/[^/]+$", re.IGNORECASE)
_SERVICE: Final = re.compile(r"(?:blob|file|queue|table)services", re.IGNORECASE)


def below(instance: PlanInstance, argument: str, id_: str) -> str:
    """Return the id that an argument holds, given the id of the only resource that it names.

    A diagnostic setting that keeps logs watches a service of a storage account, nobody knows which:
    the account itself has metrics only.
    https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage
    """
    if not _watches(instance, argument, id_):
        return id_
    return f"{id_}/{symbol(f'{instance.address}.service', instance.root)}/default"


def joined(instance: PlanInstance, argument: str, parts: list[Datum]) -> str | None:
    """Return the id that is made of an id and a name: of the one thing below it of that name."""
    texts = [part for part in parts if isinstance(part, str)]
    ids = [text for text in texts if text.startswith("/")]
    names = [text for text in texts if not text.startswith("/")]
    if len(parts) != 2 or len(ids) != 1 or len(names) != 1:
        return None
    if _SERVICE.fullmatch(names[0]) and _watches(instance, argument, ids[0]):
        return f"{ids[0]}/{names[0]}/default"
    return instance.module.run.named_below(ids[0], names[0])


def _watches(instance: PlanInstance, argument: str, id_: str) -> bool:
    """Tell whether an argument names what a setting that keeps logs watches, of an account."""
    return (
        instance.type == "azurerm_monitor_diagnostic_setting"
        and argument == "target_resource_id"
        and _ACCOUNT.search(id_) is not None
        and _keeps_logs(instance)
    )


def _keeps_logs(instance: PlanInstance) -> bool:
    logs: list[Value] = []
    for name in ("enabled_log", "log"):
        value = instance.given(name)
        logs += [log for log, _ in members(value)]
    return any(not isinstance(log, dict) or log.get("enabled") is not False for log in logs)
