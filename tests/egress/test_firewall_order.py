"""Network rules of a firewall against the packet by packet reference."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.graph.addresses import parse
from ringfence.graph.azure.network.firewall import Firewall
from ringfence.graph.azure.network.packets import Entry, passing
from ringfence.graph.boxes import Box
from ringfence.model.estate import Estate
from ringfence.model.facts import MAYBE
from tests.build import res
from tests.egress.estates import HIDDEN, ref
from tests.egress.test_firewall import GROUPS, POLICIES, collection, firewall, net
from tests.reference.firewall_naive import passes

RANGES = ("*", "0.0.0.0/1", "20.0.0.0/8", "20.3.0.0/16", "10.0.0.0/8", "10.0.1.0/24")
PACKETS = list(
    product(("10.0.1.4", "10.9.0.1"), ("20.3.4.5", "20.9.9.9", "200.1.1.1"), (6, 17), (80, 443))
)


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


rules = st.builds(
    lambda source, to, protocols, ports: net(
        to, sourceAddresses=source, ipProtocols=protocols, destinationPorts=ports
    ),
    some(RANGES), some(RANGES), some(("TCP", "UDP", "Any")), some(("*", "443", "1-100")),
)  # fmt: skip


@st.composite
def groups(draw: st.DrawFn) -> list[tuple[int, dict[str, Any]]]:
    found = []
    for level in (0, 1):
        for priority in draw(st.lists(st.integers(100, 110), unique=True, max_size=2)):
            numbers = draw(st.lists(st.integers(100, 110), unique=True, max_size=3))
            collections = [
                collection(
                    draw(st.sampled_from(("Allow", "Deny"))), number,
                    *draw(st.lists(rules, min_size=1, max_size=2)),
                )
                for number in numbers
            ]  # fmt: skip
            found.append((level, {"priority": priority, "ruleCollections": collections}))
    return found


def built(of: list[tuple[int, dict[str, Any]]]) -> Firewall:
    policies = [
        res(POLICIES, "p", properties={"basePolicy": ref(POLICIES, "base")}),
        res(POLICIES, "base", properties={}),
    ]
    made = [
        res(GROUPS, ("base", "p")[level], f"g{number}", properties=properties)
        for number, (level, properties) in enumerate(of)
    ]
    fw = firewall()
    return Firewall(Estate([fw, *policies, *made]), fw)


def point(source: str, to: str, number: int, port: int) -> Box:
    start, end = parse(source), parse(to)
    assert start
    assert end
    return (start, end, (number, number), (port, port), (9, 9), (0, 0), (0, 0))


def goes(entries: list[Entry], at: Box) -> bool:
    return any(True for _ in passing(entries, at))


@settings(max_examples=100, deadline=None)
@given(groups())
def test_what_gets_out_is_what_the_naive_walk_lets_out(
    of: list[tuple[int, dict[str, Any]]],
) -> None:
    made = built(of)
    for packet in PACKETS:
        expected = passes(of, *packet)
        assert goes(made.strict, point(*packet)) == expected
        assert goes(made.loose, point(*packet)) == expected


@settings(max_examples=100, deadline=None)
@given(groups(), st.data())
def test_every_completion_lies_between_sure_and_may(
    of: list[tuple[int, dict[str, Any]]], data: st.DataObject
) -> None:
    seen: list[tuple[int, dict[str, Any]]] = []
    true: list[tuple[int, dict[str, Any]]] = []
    for level, group in of:
        hide = data.draw(st.booleans())
        shown: list[Any] = []
        kept: list[Any] = []
        for each in group["ruleCollections"]:
            what = data.draw(
                st.sampled_from(("", "priority", "action", "rules", "maybe", "all", "field"))
            )
            there = what not in ("maybe", "all") or data.draw(st.booleans())
            hidden = dict(each)
            if what == "field":
                name = data.draw(
                    st.sampled_from(("sourceAddresses", "destinationAddresses", "destinationPorts"))
                )
                hidden["rules"] = [{**rule, name: HIDDEN} for rule in each["rules"]]
            elif what in ("priority", "action", "rules"):
                hidden[what] = HIDDEN
            elif what == "maybe":
                hidden[MAYBE] = HIDDEN
            shown.append(HIDDEN if what == "all" else hidden)
            kept += [each] if there else []
        seen.append(
            (level, {"priority": HIDDEN if hide else group["priority"], "ruleCollections": shown})
        )
        true.append((level, {**group, "ruleCollections": kept}))
    made = built(seen)
    for packet in PACKETS:
        expected = passes(true, *packet)
        assert expected or not goes(made.strict, point(*packet))
        assert goes(made.loose, point(*packet)) or not expected
