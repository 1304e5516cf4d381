"""Credentials: what opens an asset, and lies where more people read it than may read the asset.

A `bearer` finding needs three things: the credential opens the asset and lies in a text that
everybody who can read the repository reads; it is still accepted (not expired, keys not switched
off); and the network lets its holder through, who may stand anywhere, or where the credential
itself says (`sip`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.graph.scene import Scene

__all__ = ["LIMITS", "PLANE"]

LIMITS: Final = (
    "whoever can read a text of the scanned tree is taken to be somebody who may not read the asset: "
    "who has access to a repository is not known",
    "a credential counts until its text is gone or it ends by its own word: rotated keys and deleted "
    "secrets look like those that still open",
    "stored access policies are not read: a signature that names one may be revoked or narrower",
    "logins of databases are taken to read them; what their user may see in there is not known",
)


@dataclass(frozen=True, slots=True)
class CredentialsPlane:
    """Writes the claims `lies` and `accepted`, and the findings `bearer`."""

    name: str = "credentials"

    def __call__(self, scene: Scene) -> None:
        """Judge every credential of the estate."""
        if not scene.estate.credentials:
            return
        from ringfence.graph.azure.credentials.writing import Writer

        writer = Writer(scene)
        for credential in scene.estate.credentials:
            with scene.guard(self.name):
                writer.judge(credential)


PLANE: Final = CredentialsPlane()
