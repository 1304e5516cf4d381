"""Machine learning registries: models and environments shared between workspaces."""

from ringfence.graph.azure.door_reading import public_access, secured_by_perimeter
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource


def _door(estate: Estate, registry: Resource) -> Door:
    del estate
    return Door((public_access(registry),), perimeter=secured_by_perimeter(registry))


ENDPOINT = Endpoint(
    types=("Microsoft.MachineLearningServices/registries",),
    door=_door,
    groups=frozenset({"amlregistry"}),
    hosts=(".registry.azureml.ms",),
)
