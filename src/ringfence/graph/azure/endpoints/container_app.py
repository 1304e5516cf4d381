"""Container apps: models and applications behind the ingress of their environment.

Source: ingress and environment pages (as commonly documented; no page was read): an app answers
outside its environment only with external ingress, and the internet only where the environment is
not internal; address rules are all of one action: Allow admits what they list, Deny everything
else.
"""

from collections.abc import Iterable

from ringfence.graph.addresses import EVERYWHERE, union
from ringfence.graph.azure.door_reading import sources, switch
from ringfence.graph.azure.doors import Door, Endpoint, Firewall, Gate, Presence, Reading
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, Lookup
from ringfence.model.facts import ABSENT, Unknown, members
from ringfence.model.resource import Resource

_INGRESS = "properties.configuration.ingress"
_RULES = f"{_INGRESS}.ipSecurityRestrictions"
_ENVIRONMENT = "Microsoft.App/managedEnvironments"
_SUBNET = "properties.vnetConfiguration.infrastructureSubnetId"


def _external(app: Resource) -> Gate:
    key, what = f"ingress:{app.key}", f"`{app.address}` has no external ingress"
    if app.look(_INGRESS) in (ABSENT, None):
        return Gate(key, app, what, shut=True)
    return switch(
        app, f"{_INGRESS}.external", opens=("true",), closes=("false",), key=key, what=what
    )


def _environment(estate: Estate, app: Resource) -> Lookup:
    pointer = "properties.managedEnvironmentId"
    if app.look(pointer) in (ABSENT, None):
        pointer = "properties.environmentId"
    return estate.lookup(app.look(pointer), _ENVIRONMENT)


def _internal(estate: Estate, app: Resource) -> Gate:
    """Return the barrier of an internal environment; one that is not seen leaves a doubt."""
    lookup = _environment(estate, app)
    environment = lookup.found
    key, what = f"environment:{app.key}", f"the environment of `{app.address}` is internal"
    if environment is None:
        hidden = Unknown(f"the environment of `{app.address}` is not in the tree")
        doubt = lookup.doubt if lookup.doubt is not None else hidden
        return Gate(key, app, what, None, "its environment may be public", (), (doubt,))
    return switch(
        environment,
        "properties.vnetConfiguration.internal",
        opens=("false",),
        closes=("true",),
        key=f"environment:{environment.key}",
        what=what,
    )


def _firewall(app: Resource) -> Firewall | None:
    actions = [
        element.get("action") if isinstance(element, dict) else element
        for element, _ in members(app.look(_RULES))
    ]
    if not actions:
        return None
    listed = sources(app, _RULES, "ipAddressRange")
    evidence = (Evidence(app, _RULES),)
    if any(isinstance(action, Unknown) for action in actions):
        why = next(action for action in actions if isinstance(action, Unknown))
        return Firewall(app, Reading("", "its address rules are not known", evidence, why), None)
    if all(str(action).lower() == "allow" for action in actions):
        only = Reading("filtered", "only what its rules list gets in", evidence)
        return Firewall(app, only, open_to_all=False, sources=listed)
    refused = union(rule.addresses for rule in listed if rule.addresses is not None)
    if EVERYWHERE - refused:
        return Firewall(
            app, Reading("all", "its rules deny some and admit the rest", evidence), True
        )
    return Firewall(app, Reading("filtered", "its rules deny all", evidence), open_to_all=False)


def _door(estate: Estate, app: Resource) -> Door:
    return Door((_external(app), _internal(estate, app)), _firewall(app))


def _presences(estate: Estate, app: Resource) -> Iterable[Presence]:
    """Return where an app with external ingress answers inside the network of its environment."""
    environment = _environment(estate, app).found
    if environment is None or _external(app).shut:
        return []
    return [Presence(environment.look(_SUBNET), environment, _SUBNET, ports=((80, 80), (443, 443)))]


ENDPOINT = Endpoint(
    types=("Microsoft.App/containerApps",),
    door=_door,
    presences=_presences,
    hosts=(".azurecontainerapps.io",),
    rule="RF-RCH-02",
    serves="the ingress",
)
