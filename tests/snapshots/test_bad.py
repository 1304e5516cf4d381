"""Files that are broken, odd or huge: the rest is answered, and nothing is lost in silence."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.readers.snapshots.documents import read_documents
from ringfence.readers.snapshots.pages import pages_of
from ringfence.readers.snapshots.requests import Asked, parse
from tests.snapshots.reading import estate, gaps, read, rid, told

STORAGE = "Microsoft.Storage/storageAccounts"


def account(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": rid(STORAGE, name), "name": name, "type": STORAGE, "location": "westeurope",
        "sku": {"name": "Standard_ZRS"}, "kind": "StorageV2",
        "properties": {"publicNetworkAccess": "Disabled", **more},
    }  # fmt: skip


def accounts(files: dict[str, Any], folder: Path) -> list[str]:
    return sorted(
        str(r.name) for r in read(folder, files).resources
        if r.kind == STORAGE.lower() and r.presence is None
    )  # fmt: skip


LISTED = [account("one"), account("two"), account("three")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_encodings_of_windows(tmp_path: Path, encoding: str) -> None:
    """Windows PowerShell writes what it redirects as UTF-16."""
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    data = mark + json.dumps(LISTED, indent=2).encode(encoding)
    assert accounts({"all.json": data}, tmp_path) == ["one", "three", "two"]


@pytest.mark.parametrize("lines", [True, False])
def test_of_a_file_that_is_cut_short_the_rest_is_answered(tmp_path: Path, lines: bool) -> None:
    text = "\n".join(map(json.dumps, LISTED)) if lines else json.dumps(LISTED, indent=2)
    cut = text[: text.index("three") + 1]
    name = "all.ndjson" if lines else "all.json"
    harvest = read(tmp_path, {name: cut})
    assert accounts({name: cut}, tmp_path) == ["one", "two"]
    found = [blind for blind in harvest.blinds if blind.what == f"`{name}`"]
    assert found
    assert found[0].source.line > 1
    assert not found[0].inert
    assert not found[0].resources
    assert gaps(harvest, "listing of resources") or gaps(harvest, "cut short")


def test_of_an_envelope_that_is_cut_short_the_rest_is_answered(tmp_path: Path) -> None:
    text = json.dumps(
        {"count": 3, "data": LISTED, "skip_token": None, "total_records": 3}, indent=1
    )
    cut = text[: text.index("three") + 1]
    assert accounts({"all.json": cut}, tmp_path) == ["one", "two"]


def test_one_bad_line_loses_one_line(tmp_path: Path) -> None:
    lines = [json.dumps(each) for each in LISTED]
    lines[1] = lines[1][:-9]
    harvest = read(tmp_path, {"all.ndjson": "\n".join(lines)})
    assert accounts({"all.ndjson": "\n".join(lines)}, tmp_path) == ["one", "three"]
    assert [blind.source.line for blind in gaps(harvest, "no json object")] == [2]


def test_documents_in_a_row_and_mixed_lists(tmp_path: Path) -> None:
    """`az … >> all.json` for one thing after the other, lists and single things."""
    text = json.dumps(LISTED[:2], indent=2) + "\n" + json.dumps(LISTED[2], indent=2) + "\n[]\n"
    assert accounts({"all.json": text}, tmp_path) == ["one", "three", "two"]
    odd = [*LISTED, None, 7, "text", {"id": 3}, {"id": "/x"}, [account("four")], {"error": 1}]
    assert accounts({"all.json": odd}, tmp_path) == ["four", "one", "three", "two"]


def test_the_same_twice_is_one_and_different_is_unknown(tmp_path: Path) -> None:
    same = estate(tmp_path / "a", {"a.json": LISTED, "b.json": LISTED})
    assert len([r for r in same if r.kind == STORAGE.lower()]) == 3
    other = [account("one", publicNetworkAccess="Enabled")]
    found = estate(tmp_path / "b", {"a.json": LISTED, "b.json": other})
    one = next(r for r in found if r.name == "one")
    assert "stated differently" in str(one.look("properties.publicNetworkAccess"))


def test_errors_that_somebody_saved_are_gaps(tmp_path: Path) -> None:
    refused = {"error": {"code": "AuthorizationFailed", "message": f"on {rid(STORAGE, 'x')}"}}
    envelope = {"value": [], "@note": rid(STORAGE, "x"), "id2": 1}
    harvest = read(tmp_path, {"a.json": LISTED, "b.json": [envelope], "c.json": [refused]})
    assert harvest.resources
    lone = read(
        tmp_path / "lone", {"c.json": {"request": "GET /x", "status": 403, "body": refused}}
    )
    assert lone.resources == []


def test_deep_and_huge_values_are_bounded(tmp_path: Path) -> None:
    deep = '{"id": "' + rid(STORAGE, "deep") + '", "properties": ' + "[" * 3000 + "]" * 3000 + "}"
    harvest = read(tmp_path, {"all.json": deep, "ok.json": LISTED})
    assert gaps(harvest, "levels deep")
    assert len([r for r in harvest.resources if r.kind == STORAGE.lower() and not r.presence]) == 3
    line = json.dumps([account(f"n{at}") for at in range(20_000)])
    started = time.process_time()
    assert len(read_documents(line[:-40].encode()).values) == 19_999
    assert time.process_time() - started < 10


def test_next_pages_that_nobody_read_are_gaps(tmp_path: Path) -> None:
    url = "https://management.azure.com/subscriptions/s/providers/Microsoft.Storage/storageAccounts"
    first = {"request": f"GET {url}?api-version=1", "status": 200,
             "body": {"value": LISTED[:2], "nextLink": f"{url}?api-version=1&$skiptoken=2"}}  # fmt: skip
    second = {"request": f"GET {url}?api-version=1&$skiptoken=2", "status": 200,
              "body": {"value": LISTED[2:]}}  # fmt: skip
    manifest = {"schema": "ringfence-snapshot/1", "collected": "2026-11-20", "scope": []}
    files = {"s/snapshot.json": manifest, "s/raw/0001.json": first}
    assert gaps(read(tmp_path / "a", files), "more of them were not collected")
    files["s/raw/0002.json"] = second
    assert not gaps(read(tmp_path / "b", files), "more of them were not collected")
    files["s/raw/0002.json"] = second | {"status": 429, "body": None}
    assert gaps(read(tmp_path / "c", files), "refused with status 429")


def test_absent_is_not_refused(tmp_path: Path) -> None:
    base = "https://management.azure.com"
    policies = f"{base}{rid(STORAGE, 'one')}/objectReplicationPolicies?api-version=1"
    listed = {
        "request": f"GET {base}/subscriptions/s/resources",
        "status": 200,
        "body": {"value": LISTED},
    }
    files = {"s/snapshot.json": {"schema": "ringfence-snapshot/1"}, "s/raw/1.json": listed}
    absent = files | {"s/raw/2.json": {"request": f"GET {policies}", "status": 404, "body": {}}}
    refused = files | {"s/raw/2.json": {"request": f"GET {policies}", "status": 403, "body": {}}}
    assert not [g for g in told(read(tmp_path / "a", absent)) if "storageaccounts/one/" in g]
    assert any("refused with status 403" in g for g in told(read(tmp_path / "b", refused)))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["id", "value", "data", "request", "status", "body", "nextLink", "type",
                         "properties", "columns", "rows", "error", "count"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@given(value=_JSON, cut=st.integers(0, 200))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_in_a_file_reading_ends(value: Any, cut: int) -> None:
    data = json.dumps(value).encode()
    for content in (data, data[:cut], data + b"\n" + data, data.replace(b"i", b"\xff")):
        documents = read_documents(content)
        for page in pages_of("x.json", documents):
            assert page.refused or isinstance(page.items, list)


PARTS = ("providers", "resources", "resourcegroups", "microsoft.storage", "x?$filter=a", "%2f", "")


@given(
    url=st.text(max_size=40)
    | st.builds(
        lambda host, parts: "/".join([f"https://{host}/subscriptions", *parts]),
        st.text("agm.", max_size=9),
        st.lists(st.text("az.", max_size=6) | st.sampled_from(PARTS), max_size=9),
    )
)
@settings(max_examples=200, deadline=None)
def test_every_request_is_something(url: str) -> None:
    assert parse(url).url == url.strip() or parse(url).url in url
    assert isinstance(parse({"method": "GET", "url": url}).asked, Asked)
