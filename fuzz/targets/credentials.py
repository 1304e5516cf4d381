"""Texts in which credentials are searched: of any bytes, in pieces, with what they open."""

from __future__ import annotations

import base64
from typing import Final

from ringfence.readers.credentials.files import of
from ringfence.readers.credentials.mentions import client, opens
from ringfence.readers.credentials.read import finds

_TOKEN: Final = base64.b64encode(bytes(range(7, 71)))
_SIGNATURE: Final = base64.b64encode(bytes(range(40, 72))).replace(b"=", b"%3D")
SEEDS: Final = (
    b"DefaultEndpointsProtocol=https;AccountName=a1;AccountKey=" + _TOKEN + b";EndpointSuffix=x",
    b"https://a1.blob.core.windows.net/c?sv=2023-11-03&sr=c&sp=rl&se=2030-01-01T00:00:00Z&sig="
    + _SIGNATURE,
    b"sr=https%3a%2f%2fn.servicebus.windows.net&sig=" + _SIGNATURE + b"&se=1893456000&skn=k",
    b"AZURE_CLIENT_ID=00000000-0000-0000-0000-0000000000cc\nAZURE_CLIENT_SECRET=abc8Q~"
    + b"xY7" * 11,
    b"kind: Secret\ndata:\n  key: " + base64.b64encode(b"password=" + _TOKEN),
    b"Server=tcp:s.database.windows.net,1433;User ID=a;Password=h7Kd92mQx!;",
    b"postgresql://app:h7Kd92mQx@p.postgres.database.azure.com/d",
    b"-----BEGIN PRIVATE KEY-----\n"
    + base64.b64encode(b"0\x82" + bytes(range(256)))
    + b"\n-----END",
    b"eyJhbGciOiJub25lIn0.eyJpc3MiOiJrdWJlcm5ldGVzIiwiZXhwIjo5OTl9." + _TOKEN[:40],
    '{"a": "\\u0026sig=", "auth": "YTpi"}'.encode("utf-16"),
    b"Authorization: Basic YTpi\ndocker login a.azurecr.io -u a -p x",
)


def check(data: bytes) -> None:
    """Search; what is found has a place in the text, and names what it opens or does not."""
    for part, _, find in finds(of(data)):
        assert 0 <= find.start < find.end
        assert part.line(find.start) >= 1
        opens(part, find)
        client(part, find)
