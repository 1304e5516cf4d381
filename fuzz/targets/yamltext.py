"""YAML streams, and the places of values in them."""

from __future__ import annotations

from typing import Final

from ringfence.syntax.yamltext import YamlError, decode

SEEDS: Final = (
    b"apiVersion: v1\nkind: Service\nspec: {type: LoadBalancer, ports: [{port: 80}]}\n---\na: !x b\n",
    b"a: &a [1, 2]\nb: *a\n<<: {c: |\n  text\n}\n",
    b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    b"%YAML 1.1\n---\n? [complex]\n: yes\n...\n---\n\tbroken: [",
)


def check(data: bytes) -> None:
    """Decode; a broken document carries its fault."""
    try:
        documents = decode(data)
    except YamlError:
        return
    for document in documents:
        assert document.fault is None or document.value is None
