"""Credentials: texts that open something, found where they lie in readable text.

The characters of a credential never enter this model: what it is, where it lies, what it says it
opens, and a fingerprint by which two finds of one credential can be told to be the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ringfence.model.facts import Source


class Family(StrEnum):
    """What kind of thing a credential opens; `OTHER` is none of the cloud that is judged."""

    STORAGE = "storage"
    COSMOS = "cosmos"
    SEARCH = "search"
    AI = "ai"
    REGISTRY = "registry"
    BUS = "bus"
    REDIS = "redis"
    SQL = "sql"
    POSTGRESQL = "postgresql"
    FUNCTIONS = "functions"
    ML = "ml"
    KUBERNETES = "kubernetes"
    PRINCIPAL = "principal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sas:
    """What a shared access signature says about itself.

    `sort` is "account", "service" or "delegation" (signed with a key that an Entra principal was
    given). `services` and `types` are the letters of an account SAS (`bfqt`, `sco`), `rights` those
    of `sp`. `resource` is `sr` (b, bs, bv, c, d, f, s; q and t for queues and tables), `path` what
    the URL names below the host, without slashes at its ends. `addresses` is `sip`, `policy` the
    stored access policy (`si`), `user` the only user who may use it besides (`sduoid`).
    """

    sort: str
    rights: str
    services: str = ""
    types: str = ""
    resource: str = ""
    path: str = ""
    starts: datetime | None = None
    expires: datetime | None = None
    addresses: str = ""
    policy: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that the text around a credential names as what it opens.

    Exactly one is set: `host` (a public host name), `name` (of a resource), `address` (of a
    resource in code), all as written in lower case but the address.
    """

    host: str = ""
    name: str = ""
    address: str = ""

    def __str__(self) -> str:
        return self.host or self.name or self.address


@dataclass(frozen=True, slots=True)
class Credential:
    """One credential in a text.

    `kind` is its identifier ("storage-key"), `what` its name in a sentence. `opens` are the things
    that it is said to open: exactly one of them, nobody knows what if there is none. `client` is
    the application (client id) that a secret of `Family.PRINCIPAL` belongs to, `user` the account
    it is used with. `expires` is when it ends by its own word. `writes_only` marks one that lets
    nothing be read. `committed` tells that it lies in the history of a repository only.
    """

    kind: str
    what: str
    family: Family
    source: Source
    fingerprint: str
    opens: tuple[Target, ...] = ()
    sas: Sas | None = None
    client: tuple[str, ...] = ()
    user: str = ""
    expires: datetime | None = None
    writes_only: bool = False
    committed: bool = field(default=False)

    @property
    def place(self) -> str:
        """The file it lies in, without a line: what stays the same when lines move."""
        return self.source.file
