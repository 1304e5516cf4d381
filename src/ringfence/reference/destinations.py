"""Which public destinations are nobody's mailbox: identity, platform, update endpoints.

A service tag or a host name stands for a service, not for one customer of it: whoever may reach
`Storage` may reach the account of an attacker. The few below accept no content that another
customer could read, so a workload that reaches only them cannot send an asset out. Everything
that is not listed is outside.

Sources: service tags overview (learn.microsoft.com/azure/virtual-network/service-tags-overview),
required outbound rules of AKS (learn.microsoft.com/azure/aks/outbound-rules-control-egress), FQDN
tags of Azure Firewall (learn.microsoft.com/azure/firewall/fqdn-tags); read 2026-11-20.
"""

from __future__ import annotations

from typing import Final

HARMLESS_TAGS: Final[dict[str, str]] = {
    "azureactivedirectory": "sign-in; it stores nothing for the caller",
    "azureactivedirectorydomainservices": "directory service of the own tenant",
    "azureloadbalancer": "health probes of the platform",
    "azureplatformdns": "name resolution of the platform",
    "azureplatformimds": "metadata of the machine itself",
    "azureplatformlkm": "licence activation of the platform",
    "azureupdatedelivery": "Windows updates, download only",
    "microsoftcontainerregistry": "Microsoft's own images, download only",
    "azurefrontdoor.firstparty": "Microsoft's own sites, among them packages and updates",
}
"""Service tags (lower case) that admit no other customer, with the reason."""

PLATFORM_SOURCES: Final[dict[str, str]] = {
    "azureloadbalancer": "health probes of the platform",
    "gatewaymanager": "management of VPN and application gateways",
    "azuremachinelearning": "control plane of Azure Machine Learning",
    "batchnodemanagement": "control plane of Azure Batch",
    "azurefrontdoor.backend": "Front Door; which profile must be checked by the application",
    "azuretrafficmanager": "health probes of Traffic Manager",
    "apimanagement": "control plane of API Management",
    "azuredatabricks": "control plane of Databricks",
    "azurebastion": "control plane of Bastion",
    "hdinsight": "control plane of HDInsight",
    "sqlmanagement": "control plane of SQL managed instances",
    "appservicemanagement": "control plane of App Service environments",
    "azureplatformdns": "name resolution of the platform",
    "azureplatformimds": "metadata of the machine itself",
    "azureplatformlkm": "licence activation of the platform",
}
"""Source tags (lower case) from which no stranger speaks to a data endpoint, with the reason."""

REGION_ALIASES: Final[dict[str, str]] = {
    "centralfrance": "francecentral",
    "southfrance": "francesouth",
    "francec": "francecentral",
    "frances": "francesouth",
    "germanyn": "germanynorth",
    "germanywc": "germanywestcentral",
    "norwaye": "norwayeast",
    "norwayw": "norwaywest",
    "switzerlandn": "switzerlandnorth",
    "switzerlandw": "switzerlandwest",
}
"""How service tags abbreviate regions."""

HARMLESS_NAMES: Final[dict[str, str]] = {
    "login.microsoftonline.com": "sign-in",
    "login.microsoft.com": "sign-in",
    "login.windows.net": "sign-in",
    "sts.windows.net": "sign-in",
    "aadcdn.msauth.net": "pages of the sign-in, download only",
    "aadcdn.msftauth.net": "pages of the sign-in, download only",
    "*.login.microsoftonline.com": "sign-in",
    "*.identity.azure.net": "sign-in of managed identities",
    "*.login.microsoft.com": "sign-in",
    "mcr.microsoft.com": "Microsoft's own images, download only",
    "*.data.mcr.microsoft.com": "Microsoft's own images, download only",
    "*.cdn.mscr.io": "Microsoft's own images, download only",
    "mcr-0001.mcr-msedge.net": "Microsoft's own images, download only",
    "packages.microsoft.com": "Microsoft's packages, download only",
    "acs-mirror.azureedge.net": "AKS binaries, download only",
    "packages.aks.azure.com": "AKS binaries, download only",
    "security.ubuntu.com": "operating system updates, download only",
    "azure.archive.ubuntu.com": "operating system updates, download only",
    "archive.ubuntu.com": "operating system updates, download only",
    "changelogs.ubuntu.com": "operating system updates, download only",
    "motd.ubuntu.com": "operating system notices, download only",
    "snapshot.ubuntu.com": "operating system updates, download only",
    "api.snapcraft.io": "operating system updates, download only",
    "rhui-1.microsoft.com": "operating system updates, download only",
    "rhui-2.microsoft.com": "operating system updates, download only",
    "rhui-3.microsoft.com": "operating system updates, download only",
    "rhui4-1.microsoft.com": "operating system updates, download only",
    "*.windowsupdate.com": "Windows updates",
    "*.update.microsoft.com": "Windows updates",
    "*.windowsupdate.microsoft.com": "Windows updates",
    "windowsupdate.microsoft.com": "Windows updates",
    "download.microsoft.com": "Microsoft's downloads, download only",
    "*.delivery.mp.microsoft.com": "Windows updates",
    "go.microsoft.com": "redirections of Microsoft, download only",
    "azkms.core.windows.net": "licence activation of the platform",
    "kms.core.windows.net": "licence activation of the platform",
    "ocsp.digicert.com": "revocation lists, download only",
    "crl.microsoft.com": "revocation lists, download only",
    "ocsp.msocsp.com": "revocation lists, download only",
    "mscrl.microsoft.com": "revocation lists, download only",
    "oneocsp.microsoft.com": "revocation lists, download only",
    "crl3.digicert.com": "revocation lists, download only",
    "crl4.digicert.com": "revocation lists, download only",
    "time.windows.com": "time",
    "ntp.ubuntu.com": "time",
}
"""Host names that admit no other customer, with the reason. `*.` covers every name below."""

HARMLESS_FQDN_TAGS: Final[dict[str, str]] = {
    "windowsupdate": "Windows updates",
    "microsoftactiveprotectionservice": "definitions of the malware scanner",
}
"""FQDN tags of Azure Firewall (lower case) that admit no other customer, with the reason.

`AzureBackup`, `AzureKubernetesService`, `WindowsDiagnostics`, `WindowsVirtualDesktop`, `Office365`,
`MicrosoftIntune`, `AppServiceEnvironment` and `HDInsight` hold names that every customer shares.
"""


def harmless_tag(tag: str) -> str:
    """Return why a service tag (or a region of it) is nobody's mailbox, "" if it is outside."""
    tag = tag.lower()
    return HARMLESS_TAGS.get(tag) or HARMLESS_TAGS.get(tag.partition(".")[0], "")


def harmless_name(name: str) -> str:
    """Return why a host name (or wildcard) is nobody's mailbox, "" if it is outside.

    A wildcard is harmless only if one of the listed wildcards covers all that it covers.
    """
    name = name.lower().rstrip(".")
    if name in HARMLESS_NAMES:
        return HARMLESS_NAMES[name]
    suffix = name.removeprefix("*.")
    while "." in suffix:
        suffix = suffix.partition(".")[2]
        if reason := HARMLESS_NAMES.get("*." + suffix):
            return reason
    return ""
