"""Searches a tree for credentials: every text of it, whatever its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from ringfence.model.credential import Credential, Family
from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.credentials import files
from ringfence.readers.credentials.finds import Find
from ringfence.readers.credentials.mentions import client, opens
from ringfence.readers.credentials.search import inside, search
from ringfence.readers.credentials.texts import Text
from ringfence.readers.harvest import Harvest
from ringfence.readers.tree import Tree

_BINARY: Final = frozenset({
    ".png", ".jpg", ".jpeg", ".gif", ".ico", ".webp", ".bmp", ".tif", ".tiff", ".pdf",
    ".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".tar", ".jar", ".whl",
    ".woff", ".woff2", ".ttf", ".eot", ".otf", ".mp3", ".mp4", ".mov", ".avi", ".wav",
    ".exe", ".dll", ".so", ".dylib", ".a", ".o", ".class", ".pyc", ".parquet", ".npy",
    ".npz", ".docx", ".xlsx", ".pptx", ".vsdx", ".psd", ".wasm", ".db", ".sqlite", ".safetensors",
    ".gguf", ".onnx", ".pt", ".pth", ".ckpt", ".h5", ".tflite",
})  # fmt: skip
MOST: Final = 5_000
"""Most credentials that are kept of one file: a dump of more says no more."""


def read_credentials(tree: Tree) -> Harvest:
    """Return the credentials that lie in the texts of a tree, and what could not be searched."""
    harvest = Harvest()
    for name, path in tree.files.items():
        suffix = path.suffix.lower()
        if suffix in _BINARY or suffix == ".bin":
            _weights(harvest, name, path)
            continue
        try:
            if path.stat().st_size > files.LARGEST:
                _unsearched(harvest, name, f"has more than {files.LARGEST} bytes")
                continue
            with path.open("rb") as stream:
                collect(harvest, files.texts(stream), name)
        except OSError as error:
            _unsearched(harvest, name, f"cannot be opened: {error.strerror or error}")
    return harvest


def collect(harvest: Harvest, texts: Iterable[Text], file: str, *, committed: bool = False) -> None:
    """Add the credentials of one file, each kind and value once for each line."""
    seen: set[tuple[str, int, bytes]] = set()
    for text in texts:
        for part, find in _finds(text):
            line = part.line(find.start)
            mark = (find.kind.id, line, find.value)
            if mark in seen or len(seen) >= MOST:
                continue
            seen.add(mark)
            source = Source(file, line)
            harvest.credentials.append(_credential(part, text, find, source, committed))
            harvest.concealed.update(_secret_parts(find.value))


def _finds(text: Text) -> Iterator[tuple[Text, Find]]:
    for find in search(text):
        yield text, find
    unwrapped = inside(text)
    if unwrapped is not None:
        for find in unwrapped[1]:
            yield unwrapped[0], find


def _credential(part: Text, whole: Text, find: Find, source: Source, committed: bool) -> Credential:
    kind = find.kind
    targets = opens(part, find)
    if not targets and part is not whole:
        targets = opens(whole, Find(kind, 0, 0, b""))
    return Credential(
        kind=kind.id,
        what=kind.what,
        family=kind.family,
        source=source,
        fingerprint="" if kind.guessable else fingerprint(find.value),
        opens=targets,
        sas=find.sas,
        client=client(part, find) if kind.family is Family.PRINCIPAL else (),
        user=find.user,
        expires=find.expires,
        writes_only=kind.writes_only,
        committed=committed,
    )


def fingerprint(value: bytes) -> str:
    """Return what tells two credentials apart without telling anything of them.

    48 bits of a keyed hash; credentials that a person may have chosen get none at all.
    """
    return hashlib.blake2b(value, digest_size=6, person=b"ringfence").hexdigest()


def _secret_parts(value: bytes) -> Iterator[str]:
    text = value.decode("utf-8", "replace")
    yield text
    if text.endswith("="):
        yield text.rstrip("=")


def _weights(harvest: Harvest, name: str, path: Path) -> None:
    form = files.weights(path)
    if form:
        why = f"model weights ({form}) lie in the tree: whoever reads the repository has them"
        harvest.blinds.append(Blind(f"`{name}`", why, Source(name), inert=True))


def _unsearched(harvest: Harvest, name: str, why: str) -> None:
    reason = f"{why}, so it was not searched for credentials"
    harvest.blinds.append(Blind(f"`{name}`", reason, Source(name)))
