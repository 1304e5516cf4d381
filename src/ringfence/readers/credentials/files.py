"""The bytes of a file as texts: decoded, in pieces of bounded size, told from what is no text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from ringfence.readers.credentials.texts import Text, plain

PIECE: Final = 4 << 20
OVERLAP: Final = 32 << 10
"""Bytes that two pieces share, so that nothing is cut in two; no credential is longer."""

LARGEST: Final = 2 << 30
_HEAD: Final = 8 << 10
_UTF16: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def texts(stream: IO[bytes]) -> Iterator[Text]:
    """Yield the text of a stream piece by piece; nothing if it is none."""
    head = stream.read(PIECE)
    encoding = _encoding(head)
    if encoding is None:
        return
    first = 1
    piece = head
    while piece:
        following = stream.read(PIECE)
        data = piece
        if encoding:
            data = piece.decode(encoding, "replace").encode("utf-8", "replace")
        yield Text(plain(data), first)
        if not following:
            return
        kept = piece[-OVERLAP:]
        first += _lines(piece[:-OVERLAP], encoding)
        piece = kept + following


def of(data: bytes) -> Iterator[Text]:
    """Yield the text of some bytes as `texts` does."""
    import io

    return texts(io.BytesIO(data))


def _encoding(head: bytes) -> str | None:
    """Return "" for text that is read as it is, a name for UTF-16, None for what is no text."""
    if (marked := _UTF16.get(head[:2])) is not None:
        return marked
    sample = head[:_HEAD]
    if b"\0" not in sample:
        return ""
    evens, odds = sample[0::2], sample[1::2]
    if len(sample) >= 8 and odds.count(0) > len(odds) * 0.9 and evens.count(0) < len(evens) * 0.1:
        return "utf-16-le"
    if len(sample) >= 8 and evens.count(0) > len(evens) * 0.9 and odds.count(0) < len(odds) * 0.1:
        return "utf-16-be"
    return None


def _lines(data: bytes, encoding: str) -> int:
    if not encoding:
        return data.count(b"\n")
    return data.count("\n".encode(encoding))


_WEIGHTS: Final = {
    ".safetensors": "safetensors",
    ".gguf": "GGUF",
    ".onnx": "ONNX",
    ".pt": "PyTorch",
    ".pth": "PyTorch",
    ".ckpt": "checkpoint",
    ".bin": "PyTorch",
    ".h5": "HDF5",
    ".keras": "Keras",
    ".tflite": "TensorFlow Lite",
}
_MAGIC: Final = {
    "GGUF": (b"GGUF",),
    "PyTorch": (b"PK\x03\x04", b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46"),
    "checkpoint": (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"),
    "HDF5": (b"\x89HDF\r\n\x1a\n",),
    "Keras": (b"PK\x03\x04",),
    "ONNX": (b"\x08",),
}


def weights(path: Path) -> str:
    """Return what format of model weights a file is, "" if it is none.

    A name alone is not enough: the first bytes have to fit.
    """
    form = _WEIGHTS.get(path.suffix.lower(), "")
    if not form:
        return ""
    try:
        with path.open("rb") as stream:
            head = stream.read(16)
    except OSError:
        return ""
    if form == "safetensors":
        size = int.from_bytes(head[:8], "little")
        return form if 2 <= size <= 100_000_000 and head[8:9] == b"{" else ""
    if form == "TensorFlow Lite":
        return form if head[4:8] == b"TFL3" else ""
    return form if head.startswith(_MAGIC[form]) else ""
