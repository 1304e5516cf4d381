"""The boundary file: what it says, and that every mistake in it is told with its line."""

from __future__ import annotations

import json
import time
from datetime import date
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.asset import AssetKind
from ringfence.model.boundary import Accept, AssetRule, Custodian, Keep, Match, Policy, Severity
from ringfence.model.facts import Source
from ringfence.readers.boundaryfile import BOUNDARY, TOP, BoundaryError, find, load, loads
from ringfence.reference.regions import expand

FULL = """\
boundary:
  regions: [EU, switzerlandnorth]
  tenants: [00000000-0000-0000-0000-00000000000A]
  accounts: ["111122223333", 444455556666]
  organizations: [o-abc]
  subscriptions: [11111111-0000-0000-0000-000000000000]
  networks: [10.0.0.0/8, 203.0.113.7, "fd00::/8"]
  repositories: [acme/llm-train, acme/*]
  custodians:
    - {principal: "group:ml-platform", reads: [weights, training-data]}
    - principal: someone
  keys: customer
threshold: high
assets:
  - {match: {address: "azurerm_storage_container.dumps"}, kind: training-data, name: "CRM 2026"}
  - match: {tag: {data: public}}
    kind: none
accept:
  - {rule: RF-EXP-01, address: "a.b[0]", reason: "by decision", owner: ciso, until: 2027-01-31}
keep:
  - {from: app, to: db, why: orders}
owners: {network: platform@acme}
flows: {checkout: [a, b]}
costs: {}
review: {}
attest: []
detect: {}
"""


def test_everything_that_can_be_said() -> None:
    policy = loads(FULL)
    boundary = policy.boundary
    assert boundary.stated == ("EU", "switzerlandnorth")
    assert boundary.regions == (expand("EU") or frozenset()) | {"switzerlandnorth"}
    assert boundary.tenants == {"00000000-0000-0000-0000-00000000000a"}
    assert boundary.accounts == {"111122223333", "444455556666"}
    assert boundary.organizations == {"o-abc"}
    assert boundary.subscriptions == {"11111111-0000-0000-0000-000000000000"}
    assert boundary.networks == tuple(map(ip_network, ("10.0.0.0/8", "203.0.113.7/32", "fd00::/8")))
    assert boundary.repositories == ("acme/llm-train", "acme/*")
    weights = frozenset({AssetKind.WEIGHTS, AssetKind.TRAINING_DATA})
    assert boundary.custodians == (
        Custodian("group:ml-platform", weights, Source("ringfence.yaml", 10)),
        Custodian("someone", frozenset(), Source("ringfence.yaml", 11)),
    )
    assert boundary.keys == "customer"
    assert not boundary.inferred
    assert policy.threshold is Severity.HIGH
    assert policy.assets == (
        AssetRule(
            Match(address="azurerm_storage_container.dumps"),
            AssetKind.TRAINING_DATA,
            "CRM 2026",
            Source("ringfence.yaml", 15),
        ),
        AssetRule(Match(tags=(("data", "public"),)), None, "", Source("ringfence.yaml", 16)),
    )
    where = Source("ringfence.yaml", 19)
    assert policy.accept == (
        Accept("RF-EXP-01", "a.b[0]", "by decision", date(2027, 1, 31), "ciso", where),
    )
    assert policy.keep == (Keep("app", "db", "orders", Source("ringfence.yaml", 21)),)
    assert policy.owners == {"network": "platform@acme"}
    assert policy.flows == {"checkout": ("a", "b")}


def test_nothing_said_is_the_same_as_an_empty_policy() -> None:
    for text in ("", "# nothing\n", "{}", "---\n", "boundary:\naccept:\n"):
        policy = loads(text)
        assert policy.boundary.regions == frozenset()
        assert policy.threshold is Policy().threshold
        assert (policy.accept, policy.assets, policy.keep) == ((), (), ())


@pytest.mark.parametrize("word", ["NO", "no", "'NO'", '"NO"'])
def test_norway_is_a_country_not_false(word: str) -> None:
    assert loads(f"boundary: {{regions: [{word}]}}").boundary.regions == {
        "norwayeast",
        "norwaywest",
    }


def test_words_that_yaml_reads_as_something_else_stay_text() -> None:
    policy = loads("owners: {on: yes, off: 1_000, date: 2027-01-31, octal: 010, sexagesimal: 1:30}")
    assert policy.owners == {
        "on": "yes",
        "off": "1_000",
        "date": "2027-01-31",
        "octal": "010",
        "sexagesimal": "1:30",
    }


def test_json_is_accepted() -> None:
    said = {
        "boundary": {"regions": ["NO"], "networks": ["10.0.0.0/8"]},
        "threshold": "low",
        "accept": [],
    }
    for text in (json.dumps(said), json.dumps(said, indent=2), json.dumps(said, indent="\t")):
        policy = loads(text)
        assert policy.boundary.stated == ("NO",)
        assert policy.threshold is Severity.LOW


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BoundaryError) as error:
        loads(text, "x/ringfence.yaml")
    assert all(each.where.file == "x/ringfence.yaml" for each in error.value.problems)
    return [(each.where.line, each.what, each.help) for each in error.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "what", "help_"),
    [
        ("\nthresold: high", 2, "unknown key `thresold` in `the boundary file`", "`threshold`"),
        ("regions: [EU]", 1, "unknown key `regions`", "belongs under `boundary:`"),
        ("boundary: {threshold: low}", 1, "unknown key `threshold`", "at the top level"),
        ("boundary:\n  region: [EU]", 2, "unknown key `region` in `boundary`", "`regions`"),
        ("boundary: {zzz: 1}", 1, "unknown key `zzz`", "known are `regions`"),
        ("boundary: [EU]", 1, "`boundary` should be a map, not a list", ""),
        ("boundary: {regions: EU}", 1, "`regions` should be a list, not `EU`", "[EU]"),
        ("boundary: {regions: [[EU]]}", 1, "`regions` should be a text, not a list", ""),
        ("boundary:\n  regions:\n    - westeurop", 3, "`westeurop` is no region", "`westeurope`"),
        ("boundary: {regions: [Germny]}", 1, "`Germny` is no region", "`germany`"),
        ("boundary: {regions: [Liechtenstein]}", 1, "holds no region", ""),
        ("boundary: {networks: [10.0.0.0/33]}", 1, "`10.0.0.0/33` is no address range", ""),
        ("boundary: {networks: [10.0.0.5/24]}", 1, "bits set", "`10.0.0.0/24`"),
        ("boundary: {keys: custmer}", 1, "`custmer` is no value of `keys`", "`customer`"),
        ("boundary: {custodians: [{reads: [weights]}]}", 1, "`custodians` needs `principal`", ""),
        ("boundary: {custodians: [{principal: a, reads: [weight]}]}", 1, "`weight`", "`weights`"),
        ("threshold: severe", 1, "`severe` is no value of `threshold`", "known are `low`"),
        ("threshold: {}", 1, "`threshold` should be a text, not a map", ""),
        ("assets: [{match: {address: a}}]", 1, "`assets` needs `kind`", ""),
        ("assets: [{kind: none}]", 1, "`assets` needs `match`", ""),
        ("assets: [{kind: none, match: {}}]", 1, "`match` states no criterion", ""),
        ("assets: [{kind: nope, match: {name: a}}]", 1, "`nope` is no value of `kind`", "`none`"),
        ("assets: [{kind: none, match: {tags: {a: b}}}]", 1, "unknown key `tags`", "`tag`"),
        ("accept: [{rule: A, address: b, until: 2027-01-31}]", 1, "needs `reason`", ""),
        ("accept: [{rule: A, address: b, reason: c}]", 1, "needs `until`", ""),
        ("accept: [{rule: A, address: b, reason: c, until: soon}]", 1, "`soon` is no date", ""),
        ("accept: [{rule: A, address: b, reason: c, until: 2027-02-30}]", 1, "is no date", ""),
        ("accept: [{rule: A, address: b, reason: ' ', until: 2027-01-01}]", 1, "not empty", ""),
        ("keep: [{from: a}]", 1, "`keep` needs `to`", ""),
        ("owners: [a]", 1, "`owners` should be a map, not a list", ""),
        ("flows: {a: b}", 1, "`flows.a` should be a list", ""),
        ("attest: {}", 1, "`attest` should be a list, not a map", ""),
        ("costs: []", 1, "`costs` should be a map, not a list", ""),
        ("threshold: low\nthreshold: high", 2, "`threshold` is written twice", ""),
        ("owners:\n  a: b\n  a: c", 3, "`a` is written twice in `owners`", ""),
        ("- a", 1, "`the boundary file` should be a map, not a list", ""),
        ("a: [", 2, "did not find expected node content", ""),
        ("a: b: c", 1, "mapping values are not allowed", ""),
        ("threshold: low\n---\nthreshold: high", 2, "second document", ""),
        ("threshold: !!python/name:os.system low", 1, "the tag `!!python/name:os.system`", ""),
        ("owners: &a {b: *a}", 1, "`*a` refers to no finished anchor", ""),
    ],
)
def test_every_mistake_is_told_with_its_line(text: str, line: int, what: str, help_: str) -> None:
    told = problems(text)
    assert any(
        where == line and what in said and help_ in advice for where, said, advice in told
    ), told


def test_all_mistakes_are_told_together_in_order() -> None:
    told = problems("thresold: high\nboundary:\n  regions: [nowhere]\n  keys: x\nkep: []\n")
    assert [line for line, _, _ in told] == [1, 3, 4, 5]


def test_every_key_is_known_by_its_own_name() -> None:
    """A misspelt key is named, the key itself is not (what it holds may still be wrong)."""
    for key in TOP:
        assert "unknown key" not in str(_error(f"{key}: 1"))
        assert f"`{key}`" in str(_error(f"{key}x: 1"))
    for key in BOUNDARY:
        assert "unknown key" not in str(_error(f"boundary: {{{key}: 1}}"))


def _error(text: str) -> list[tuple[int, str, str]]:
    try:
        loads(text)
    except BoundaryError as error:
        return [(each.where.line, each.what, each.help) for each in error.problems]
    return []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[" * 100_000, "nested deeper"),
        ("{a: " * 50_000, "nested deeper"),
        ("- " * 100_000, "nested deeper"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{right}: &{right} [{','.join(['*' + left] * 10)}]\n"
                for left, right in zip("abcdefgh", "bcdefghi", strict=True)
            ),
            "once aliases are replaced",
        ),
    ],
)
def test_bombs_are_bounded(text: str, what: str) -> None:
    started = time.process_time()
    assert what in problems(text)[0][1]
    assert time.process_time() - started < 2


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "ringfence.yaml"
    for data, what in (
        (b"\xff\xfe\x00", "is not valid UTF-16"),
        (b"a: caf\xe9", "is not UTF-8: byte 0xe9 in line 1"),
        (b"a: \x00", "is binary"),
        (b"#" * (1024 * 1024 + 1), "is larger than"),
    ):
        file.write_bytes(data)
        with pytest.raises(BoundaryError) as error:
            load(file)
        assert what in error.value.problems[0].what
    with pytest.raises(BoundaryError) as error:
        load(tmp_path / "none.yaml")
    assert "No such file" in error.value.problems[0].what


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "ringfence.yaml"
    for encoding in ("utf-8-sig", "utf-16", "utf-8"):
        file.write_text("threshold: low\n", encoding=encoding)
        assert load(file).threshold is Severity.LOW


def test_the_file_is_found_in_the_scanned_path_only(tmp_path: Path) -> None:
    inner = tmp_path / "a"
    inner.mkdir()
    (inner / "main.tf").touch()
    (tmp_path / "ringfence.yaml").touch()
    assert find([inner]) is None
    assert find([inner / "main.tf"]) is None
    assert find([tmp_path]) == tmp_path / "ringfence.yaml"
    (inner / "ringfence.yaml").touch()
    assert find([inner / "main.tf"]) == inner / "ringfence.yaml"
    assert find([inner, inner / "main.tf"]) == inner / "ringfence.yaml"
    with pytest.raises(BoundaryError) as several:
        find([tmp_path, inner])
    assert len(several.value.problems) == 2


def test_a_name_that_only_looks_right_is_an_error_not_silence(tmp_path: Path) -> None:
    (tmp_path / "ringfence.yml").touch()
    with pytest.raises(BoundaryError) as error:
        find([tmp_path])
    assert "`ringfence.yaml`" in error.value.problems[0].what


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("abr:-[]{}&*!|>%@'\"#,\n\t ?~\\é"), max_size=80))
def test_any_text_is_a_policy_or_an_error_about_a_line(text: str) -> None:
    assert all(line >= 1 and what for line, what, _ in _error(text))
