"""What an answer about leaks needs to know of a live estate: the list that a collector works off.

A test holds the tables against what the planes ask for, so that a new question cannot be forgotten
here. Names are types in lower case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ROLE_ASSIGNMENTS: Final = "microsoft.authorization/roleassignments"

_RESOURCES: Final = """
dbforpostgresql/servergroupsv2 documentdb/mongoclusters
apimanagement/gateways
apimanagement/service app/containerapps app/jobs app/managedenvironments
automation/automationaccounts batch/batchaccounts botservice/botservices cache/redis
cache/redisenterprise cdn/profiles cognitiveservices/accounts compute/disks compute/galleries
compute/images compute/restorepointcollections compute/snapshots compute/virtualmachines
compute/virtualmachinescalesets containerinstance/containergroups containerregistry/registries
containerservice/managedclusters databricks/accessconnectors databricks/workspaces
datafactory/factories dataprotection/backupvaults datashare/accounts dbformysql/flexibleservers
dbforpostgresql/flexibleservers documentdb/databaseaccounts eventgrid/topics eventhub/namespaces
hdinsight/clusters hybridcompute/machines insights/components insights/datacollectionrules insights/privatelinkscopes
keyvault/vaults kusto/clusters logic/workflows machinelearningservices/registries
machinelearningservices/workspaces managedidentity/userassignedidentities
network/applicationgateways network/applicationsecuritygroups network/azurefirewalls
network/bastionhosts network/connections network/firewallpolicies network/frontdoors
network/ipgroups network/loadbalancers network/natgateways network/networkinterfaces
network/networkmanagers network/networksecuritygroups network/networksecurityperimeters
network/networkvirtualappliances network/p2svpngateways network/privateendpoints
network/privatelinkservices network/publicipaddresses network/publicipprefixes
network/routetables network/serviceendpointpolicies network/virtualhubs
network/virtualnetworkgateways network/virtualnetworks network/vpngateways network/vpnsites
operationalinsights/workspaces purview/accounts recoveryservices/vaults relay/namespaces
resources/deploymentscripts search/searchservices security/automations servicebus/namespaces
servicenetworking/trafficcontrollers signalrservice/signalr signalrservice/webpubsub
solutions/applications sql/servers storage/storageaccounts storagemover/storagemovers
storagesync/storagesyncservices streamanalytics/clusters streamanalytics/streamingjobs
synapse/workspaces web/connections web/sites web/staticsites
"""
RESOURCES: Final = tuple(f"microsoft.{each}" for each in _RESOURCES.split())
"""Resources that paths lead through, run or hold content, or are sinks: any may be anywhere."""

GRANTS: Final = {
    "role assignments": (ROLE_ASSIGNMENTS,),
    "roles that may be activated (PIM)": (
        "microsoft.authorization/roleeligibilityschedules",
        "microsoft.authorization/roleeligibilityscheduleinstances",
    ),
    "delegations to other tenants (Lighthouse)": (
        "microsoft.managedservices/registrationassignments",
    ),
}
"""What gives rights in a subscription: any of the kinds tells."""


@dataclass(frozen=True, slots=True)
class Below:
    """Children that answers hang on: of `parent`, of `kind` below it.

    `wide` ones matter to others than their parent; `unless` is a property of the parent with the
    values (lower case) that make them irrelevant. A `single` one is always there: where it was not
    collected it stands in the estate, and nothing of it is known.
    """

    parent: str
    kind: str
    wide: bool = False
    unless: tuple[str, tuple[str, ...]] | None = None
    single: str = ""

    @property
    def type(self) -> str:
        """The type of the children, in lower case."""
        return f"{self.parent}/{self.kind}"


_OWN: Final = """
storage/storageaccounts: objectreplicationpolicies
containerregistry/registries: agentpools connectedregistries exportpipelines importpipelines tasks
documentdb/databaseaccounts: sqlroleassignments mongodbroledefinitions mongodbuserdefinitions
cognitiveservices/accounts: deployments
machinelearningservices/workspaces: computes connections datastores onlineendpoints batchendpoints
machinelearningservices/workspaces: outboundrules
keyvault/managedhsms: roleassignments
dbforpostgresql/flexibleservers: firewallrules administrators
dbformysql/flexibleservers: firewallrules administrators
sql/servers: firewallrules virtualnetworkrules databases failovergroups administrators
sql/managedinstances: administrators
cache/redis: firewallrules linkedservers accesspolicyassignments
cache/redisenterprise: databases
kusto/clusters: principalassignments attacheddatabaseconfigurations managedprivateendpoints
synapse/workspaces: firewallrules administrators sqladministrators roleassignments
search/searchservices: sharedprivatelinkresources
operationalinsights/workspaces: dataexports storageinsightconfigs
compute/galleries: images/versions
compute/restorepointcollections: restorepoints
cache/redisenterprise: databases/accesspolicyassignments
kusto/clusters: databases/dataconnections databases/principalassignments databases/scripts
netapp/netappaccounts: backupvaults
"""
_WIDE: Final = """
managedidentity/userassignedidentities: federatedidentitycredentials
network/firewallpolicies: rulecollectiongroups
network/networksecurityperimeters: profiles/accessrules resourceassociations links
network/networkmanagers: connectivityconfigurations
network/networkmanagers: securityadminconfigurations/rulecollections/rules
network/networkmanagers: routingconfigurations/rulecollections/rules
network/virtualhubs: hubvirtualnetworkconnections bgpconnections hubroutetables routemaps routingintent
network/vpngateways: vpnconnections
apimanagement/service: apis backends policies gateways diagnostics loggers apis/diagnostics
cdn/profiles: afdendpoints/routes origingroups/origins endpoints rulesets/rules
insights/privatelinkscopes: scopedresources
recoveryservices/vaults: backupfabrics/protectioncontainers/protecteditems
dataprotection/backupvaults: backupinstances
recoveryservices/vaults: replicationfabrics/replicationprotectioncontainers/replicationprotecteditems
automation/automationaccounts: jobschedules sourcecontrols webhooks
automation/automationaccounts: hybridrunbookworkergroups/hybridrunbookworkers
datafactory/factories: credentials dataflows datasets integrationruntimes linkedservices pipelines
datafactory/factories: triggers managedvirtualnetworks/managedprivateendpoints
synapse/workspaces: linkedservices integrationruntimes bigdatapools
synapse/workspaces: managedvirtualnetworks/managedprivateendpoints
sql/servers: jobagents/jobs
datashare/accounts: shares/datasets
app/managedenvironments: daprcomponents storages
batch/batchaccounts: pools
containerservice/managedclusters: trustedaccessrolebindings
databricks/workspaces: virtualnetworkpeerings
compute/galleries: applications/versions
streamanalytics/streamingjobs: inputs outputs
streamanalytics/clusters: privateendpoints
storagesync/storagesyncservices: syncgroups/cloudendpoints syncgroups/serverendpoints
storagemover/storagemovers: endpoints projects/jobdefinitions
relay/namespaces: hybridconnections
signalrservice/webpubsub: hubs
web/sites: sourcecontrols
web/staticsites: linkedbackends
"""


def _listed(text: str, *, wide: bool) -> tuple[Below, ...]:
    lines = (line.partition(":") for line in text.strip().splitlines())
    return tuple(
        Below(f"microsoft.{parent}", kind, wide=wide)
        for parent, _, kinds in lines
        for kind in kinds.split()
    )


CHILDREN: Final = (
    Below(
        "microsoft.storage/storageaccounts",
        "blobservices/containers",
        unless=("properties.allowBlobPublicAccess", ("false",)),
    ),
    Below(
        "microsoft.containerregistry/registries",
        "replications",
        unless=("sku.name", ("basic", "standard")),
    ),
    Below(
        "microsoft.cognitiveservices/accounts",
        "connections",
        unless=("kind", ("openai", "textanalytics", "speechservices", "formrecognizer")),
    ),
    *(
        Below(f"microsoft.{parent}/namespaces", "networkrulesets", single="networkRuleSets/default")
        for parent in ("eventhub", "servicebus")
    ),
    *(
        Below(parent, kind.lower(), single=f"{kind}/default")
        for parent in ("microsoft.sql/servers", "microsoft.synapse/workspaces")
        for kind in ("auditingSettings", "extendedAuditingSettings")
    ),
    *_listed(_OWN, wide=False),
    *_listed(_WIDE, wide=True),
)

SETTINGS: Final = "microsoft.insights/diagnosticsettings"
WATCHED: Final = frozenset(
    {
        "microsoft.storage/storageaccounts", "microsoft.keyvault/vaults",
        "microsoft.keyvault/managedhsms", "microsoft.containerregistry/registries",
        "microsoft.cognitiveservices/accounts", "microsoft.search/searchservices",
        "microsoft.documentdb/databaseaccounts", "microsoft.machinelearningservices/workspaces",
        "microsoft.machinelearningservices/registries", "microsoft.sql/servers",
        "microsoft.dbforpostgresql/flexibleservers", "microsoft.dbformysql/flexibleservers",
        "microsoft.eventhub/namespaces", "microsoft.servicebus/namespaces",
        "microsoft.operationalinsights/workspaces", "microsoft.synapse/workspaces",
        "microsoft.databricks/workspaces", "microsoft.kusto/clusters", "microsoft.cache/redis",
        "microsoft.cache/redisenterprise", "microsoft.containerservice/managedclusters",
        "microsoft.apimanagement/service", "microsoft.compute/virtualmachines",
        "microsoft.insights/components", "microsoft.recoveryservices/vaults",
        "microsoft.web/sites", "microsoft.app/managedenvironments",
    }
)  # fmt: skip
"""Resources whose logs show who read the content, and that diagnostic settings may send away."""

KEEPS: Final = WATCHED | {
    f"microsoft.{each}"
    for each in [
        "dbforpostgresql/servergroupsv2",
        "documentdb/mongoclusters",
        "compute/disks",
        "compute/snapshots",
        "compute/images",
        "compute/galleries",
        "compute/galleries/images/versions",
        "netapp/netappaccounts",
        "elasticsan/elasticsans",
        "storagecache/amlfilesystems",
        "sql/managedinstances",
        "dbforpostgresql/servers",
        "dbformariadb/servers",
        "compute/virtualmachinescalesets",
        "storage/storageaccounts/blobservices/containers",
        "storage/storageaccounts/fileservices/shares",
        "storage/storageaccounts/tableservices/tables",
        "storage/storageaccounts/queueservices/queues",
        "sql/servers/databases",
        "dbforpostgresql/flexibleservers/databases",
        "documentdb/databaseaccounts/sqldatabases",
        "documentdb/databaseaccounts/sqldatabases/containers",
        "documentdb/databaseaccounts/mongodbdatabases",
        "keyvault/vaults/keys",
        "keyvault/managedhsms/keys",
        "cognitiveservices/accounts/deployments",
        "machinelearningservices/workspaces/onlineendpoints",
        "machinelearningservices/workspaces/batchendpoints",
    ]
}
"""Kinds of things that may be what is to be kept: where a listing of them is hidden, so may one."""
