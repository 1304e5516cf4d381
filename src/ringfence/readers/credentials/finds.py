"""What a search brings in: a kind of credential, and where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ringfence.model.credential import Family, Sas, Target


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of credential: its identifier, its name in a sentence, and what it opens.

    `writes_only` marks one that lets nothing be read; `guessable` one that a person may have
    chosen, so that not even a fingerprint of it may be shown.
    """

    id: str
    what: str
    family: Family = Family.OTHER
    writes_only: bool = False
    guessable: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """One credential in one text. `value` is the secret itself: it must never leave the reader.

    `opens` are targets that the credential itself states (its URL, its connection string);
    `client` and `user` are the identities that it states.
    """

    kind: Kind
    start: int
    end: int
    value: bytes
    opens: tuple[Target, ...] = ()
    sas: Sas | None = None
    client: tuple[str, ...] = ()
    user: str = ""
    expires: datetime | None = None

    def __repr__(self) -> str:
        return f"<{self.kind.id} at {self.start}>"
