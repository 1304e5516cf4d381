"""Image galleries: disks of machines as versions that others deploy.

Source: gallery sharing pages (as commonly documented; no page was read): a gallery shared with the
community can be deployed from by anybody with a subscription; private ones and those shared with
groups ask for a role.
"""

from ringfence.graph.azure.door_reading import switch
from ringfence.graph.azure.doors import Door, Endpoint, Gate
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource


def _shared(gallery: Resource) -> Gate:
    return switch(
        gallery,
        "properties.sharingProfile.permissions",
        opens=("community",),
        closes=("private", "groups"),
        key=f"community:{gallery.key}",
        what=f"`{gallery.address}` is not shared with the community",
    )


def _door(estate: Estate, gallery: Resource) -> Door:
    del estate
    return Door((_shared(gallery),))


def _anonymous(estate: Estate, gallery: Resource, asset: Resource) -> tuple[Gate, ...]:
    del estate, asset
    return (_shared(gallery),)


ENDPOINT = Endpoint(
    types=("Microsoft.Compute/galleries",),
    door=_door,
    anonymous=_anonymous,
    serves="the images",
)
