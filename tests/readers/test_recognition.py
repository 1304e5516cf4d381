"""What a file is, told by its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.readers.recognition import Contents, recognise
from ringfence.readers.tree import Tree

SCHEMA = '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deployment%s.json#"'
PLAN = '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{}}'
STATE = '{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}'


def told(folder: Path, name: str, content: str | bytes) -> Contents:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return recognise(Tree.at(folder))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.json", PLAN, "plans"),
        ("anything.json", PLAN, "plans"),
        ("windows.json", PLAN.encode("utf-16"), "plans"),
        ("cut.json", '{"format_version":"1.2","terraform_version":"1.11.4","vari', "plans"),
        ("state.json", STATE, "states"),
        ("main.json", "{" + SCHEMA % "Template" + "}", "templates"),
        ("main.json", '{"contentVersion": "1.0.0.0", "resources": []}', "templates"),
        ("main.json", "{" + SCHEMA % "Parameters" + "}", "parameters"),
        ("stack.json", '{"AWSTemplateFormatVersion": "2010-09-09"}', "ignored"),
        ("package.json", '{"name": "x", "resources": []}', ""),
        ("main.tf", "", "terraform"),
        ("main.tf.json", "{}", "terraform"),
        ("terraform.tfstate", STATE, "states"),
        ("notes.md", PLAN, ""),
        ("service.yaml", "apiVersion: v1\nkind: Service\n", "manifests"),
        ("list.yaml", "- kind: Service\n  apiVersion: v1\n", "manifests"),
        (
            "windows.yaml",
            "apiVersion: apps/v1\r\nkind: Deployment\r\n".encode("utf-16"),
            "manifests",
        ),
        ("pod.json", '{"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "p"}}', "manifests"),
        ("compose.yaml", "services:\n  web:\n    image: nginx\n", ""),
        ("values.yaml", "kind: Service\n", ""),
        ("main.bicep", "", "bicep"),
    ],
)
def test_kinds_of_files(tmp_path: Path, name: str, content: str | bytes, kind: str) -> None:
    found = told(tmp_path, name, content)
    holding = [each for each in Contents.__slots__ if name in getattr(found, each)]
    assert holding == ([kind] if kind else [])
