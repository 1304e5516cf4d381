"""JUnit XML: a test case for each question about an asset, for build servers.

Every asset is a class; a leak on it is a case that failed, one that is not known an error (it did
not pass, and nothing was proven), an accepted one is skipped, and an asset without any has a case
that passed. What the form needs is what Jenkins, GitLab and Azure Pipelines read.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ringfence.model.assessment import Assessment, Finding, Judged, Outcome
from ringfence.report.causes import chain, doubts, why
from ringfence.report.disclosure import clean
from ringfence.report.headline import headline
from ringfence.report.screen import visible
from ringfence.report.view import View


def render(assessment: Assessment, view: View) -> bytes:
    """Return one suite of all assets, one of what concerns the estate, with a declaration."""
    del view
    seconds = (assessment.finished - assessment.started).total_seconds()
    top = Element("testsuites", name="ringfence", time=f"{seconds:.3f}")
    by_asset: dict[str, list[Finding]] = defaultdict(list)
    of_estate: list[Finding] = []
    for finding in assessment.findings:
        if finding.asset is None:
            of_estate.append(finding)
        else:
            by_asset[finding.asset.key].append(finding)
    assets = _suite(top, "assets", assessment)
    for judged in assessment.assets:
        _asset(assets, judged, by_asset[judged.asset.key])
    estate = _suite(top, "estate", assessment)
    for finding in of_estate:
        _case(estate, finding, "estate")
    for fault in assessment.faults:
        case = SubElement(estate, "testcase", classname="ringfence", name=_text(fault.rule))
        where = f" at {fault.address}" if fault.address else ""
        SubElement(case, "error", type="fault", message=_text(f"{fault.error}{where}"))
    for suite in (assets, estate):
        _count(suite)
    SubElement(estate, "system-out").text = _text(headline(assessment))
    indent(top)
    data: bytes = tostring(top, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _suite(top: Element, name: str, assessment: Assessment) -> Element:
    stamp = assessment.started.replace(microsecond=0, tzinfo=None).isoformat()
    return SubElement(top, "testsuite", name=name, timestamp=stamp)


def _count(suite: Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))


def _asset(suite: Element, judged: Judged, findings: list[Finding]) -> None:
    address = _text(judged.asset.resource.address)
    if not any(finding.kind.is_leak for finding in findings):
        case = SubElement(suite, "testcase", classname=address, name=judged.verdict.value)
        if judged.verdict.value == Outcome.UNKNOWN.value:
            message = "what could not be read or resolved may open it: see the gaps"
            SubElement(case, "error", type="unknown", message=message)
    for finding in findings:
        _case(suite, finding, address)


def _case(suite: Element, finding: Finding, address: str) -> None:
    name = _text(f"{finding.rule} {finding.title}")
    case = SubElement(suite, "testcase", classname=address, name=name)
    source = finding.resource.locate() if finding.resource is not None else None
    if source is not None and source.file:
        case.set("file", _text(source.file))
        if source.line:
            case.set("line", str(source.line))
    if finding.accepted is not None:
        until = finding.accepted.until.isoformat()
        message = _text(f"accepted until {until}: {finding.accepted.reason}")
        SubElement(case, "skipped", message=message)
        return
    failed = finding.outcome is Outcome.FAIL
    told = SubElement(case, "failure" if failed else "error")
    told.set("type", f"{finding.severity.value} {finding.kind.value}")
    told.set("message", _text(finding.title))
    told.text = _text("\n".join(_lines(finding)))


def _lines(finding: Finding) -> list[str]:
    path = " → ".join(
        f"{link.name} ({link.place})" if link.place.file else link.name for link in chain(finding)
    )
    lines = [f"path: {path}", f"why: {why(finding)}"]
    lines += [f"fix: {finding.remedy}"] * bool(finding.remedy)
    lines += [f"not known: {doubt}" for doubt in doubts(finding)]
    return [*lines, f"id: {finding.id}"]


def _text(text: str) -> str:
    """Return a text as XML 1.0 can carry it: what no document may hold is written as its code."""
    return "\n".join(visible(line) for line in clean(text).split("\n"))
