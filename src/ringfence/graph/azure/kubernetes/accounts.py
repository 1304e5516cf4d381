"""Service accounts: which workloads sign in as the identity of a federated credential.

Source: https://learn.microsoft.com/azure/aks/workload-identity-overview: a pod gets the token of its
service account if it is labelled `azure.workload.identity/use: "true"`; the subject of the credential
is `system:serviceaccount:<namespace>:<name>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.kubernetes.objects import (
    WORKLOADS,
    YES,
    Match,
    both,
    equal,
    every,
    namespace_of,
    pods_of,
)
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource, dig

USE: Final = "azure.workload.identity/use"
_SUBJECT: Final = "system:serviceaccount:"


def acting_as(estate: Estate, subject: Value | Absent) -> Iterator[tuple[Resource, Unknown | None]]:
    """Yield the workloads whose pods run under the service account of a subject."""
    if not isinstance(subject, str) or not subject.lower().startswith(_SUBJECT):
        return
    space, _, name = subject[len(_SUBJECT) :].partition(":")
    for workload in estate.of(*WORKLOADS):
        for pods in pods_of(workload):
            stated = dig(pods.spec, "serviceAccountName")
            if isinstance(stated, Absent) or stated is None:
                stated = "default"
            match = both(
                equal(namespace_of(workload), space), equal(stated, name), _asks(pods.labels)
            )
            if match.holds:
                doubts = every((match.doubt, workload.presence))
                yield workload, doubts[0] if doubts else None
                break


def _asks(labels: Value | Absent) -> Match:
    if isinstance(labels, Unknown):
        return Match(True, labels)
    value = labels.get(USE) if isinstance(labels, dict) else None
    if isinstance(value, Unknown):
        return Match(True, value)
    return YES if str(value).lower() == "true" else Match(False)
