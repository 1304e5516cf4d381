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
from ringfence.readers.credentials.mentions import client, opens, user
from ringfence.readers.credentials.search import inside, search
from ringfence.readers.credentials.texts import Text
from ringfence.readers.harvest import Harvest
from ringfence.readers.tree import Tree

BINARY: Final = frozenset({
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
        if suffix in BINARY or suffix == ".bin":
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
        except Exception as error:  # noqa: BLE001 - whatever broke, it becomes a gap over the file
            _unsearched(harvest, name, f"our reader broke on it ({type(error).__name__})")
    return harvest


def collect(harvest: Harvest, texts: Iterable[Text], file: str) -> None:
    """Add the credentials of one file."""
    count = 0
    for part, whole, find in finds(texts):
        add(harvest, part, whole, find, file)
        count += 1
    if count >= MOST:
        why = f"holds {MOST} credentials or more: those after them were not looked at"
        harvest.blinds.append(Blind(f"`{file}`", why, Source(file)))


def finds(texts: Iterable[Text]) -> Iterator[tuple[Text, Text, Find]]:
    """Yield `(part, whole, find)` for the credentials of one file, each once for each line.

    `part` is the text it was found in: `whole`, or what that keeps in base64.
    """
    seen: set[tuple[str, int, bytes]] = set()
    for text in texts:
        unwrapped = inside(text)
        pairs = [(text, find) for find in search(text)]
        if unwrapped is not None:
            pairs += [(unwrapped[0], find) for find in unwrapped[1]]
        for part, find in pairs:
            mark = (find.kind.id, part.line(find.start), find.value)
            if mark not in seen and len(seen) < MOST:
                seen.add(mark)
                yield part, text, find


def add(harvest: Harvest, part: Text, whole: Text, find: Find, file: str) -> None:
    """Add one credential with its place, and its characters to what no output may show."""
    kind = find.kind
    targets = opens(part, find)
    if not targets and part is not whole:
        targets = opens(whole, Find(kind, 0, 0, b""))
    harvest.concealed.update(_secret_parts(find.value))
    if part.encoded:
        harvest.concealed.update(_secret_parts(part.encoded[part.row(find.start)]))
    harvest.credentials.append(
        Credential(
            kind=kind.id,
            what=kind.what,
            family=kind.family,
            source=Source(file, part.line(find.start)),
            fingerprint="" if kind.guessable else fingerprint(find.value),
            opens=targets,
            sas=find.sas,
            client=client(part, find) if kind.family is Family.PRINCIPAL else (),
            user=user(part, find) if kind.family is Family.REGISTRY else find.user,
            expires=find.expires,
            writes_only=kind.writes_only,
        )
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
