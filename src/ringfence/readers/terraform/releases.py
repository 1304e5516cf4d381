"""`helm_release`: what its chart and values are known to make; the rest of it is a gap."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.model.estate import Blind
from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.readers.kubernetes import releases
from ringfence.readers.kubernetes.kinds import MAY_OPEN
from ringfence.readers.kubernetes.shape import declare
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.objects import Manifested
from ringfence.syntax.yamltext import YamlError, decode

LIMITS = (
    "Terraform: charts of `helm_release` are not downloaded; of known ingress controllers and model"
    " servers the values about their Service are read, everything else in a chart is a gap",
)


def read(instance: Declared) -> tuple[list[Resource], Blind | None]:
    """Return the objects that a release is known to make, and the gap that it leaves."""
    chart = instance.arguments.get("chart")
    where = instance.origin.locate("chart")
    if not isinstance(chart, str):
        why = chart.reason if isinstance(chart, Unknown) else "it names no chart"
        return [], _gap(instance, f"its chart is not known: {why}")
    if releases.harmless(chart):
        return [], None
    values = releases.merged(list(_layers(instance)))
    namespace = instance.arguments.get("namespace")
    release = instance.arguments.get("name")
    made: list[Resource] = []
    for body, doubt in releases.objects(chart, release, namespace, values, where):
        presence = instance.presence if instance.presence is not None else doubt
        origin = Manifested(instance, "chart")
        address = f"{instance.address}/{str(body['kind']).lower()}"
        resource = declare(body, instance.root, origin, address=address, presence=presence)
        if resource is not None:
            made.append(resource)
    if made and releases.name_of(chart) in releases.CONTROLLERS:
        return made, None
    return made, _gap(instance, f"chart `{chart}` is not in the tree{_asks_for(values)}")


def _asks_for(values: Value) -> str:
    type_ = dig(values, "service.type")
    return f"; its values ask for a Service of type `{type_}`" if isinstance(type_, str) else ""


def _gap(instance: Declared, reason: str) -> Blind:
    where = instance.origin.locate("")
    return Blind(f"`{instance.address}`", reason, where, types=MAY_OPEN, conceals=True)


def _layers(instance: Declared) -> Iterator[Value]:
    """Yield the values of a release, those that win last."""
    for text, doubt in members(instance.arguments.get("values")):
        if isinstance(text, str) and doubt is None:
            yield _parsed(text, instance)
        else:
            yield doubt if doubt is not None else None
    for name in ("set", "set_list", "set_sensitive"):
        for each, doubt in members(instance.arguments.get(name)):
            path, value = dig(each, "name"), dig(each, "value")
            if isinstance(each, Unknown) or not isinstance(path, str):
                yield each if isinstance(each, Unknown) else doubt
            elif name == "set_sensitive":
                why = Unknown("a sensitive value is not read", instance.origin.locate(name))
                yield releases.at_path(path, why)
            elif isinstance(value, str | bool | int | float | list | Unknown):
                yield releases.at_path(path, value)


def _parsed(text: str, instance: Declared) -> Value:
    try:
        documents = decode(text.encode("utf-8", "surrogatepass"))
    except YamlError as error:
        return Unknown(f"its values cannot be read: it {error}", instance.origin.locate("values"))
    if any(each.fault is not None for each in documents):
        return Unknown("its values are no YAML", instance.origin.locate("values"))
    value: Value = documents[0].value if documents else {}
    return value
