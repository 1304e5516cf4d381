"""App Service and Functions: publishing, by the control plane or with credentials that it hands out."""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import THROUGH, Need, Service, Way

_SITE: Final = "Microsoft.Web/sites"
_KIND: Final = _SITE.lower()

_PUBLISH: Final = Need(
    "publish",
    "publish code to {it}",
    actions=(
        f"{_SITE}/write",
        f"{_SITE}/publishxml/action",
        f"{_SITE}/publish/action",
        f"{_SITE}/config/list/action",
        f"{_SITE}/extensions/write",
        f"{_SITE}/functions/write",
        f"{_SITE}/sourcecontrols/write",
        f"{_SITE}/webjobs/write",
    ),
)
_SLOT: Final = Need(
    "publish-slot",
    "publish code to {it}",
    actions=(
        f"{_SITE}/slots/write",
        f"{_SITE}/slots/publishxml/action",
        f"{_SITE}/slots/config/list/action",
        f"{_SITE}/slots/extensions/write",
    ),
    at="asset",
)

SERVICES = (
    Service(
        types=(_SITE,),
        runs=(
            Way(
                "runs-code",
                THROUGH,
                (_PUBLISH,),
                "publishes code to {it}",
                network=False,
                only=frozenset({_KIND}),
            ),
            Way(
                "runs-code",
                THROUGH,
                (_SLOT,),
                "publishes code to {it}",
                network=False,
                only=frozenset({f"{_KIND}/slots"}),
            ),
        ),
        creates=(f"{_SITE}/write",),
    ),
)
