"""Objects of the directory: groups with their members, users, applications."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.readers.identity import client, graph_id, principal
from ringfence.readers.snapshots.objects import GUID
from ringfence.readers.snapshots.pages import Page
from ringfence.readers.snapshots.places import Places

Json = dict[str, Any]

_KINDS: Final = {
    "group": "groups",
    "user": "users",
    "serviceprincipal": "servicePrincipals",
    "application": "applications",
}
_SIGNS: Final = (
    ("servicePrincipalType", "servicePrincipals"),
    ("securityEnabled", "groups"),
    ("userPrincipalName", "users"),
    ("signInAudience", "applications"),
)
"""Properties that objects of one collection have and others have not."""

_PART: Final = re.compile(r"/(groups|users|serviceprincipals|applications)(?:/([^/]+)(?:/(.+))?)?$")


@dataclass(slots=True)
class Directory:
    """What is known of the directory. `words` are what stands for object and client ids."""

    objects: dict[str, tuple[str, Json, str]] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    listed: set[str] = field(default_factory=set)
    credentials: list[tuple[str, Json, str]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def answer(self, page: Page) -> None:
        """Take in an answer of Microsoft Graph."""
        assert page.request is not None
        match = _PART.search(page.request.scope)
        part = (match[3] or "") if match is not None else ""
        above = (match[2] or "") if match is not None else ""
        if page.refused or page.cut:
            return  # told by the coverage; the members stay unknown
        if part in ("members", "transitivemembers") and GUID.fullmatch(above):
            self.listed.add(above.lower())
            for item, _ in page.items:
                if isinstance(item.get("id"), str):
                    self.members[above.lower()].append(item["id"].lower())
                self.item(item, file=page.file)
        elif part == "federatedidentitycredentials":
            self.credentials += [(above.lower(), item, page.file) for item, _ in page.items]
        elif not part and match is not None:
            collection = next(k for k in _KINDS.values() if k.lower() == match[1])
            for item, _ in page.items:
                self.item(item, collection, page.file)

    def item(self, item: Json, collection: str = "", file: str = "") -> bool:
        """Take in an object; return False if it is none of the directory."""
        oid = item.get("id")
        if not isinstance(oid, str) or not GUID.fullmatch(oid):
            return False
        said = str(item.get("@odata.type") or item.get("odata.type") or "").lower()
        found = _KINDS.get(said.rpartition(".")[2]) or collection
        if not found:
            found = next((kind for sign, kind in _SIGNS if sign in item), "")
        if not found:
            return False
        self.objects.setdefault(oid.lower(), (found, item, file))
        listed = item.get("members")
        if found == "groups" and isinstance(listed, list):
            self.listed.add(oid.lower())
            for each in listed:
                member = each.get("id") if isinstance(each, dict) else each
                if isinstance(member, str):
                    self.members[oid.lower()].append(member.lower())
        return True

    def resources(self, root: str, known: dict[str, str], places: Places) -> list[Resource]:
        """Return the objects as resources; those that are identities of resources are left out."""
        made: list[Resource] = []
        for oid, (collection, item, file) in self.objects.items():
            if oid in known:
                continue
            id_ = graph_id(collection, oid)
            self.words[oid] = principal(id_)
            application = item.get("appId")
            if isinstance(application, str) and GUID.fullmatch(application):
                self.words.setdefault(application.lower(), client(id_))
            properties: dict[str, Value] = {"id": principal(id_)}
            name = str(item.get("displayName") or item.get("userPrincipalName") or oid)
            for key in ("displayName", "userPrincipalName", "mailNickname", "appId", "userType"):
                if isinstance(item.get(key), str):
                    properties[key] = item[key]
            if collection == "groups":
                properties["members"] = self._members(oid, file)
            origin = places.of(file, 0, str(item.get("id")), None)
            made.append(
                Resource(
                    id_, f"Microsoft.Graph/{collection}", name, {"properties": properties},
                    f"Microsoft.Graph/{collection}/{name}", root, origin,
                )
            )  # fmt: skip
        made += self._federated(root, places)
        return made

    def _members(self, oid: str, file: str) -> Value:
        if oid not in self.listed:
            return Unknown("its members were not collected", Source(file))
        return list(dict.fromkeys(self.members.get(oid, [])))

    def _federated(self, root: str, places: Places) -> list[Resource]:
        made: list[Resource] = []
        for above, item, file in self.credentials:
            name = str(item.get("name") or item.get("id") or "")
            listed = ("name", "issuer", "subject", "audiences")
            properties = {key: item[key] for key in listed if key in item}
            made.append(
                Resource(
                    f"{graph_id('applications', above)}/federatedIdentityCredentials/{name}",
                    "Microsoft.Graph/applications/federatedIdentityCredentials", name,
                    {"properties": properties},
                    f"Microsoft.Graph/applications/federatedIdentityCredentials/{above}/{name}",
                    root, places.of(file, 0, name, None),
                )
            )  # fmt: skip
        return made
