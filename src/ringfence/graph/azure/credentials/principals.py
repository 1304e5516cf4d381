"""Which principals a client secret lets its holder act as.

A secret belongs to an application, which the text around it names by its client id or by its
address in code. Grants speak of object ids. What ties the two is a service principal that states
its client id; where none does, a principal that is known by its object id alone may be the one.
"""

from __future__ import annotations

from ringfence.graph.azure.identity import named
from ringfence.graph.azure.identity.principals import APPLICATIONS, Principal
from ringfence.graph.scene import Scene
from ringfence.model.credential import Credential
from ringfence.model.facts import Unknown
from ringfence.model.symbols import has_symbol


class Bearers:
    """Ties the principals of one scene to client ids."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._applications = list(scene.estate.of(APPLICATIONS))

    def is_(self, token: str, credential: Credential) -> bool | Unknown:
        """Tell whether a principal (an object id) is the one that a secret belongs to."""
        who = named(self._scene, token)
        if who.sort not in ("service", "unknown"):
            return False
        if who.doubt is not None:
            return who.doubt
        if not credential.client:
            why = f"which application {credential.what} belongs to is not said"
            return Unknown(why, credential.source)
        answers = [self._belongs(who, client, credential) for client in credential.client]
        if True in answers and len(answers) == 1:
            return True
        if all(answer is False for answer in answers):
            return False
        unsure = [answer for answer in answers if isinstance(answer, Unknown)]
        several = "several client ids stand next to the secret"
        return unsure[0] if unsure else Unknown(several, credential.source)

    def _belongs(self, who: Principal, client: str, credential: Credential) -> bool | Unknown:
        resource = who.resource
        if resource is None:
            why = f"whether `{who.label}` is the principal of client id `{client}` is not said"
            return Unknown(why, credential.source)
        stated = resource.look("properties.appId")
        if isinstance(stated, Unknown):
            return stated
        if not isinstance(stated, str):
            return Unknown(f"the client id of `{resource.address}` is not known", resource.locate())
        wanted = self._client(client)
        if stated.lower() == wanted.lower():
            return True
        if has_symbol(stated) != has_symbol(wanted):
            why = f"the client id of `{resource.address}` is decided when it is created"
            return Unknown(why, resource.locate())
        return False

    def _client(self, client: str) -> str:
        """Return the client id that a text names: as it is, or by the address of an application."""
        for application in self._applications:
            if application.address == client or application.address.endswith(f".{client}"):
                own = application.look("properties.appId")
                return own if isinstance(own, str) else client
        return client
