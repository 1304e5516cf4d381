"""Pairs about what pods hold, and what they can send out."""

from __future__ import annotations

from ringfence.model.assessment import Kind
from tests.kubernetes.pair import Pair
from tests.kubernetes.pieces import WEB, cluster, ground, policy, workload
from tests.twins.pieces import PLACE, endpoint, store, subnet

OPEN = cluster(out="loadBalancer")
DENY = "  policyTypes: [Egress]\n"
TO = "  policyTypes: [Egress]\n  egress: [{{to: [{{ipBlock: {{cidr: {0}}}}}]}}]\n"
NAMES = "  egress:\n    - ports: [{protocol: UDP, port: 53}]\n"
ACCOUNT = "azurerm_storage_account.weights"

IDENTITY = f"""
resource "azurerm_user_assigned_identity" "llm" {{
  name = "id-llm"
{PLACE}}}

resource "azurerm_federated_identity_credential" "llm" {{
  name                = "llm"
  resource_group_name = azurerm_resource_group.rg.name
  parent_id           = azurerm_user_assigned_identity.llm.id
  issuer              = azurerm_kubernetes_cluster.aks.oidc_issuer_url
  audience            = ["api://AzureADTokenExchange"]
  subject             = "system:serviceaccount:llm:server"
}}

resource "azurerm_role_assignment" "reads" {{
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.llm.principal_id
}}
"""
PRIVATE_STORE = store() + subnet("pe", prefix="10.1.2.0/24")
KEPT = PRIVATE_STORE + endpoint("azurerm_storage_account.weights", inside="pe")
SERVER = "      serviceAccountName: server\n"
USES = '{app: vllm, azure.workload.identity/use: "true"}'

SHARE = """      volumes:
        - name: models
          csi:
            driver: file.csi.azure.com
            volumeAttributes: {{shareName: models, storageAccount: {0}}}
"""
CLAIMED = """      volumes:
        - name: models
          persistentVolumeClaim: {claimName: models}
"""
VOLUME = """---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {{name: models, namespace: llm}}
spec:
  accessModes: [ReadOnlyMany]
  storageClassName: ""
  volumeName: models
---
apiVersion: v1
kind: PersistentVolume
metadata: {{name: models}}
spec:
  csi:
    driver: blob.csi.azure.com
    volumeHandle: models
    volumeAttributes: {{containerName: models, storageAccount: {0}}}
"""

PAIRS = [
    Pair(
        "a server whose pods may send to the internet, or are held back",
        Kind.EGRESS,
        same=workload(),
        land=ground(WEB, of=OPEN),
        leaky=policy(),
        safe=policy(spec=DENY),
    ),
    Pair(
        "an egress policy that is enforced, or not",
        Kind.EGRESS,
        same=workload() + policy(spec=DENY),
        land="",
        leaky_land=ground(WEB, of=cluster(out="loadBalancer", profile="")),
        safe_land=ground(WEB, of=OPEN),
    ),
    Pair(
        "an egress policy to everywhere, or to private addresses",
        Kind.EGRESS,
        same=workload(),
        land=ground(WEB, of=OPEN),
        leaky=policy(spec=TO.format("0.0.0.0/0")),
        safe=policy(spec=TO.format("10.0.0.0/8")),
    ),
    Pair(
        "an egress policy that admits web ports, or names only",
        Kind.EGRESS,
        same=workload(),
        land=ground(WEB, of=OPEN),
        leaky=policy(spec=NAMES.replace("53", "443")),
        safe=policy(spec=NAMES),
    ),
    Pair(
        "weights that the identity of a service account reads, behind an egress policy or none",
        Kind.EGRESS,
        asset=ACCOUNT,
        same=workload(spec=SERVER, labels=USES),
        land=ground(WEB, of=OPEN) + KEPT + IDENTITY,
        leaky=policy(),
        safe=policy(spec=DENY),
    ),
    Pair(
        "pods that run under the service account that reads, or under another",
        Kind.EGRESS,
        asset=ACCOUNT,
        same=workload(name="guarded", spec=SERVER, labels=USES.replace("vllm", "guarded"))
        + policy(spec=DENY, selector="{matchLabels: {app: guarded}}"),
        land=ground(WEB, of=OPEN) + KEPT + IDENTITY,
        leaky=workload(spec=SERVER, labels=USES),
        safe=workload(labels=USES),
    ),
    Pair(
        "a share of this account that pods mount, or of another",
        Kind.EGRESS,
        asset=ACCOUNT,
        land=ground(WEB, of=OPEN) + KEPT,
        leaky=workload(spec=SHARE.format("stweights")),
        safe=workload(spec=SHARE.format("stdocs")),
    ),
    Pair(
        "a claim whose volume lies in this account, or in another",
        Kind.EGRESS,
        asset=ACCOUNT,
        same=workload(spec=CLAIMED),
        land=ground(WEB, of=OPEN) + KEPT,
        leaky=VOLUME.format("stweights"),
        safe=VOLUME.format("stdocs"),
    ),
]
