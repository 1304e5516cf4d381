"""What the files of a tree are, told by their content.

A file whose name says infrastructure but which cannot be looked into is *broken*: it may hold
anything. A file that this version knows of but does not read is *ignored*, with the reason. All
other files (sources, data, documents) are none of our business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from ringfence.readers.tree import Tree, Unreadable, decode

PIPELINE: Final = re.compile(
    r"(?:.*/)?(?:\.github/workflows/[^/]+|\.gitlab-ci|[^/]*azure-pipelines?[^/]*)\.ya?ml"
)
"""Where pipelines lie; what runs there is for `pipelines` to read."""

_TASK: Final = re.compile(
    rb"^[ \t-]*(?:azureSubscription|connectedServiceName\w*|azureResourceManagerConnection)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_STAGES: Final = (
    re.compile(rb"^(?:trigger|pr|extends|pool|stages|jobs|steps)[ \t]*:", re.MULTILINE),
    re.compile(rb"^[ \t]*- +(?:template|task|stage|job|deployment)[ \t]*:", re.MULTILINE),
)
"""What pipelines of Azure under other names hold: a task of theirs, or their skeleton."""
AROUND: Final = {
    "terragrunt.hcl": "what Terragrunt puts around modules is not read",
    "terragrunt.stack.hcl": "what Terragrunt puts around modules is not read",
    ".tfcomponent.hcl": "Terraform stacks are not read",
    ".tfstack.hcl": "Terraform stacks are not read",
    ".tfdeploy.hcl": "Terraform stacks are not read",
}
"""Files that call modules with values of their own, and why they are gaps."""

HEAD: Final = 1 << 20
"""Bytes that are searched for marks in files too large to be searched whole."""

WHOLE: Final = 64 << 20

JSON: Final = (".json", ".jsonc", ".template", ".tfstate", ".ndjson", ".jsonl")
"""How files that may hold JSON of ours are called."""

KUSTOMIZATIONS: Final = ("kustomization.yaml", "kustomization.yml", "Kustomization")
"""How files are called that say what is deployed together with kustomize."""

_TEMPLATE: Final = re.compile(rb"/(?:\w*[dD]eploymentTemplate)\.json", re.ASCII)
_PARAMETERS: Final = re.compile(rb"/\w*[dD]eploymentParameters\.json", re.ASCII)
_STATE: Final = re.compile(rb'"(?:lineage|resources|modules)"\s*:')
_ID: Final = re.compile(rb'"id"\s*:\s*"/(?:subscriptions|providers)/', re.IGNORECASE)
_LISTED: Final = re.compile(
    rb'[\s\xef\xbb\xbf]*(?:\[|\{\s*"(?:value|data|count|request|total_records|@odata\.context)"\s*:)'
)
_ANSWER: Final = re.compile(rb'"request"\s*:')
_DIRECTORY: Final = re.compile(
    rb'"@odata\.(?:type|context)"\s*:\s*"[^"]*(?:#microsoft\.graph\.|graph\.microsoft\.)'
)
_OURS: Final = re.compile(rb'"(?:\$schema|resources|contentVersion|planned_values|format_version)"')
_MANIFEST: Final = tuple(
    re.compile(
        rb"""(?:^ {0,4}(?:- {1,4})?|^---[ \t]+|[{,][ \t]*)["']?""" + key + rb"""["']?[ \t]*:""",
        re.M,
    )
    for key in (b"apiVersion", b"kind")
)
_JSON_MANIFEST: Final = (
    re.compile(rb'"apiVersion"\s*:\s*"(?:[\w.-]+/)?v\d\w*"'),
    re.compile(rb'"kind"\s*:\s*"[A-Z]'),
)


@dataclass(slots=True)
class Contents:
    """The names of a tree's files by what they are; `broken` and `ignored` with the reason."""

    terraform: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    snapshots: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    bicep: list[str] = field(default_factory=list)
    bicepparams: list[str] = field(default_factory=list)
    parameters: list[str] = field(default_factory=list)
    manifests: list[str] = field(default_factory=list)
    kustomizations: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    pipelines: list[str] = field(default_factory=list)
    broken: dict[str, Unreadable] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)


def recognise(tree: Tree) -> Contents:
    """Sort the files of a tree by what they are."""
    contents = Contents()
    for name in (*tree.files, *tree.refused):
        if name.startswith(".terraform/") or "/.terraform/" in name:
            continue  # modules there are read where they are called
        if name.endswith((".tf", ".tf.json", ".tofu", ".tofu.json")):
            contents.terraform.append(name)
        elif name.endswith(tuple(AROUND)):
            why = next(why for end, why in AROUND.items() if name.endswith(end))
            contents.broken[name] = Unreadable(why)
        elif name.endswith(JSON):
            if not _is_cached(name):
                _json(tree, name, contents)
        elif name.endswith(".bicep"):
            contents.bicep.append(name)
        elif name.endswith(".bicepparam"):
            contents.bicepparams.append(name)
        elif name.endswith((".yaml", ".yml", "Kustomization")):
            _stream(tree, name, contents)
    return contents


def _stream(tree: Tree, name: str, contents: Contents) -> None:
    """Sort a file that is called as YAML is: by its name, or by what it holds."""
    base = PurePosixPath(name).name
    if base in KUSTOMIZATIONS:
        contents.kustomizations.append(name)
    elif base == "Chart.yaml":
        contents.charts.append(name)
    elif PIPELINE.fullmatch(name):
        contents.pipelines.append(name)
    elif base.endswith((".yaml", ".yml")):
        _yaml(tree, name, contents)


def _is_cached(name: str) -> bool:
    """Tell whether a template is a restored module of Bicep, which is read where it is called."""
    if not name.endswith("/main.json") or (
        "$" not in name and "#" not in name and "ts/" not in name
    ):
        return False
    from ringfence.readers.bicep.registry import is_cached

    return is_cached(name)


def _json(tree: Tree, name: str, contents: Contents) -> None:
    try:
        data = tree.read(name)
    except Unreadable as error:
        contents.broken[name] = error
        return
    searched = data if len(data) <= WHOLE else data[:HEAD]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            searched = decode(data).encode()
        except Unreadable as error:
            contents.broken[name] = error
            return
    kind = _kind(searched)
    if kind == "cloudformation":
        contents.ignored[name] = "CloudFormation is not read by this version"
    elif kind:
        getattr(contents, kind).append(name)
    elif (why := _broken(data)) is not None:
        contents.broken[name] = why


def _kind(data: bytes) -> str:
    """Return which list of `Contents` a document belongs to, "" for none of ours."""
    if _LISTED.match(data) is not None and _is_snapshot(data):
        return "snapshots"  # whatever it holds besides: a list is none of the others
    if b'"planned_values"' in data:
        return "plans"
    if b'"format_version"' in data and b'"terraform_version"' in data:
        return "states" if b'"values"' in data else "plans"
    if _is_state(data):
        return "states"
    if _PARAMETERS.search(data):
        return "parameters"
    if _TEMPLATE.search(data) or (b'"contentVersion"' in data and b'"resources"' in data):
        return "templates"
    if b'"AWSTemplateFormatVersion"' in data:
        return "cloudformation"
    if all(mark.search(data) for mark in _JSON_MANIFEST):
        return "manifests"
    return "snapshots" if _is_snapshot(data) else ""


def _is_state(data: bytes) -> bool:
    """Tell whether a document is a state as Terraform or OpenTofu keep it, encrypted or not."""
    if b'"lineage"' in data and b'"encrypted_data"' in data:
        return True
    return b'"terraform_version"' in data and _STATE.search(data) is not None


def _is_snapshot(data: bytes) -> bool:
    """Tell whether a document may be an answer of Azure, or a list of such."""
    if b"/subscriptions/" in data or b"/providers/" in data:
        table = b'"columns"' in data and b'"rows"' in data
        return table or _ID.search(data) is not None or _ANSWER.search(data) is not None
    return _DIRECTORY.search(data) is not None or b'"ringfence-snapshot/' in data


def _broken(data: bytes) -> Unreadable | None:
    """Tell why bytes cannot be a whole JSON document, None if they may be one.

    A cheap look at the ends and at the encoding: a template that was cut short or overwritten
    shows here, and a document that is none of ours is not parsed to the end.
    """
    try:
        text = decode(data[:HEAD] if len(data) > HEAD else data)
    except Unreadable as error:
        # Text in another encoding that speaks of none of our things is none of them.
        ours = b"\0" in data or _OURS.search(data) is not None
        return error if ours and len(data) <= HEAD else None
    body = text.strip()
    if not body or not body.startswith(("{", "[")):
        return None
    tail = data[-4096:].decode("utf-8", "replace").rstrip("\0 \t\r\n")
    if tail.endswith(("}", "]")):
        return None
    last = tail.rpartition("\n")[2].strip()
    if last.startswith(("//", "*")) or last.endswith("*/"):
        return None
    end = data.count(bytes([10])) + 1
    return Unreadable("is cut short: it closes less than it opens, and ends", end)


def _yaml(tree: Tree, name: str, contents: Contents) -> None:
    try:
        data = tree.read(name)
    except Unreadable:
        return
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        searched = data.decode("utf-16", "replace").encode()
    else:
        searched = data if len(data) <= WHOLE else data[:HEAD]
    if all(mark.search(searched) for mark in _MANIFEST):
        contents.manifests.append(name)
    elif _TASK.search(searched) or all(mark.search(searched) for mark in _STAGES):
        contents.pipelines.append(name)
    elif b"AWSTemplateFormatVersion" in data[:4096]:
        contents.ignored[name] = "CloudFormation is not read by this version"
