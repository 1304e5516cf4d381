"""Compute of Azure Machine Learning: notebooks and clusters, and who may log in to them.

Source: compute instance and compute cluster pages and SDK texts (as commonly documented; no page
was read): a compute instance takes remote logins only where `sshPublicAccess` is Enabled; a cluster
takes them where `remoteLoginPortPublicAccess` is Enabled, or, if that is not specified, where it
stands in no subnet and has an account to log in with. Without a public address of the nodes nobody
does.
"""

from collections.abc import Iterable

from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doors import Door, Endpoint, Gate, Presence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown
from ringfence.model.resource import Resource

_INNER = "properties.properties"
_SUBNET = f"{_INNER}.subnet.id"
_INSTANCE, _CLUSTER = "computeinstance", "amlcompute"


def _address(compute: Resource) -> Gate:
    pointer = f"{_INNER}.enableNodePublicIp"
    key, what = (
        f"public-ip:{compute.key}",
        f"the nodes of `{compute.address}` have no public address",
    )
    if compute.look(pointer) is ABSENT or compute.look(pointer) is None:
        return Gate(key, compute, what, False, "its nodes have public addresses unless told not to")
    read = reading(compute, pointer, "true", "false")
    is_open = read.among("true")
    shut = None if is_open is None else not is_open
    return Gate(key, compute, what, shut, read.because, read.evidence, read.doubts)


def _login(compute: Resource) -> Gate:
    """Return the barrier that the switch for remote logins is."""
    key, what = f"login:{compute.key}", f"`{compute.address}` takes no remote logins"
    kind = reading(compute, "properties.computeType")
    if kind.doubt is not None:
        return Gate(key, compute, what, None, "it may take remote logins", (), kind.doubts)
    if kind.value == _INSTANCE:
        pointer = f"{_INNER}.sshSettings.sshPublicAccess"
    elif kind.value == _CLUSTER:
        pointer = f"{_INNER}.remoteLoginPortPublicAccess"
    else:
        return Gate(key, compute, what, shut=True)
    value = compute.look(pointer)
    subnet = compute.look(_SUBNET)
    if value in (ABSENT, None) or str(value).lower() == "notspecified":
        if kind.value == _INSTANCE or subnet not in (ABSENT, None):
            return Gate(key, compute, what, shut=True)
        return Gate(key, compute, what, False, "it stands in no subnet, so its login port is open")
    read = reading(compute, pointer, "enabled", "disabled")
    if read.among("enabled") and subnet not in (ABSENT, None):
        why = Unknown(f"what the security group before `{compute.address}` admits is not asked")
        return Gate(key, compute, what, None, read.because, read.evidence, (why,))
    is_open = read.among("enabled")
    shut = None if is_open is None else not is_open
    return Gate(key, compute, what, shut, read.because, read.evidence, read.doubts)


def _account(compute: Resource) -> Gate | None:
    """Return the barrier that a cluster without an account for logins is.

    Somebody who opens the port in so many words has an account in mind, wherever it is made.
    """
    if compute.text("properties.computeType").lower() != _CLUSTER:
        return None
    if compute.text(f"{_INNER}.remoteLoginPortPublicAccess").lower() == "enabled":
        return None
    account = compute.look(f"{_INNER}.userAccountCredentials")
    key, what = f"login-account:{compute.key}", f"`{compute.address}` has no account for logins"
    if isinstance(account, Unknown):
        return Gate(key, compute, what, None, "it may have an account for logins", (), (account,))
    return Gate(key, compute, what, account is ABSENT or account is None, "it has a login account")


def _door(estate: Estate, compute: Resource) -> Door:
    del estate
    gates = (_address(compute), _login(compute), _account(compute))
    return Door(tuple(gate for gate in gates if gate is not None))


def _presences(estate: Estate, compute: Resource) -> Iterable[Presence]:
    del estate
    return [Presence(compute.look(_SUBNET), compute, _SUBNET, ports=((22, 22), (50000, 50001)))]


ENDPOINT = Endpoint(
    types=("Microsoft.MachineLearningServices/workspaces/computes",),
    door=_door,
    presences=_presences,
    rule="RF-RCH-02",
    serves="the login port",
)
