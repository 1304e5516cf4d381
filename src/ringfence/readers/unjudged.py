"""Types whose shape every door reads and whose effect no plane derives yet.

They move content, run code, grant access or open a way in a manner that is not modelled. Each is a
gap over what it names, whichever format declares it, so that nothing is called sealed beside it.
A plane that learns to judge a type takes it off this list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Final

from ringfence.model.estate import Blind, Estate, parent_key, top_key
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import CLOSE, OPEN
from ringfence.readers.identity import carrier

LIMITS: Final = (
    "types that move content, run code or open a way and that are not judged yet (pipelines, linked"
    " services, streaming jobs, data connections, Site Recovery, classic CDN, Virtual WAN routes,"
    " VPN gateways of hubs, registry tasks, webhooks) are a gap over what they name",
)

_TABLE: Final[tuple[tuple[str, str], ...]] = (
    (
        "it moves content to or from what it names",
        "microsoft.datafactory/factories/linkedservices microsoft.datafactory/factories/datasets"
        " microsoft.datafactory/factories/pipelines microsoft.datafactory/factories/dataflows"
        " microsoft.datafactory/factories/triggers microsoft.datafactory/factories/credentials"
        " microsoft.datafactory/factories/integrationruntimes"
        " microsoft.synapse/workspaces/linkedservices"
        " microsoft.synapse/workspaces/integrationruntimes"
        " microsoft.streamanalytics/streamingjobs/inputs"
        " microsoft.streamanalytics/streamingjobs/outputs"
        " microsoft.streamanalytics/clusters/privateendpoints"
        " microsoft.kusto/clusters/databases/dataconnections"
        " microsoft.kusto/clusters/attacheddatabaseconfigurations"
        " microsoft.kusto/clusters/managedprivateendpoints"
        " microsoft.datashare/accounts/shares microsoft.datashare/accounts/shares/datasets"
        " microsoft.storagemover/storagemovers/endpoints"
        " microsoft.storagemover/storagemovers/projects/jobdefinitions"
        " microsoft.storagesync/storagesyncservices/syncgroups/cloudendpoints"
        " microsoft.storagesync/storagesyncservices/syncgroups/serverendpoints"
        " microsoft.containerregistry/registries/connectedregistries"
        " microsoft.containerregistry/registries/exportpipelines"
        " microsoft.containerregistry/registries/importpipelines"
        " microsoft.operationalinsights/workspaces/storageinsightconfigs"
        " microsoft.purview/accounts microsoft.security/automations",
    ),
    (
        "it writes a record of what is asked to what it names",
        "microsoft.apimanagement/service/loggers microsoft.apimanagement/service/diagnostics"
        " microsoft.apimanagement/service/apis/diagnostics"
        " microsoft.sql/servers/extendedauditingsettings microsoft.sql/servers/auditingsettings"
        " microsoft.sql/servers/databases/extendedauditingsettings"
        " microsoft.sql/servers/databases/auditingsettings"
        " microsoft.synapse/workspaces/extendedauditingsettings"
        " microsoft.synapse/workspaces/auditingsettings"
        " microsoft.synapse/workspaces/sqlpools/extendedauditingsettings"
        " microsoft.synapse/workspaces/sqlpools/auditingsettings",
    ),
    (
        "it keeps a copy of what it names, elsewhere perhaps",
        "microsoft.recoveryservices/vaults/replicationfabrics/replicationprotectioncontainers"
        "/replicationprotecteditems microsoft.dataprotection/backupvaults/backupinstances"
        " microsoft.cache/redis/linkedservers microsoft.netapp/netappaccounts/backupvaults"
        " microsoft.compute/restorepointcollections"
        " microsoft.compute/restorepointcollections/restorepoints"
        " microsoft.network/networkwatchers/packetcaptures",
    ),
    (
        "it runs code where it is attached",
        "microsoft.resources/deploymentscripts"
        " microsoft.guestconfiguration/guestconfigurationassignments"
        " microsoft.automation/automationaccounts/webhooks"
        " microsoft.automation/automationaccounts/jobschedules"
        " microsoft.automation/automationaccounts/hybridrunbookworkergroups"
        " microsoft.automation/automationaccounts/hybridrunbookworkergroups/hybridrunbookworkers"
        " microsoft.automation/automationaccounts/sourcecontrols"
        " microsoft.batch/batchaccounts/pools microsoft.containerregistry/registries/tasks"
        " microsoft.containerregistry/registries/agentpools microsoft.synapse/workspaces/bigdatapools"
        " microsoft.hdinsight/clusters microsoft.kusto/clusters/databases/scripts"
        " microsoft.kubernetesconfiguration/extensions"
        " microsoft.kubernetesconfiguration/fluxconfigurations"
        " microsoft.compute/galleries/applications/versions microsoft.sql/servers/jobagents/jobs"
        " microsoft.web/sites/sourcecontrols",
    ),
    (
        "it grants access to what it names",
        "microsoft.kusto/clusters/principalassignments"
        " microsoft.kusto/clusters/databases/principalassignments"
        " microsoft.synapse/workspaces/roleassignments microsoft.synapse/workspaces/administrators"
        " microsoft.synapse/workspaces/sqladministrators"
        " microsoft.dbforpostgresql/flexibleservers/administrators"
        " microsoft.dbformysql/flexibleservers/administrators microsoft.sql/servers/administrators"
        " microsoft.sql/managedinstances/administrators"
        " microsoft.cache/redis/accesspolicyassignments"
        " microsoft.cache/redisenterprise/databases/accesspolicyassignments"
        " microsoft.documentdb/databaseaccounts/mongodbuserdefinitions"
        " microsoft.documentdb/databaseaccounts/mongodbroledefinitions"
        " microsoft.keyvault/managedhsms/roleassignments"
        " microsoft.containerservice/managedclusters/trustedaccessrolebindings"
        " microsoft.solutions/applications microsoft.marketplace/roleassignments",
    ),
    (
        "it opens or bends a way through the network",
        "microsoft.cdn/profiles/endpoints microsoft.cdn/profiles/rulesets/rules"
        " microsoft.network/vpngateways microsoft.network/vpngateways/vpnconnections"
        " microsoft.network/vpnsites microsoft.network/p2svpngateways"
        " microsoft.network/virtualhubs/hubroutetables microsoft.network/virtualhubs/routingintent"
        " microsoft.network/virtualhubs/bgpconnections microsoft.network/virtualhubs/routemaps"
        " microsoft.network/networkvirtualappliances microsoft.databricks/workspaces/virtualnetworkpeerings"
        " microsoft.network/networkmanagers/routingconfigurations/rulecollections/rules"
        " microsoft.relay/namespaces/hybridconnections microsoft.servicenetworking/trafficcontrollers"
        " microsoft.web/sites/hybridconnectionnamespaces/relays"
        " microsoft.web/staticsites/linkedbackends microsoft.web/connections"
        " microsoft.app/managedenvironments/storages microsoft.app/managedenvironments/daprcomponents"
        " microsoft.apimanagement/gateways microsoft.apimanagement/service/gateways"
        " microsoft.botservice/botservices microsoft.signalrservice/signalr"
        " microsoft.signalrservice/webpubsub microsoft.signalrservice/webpubsub/hubs",
    ),
)

_ID: Final = re.compile(
    rf"/(?:subscriptions|providers)/(?:{OPEN}[^{CLOSE}]*{CLOSE}|[^\s\"'?&,;])+", re.IGNORECASE
)
_HOST: Final = re.compile(
    r"([a-z0-9][\w-]+)\.[\w.-]*(?:windows\.net|azure\.(?:com|net)|azurecr\.io)"
)
_ACCOUNT: Final = re.compile(r"(?:accountname|server|data source|endpoint)=([^;,]+)")
_POINTS: Final = re.compile(
    r"(?:ids?|scopes?|names?|ur[il]s?|endpoints?|connectionstring|targets?|sources?|destinations?"
    r"|body|script|settings|properties|typeproperties)$",
    re.IGNORECASE,
)
"""Properties that may name another resource. An unknown one may name anything."""

_TEXTS: Final = re.compile(
    r"(?:content|script|command\w*|arguments|query|body|install)$", re.IGNORECASE
)
"""Properties that hold a program, which may name things in the middle of a text."""

_WORD: Final = re.compile(r"[a-z0-9][a-z0-9_-]{2,}")

_OWN: Final = frozenset({"name", "displayName", "description", "tenantId", "principalId"})
"""Properties that say what the thing itself is called, or who it is."""


@cache
def _reasons() -> dict[str, str]:
    return {type_: why for why, types in _TABLE for type_ in types.split()}


def unjudged(kind: str) -> str:
    """Return why a type (lower case) may bear on what it names, "" for one that is judged."""
    return _reasons().get(kind, "")


def unjudged_types() -> Iterable[str]:
    """Return every type on the list, in lower case."""
    return _reasons().keys()


def gaps(estate: Estate, noted: frozenset[tuple[str, str]]) -> Iterator[Blind]:
    """Yield a gap for every resource whose effect is not judged.

    `noted` are root and address of those that their reader has told of already: it may know of
    more than the body holds.
    """
    names = _Names(estate)
    for kind in _reasons():
        for resource in estate.of(kind):
            if resource.external is None and (resource.root, resource.address) not in noted:
                yield _gap(resource, names)


def _gap(resource: Resource, names: _Names) -> Blind:
    why = f"{unjudged(resource.kind)}, which is not judged"
    what, where = f"`{resource.address}`", resource.locate()
    found = {top_key(resource.key)}
    if "/providers/" in (parent := parent_key(resource.key)):
        found.add(parent)  # a group or subscription above is no part of what it acts on
    for path, leaf in _leaves(resource.body, ""):
        points = path not in _OWN and _POINTS.search(path) is not None
        if not isinstance(leaf, Unknown):
            found |= names.said(leaf.lower(), points)
            if _TEXTS.search(path):
                found |= {key for word in _WORD.findall(leaf.lower()) for key in names.called(word)}
        elif points and not leaf.refs:
            why += f", and what it names is not known: {leaf.reason}"
            return Blind(what, why, where, resource.root)
    known = frozenset(names.known(found)) - {resource.key}
    return Blind(what, why, where, resource.root, resources=known, inert=not known)


class _Names:
    """The resources of an estate by what texts call them."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        names: dict[str, set[str]] = defaultdict(set)
        for resource in self._estate:
            if isinstance(resource.name, str) and len(resource.name) > 2:
                names[resource.name.lower()].add(resource.key)
        return names

    def called(self, name: str) -> set[str]:
        """Return the keys of the resources with a name in lower case."""
        return self._by_name.get(name, set())

    def said(self, text: str, points: bool) -> set[str]:
        """Return the keys of what a text in lower case names: an id, a host, a principal.

        Where it `points` to something, the text as a whole may be a name.
        """
        found = set(self._by_name.get(text, ())) if points else set()
        if "/" in text:
            found |= {match[0].rstrip("/") for match in _ID.finditer(text)}
        for pattern in (_HOST, _ACCOUNT):
            for match in pattern.finditer(text):
                found |= self._by_name.get(match[1].partition(".")[0], set())
        held = carrier(text)
        return found | ({held.lower()} if held is not None else set())

    def known(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield the keys that the estate knows, or whose top-level resource it knows."""
        for key in keys:
            if self._estate.get(key) or self._estate.get(top_key(key)):
                yield key


def _leaves(value: Value, path: str) -> Iterator[tuple[str, str | Unknown]]:
    if isinstance(value, str | Unknown):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
