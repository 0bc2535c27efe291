"""Findings as annotations that code hosts show beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping

from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Report, Target
from guidegraph.render.format import Format, Holding, Kind, Page, as_text
from guidegraph.render.points import targets_by_name


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _write(report: Report, _page: Page) -> str:
    """A workflow command for each finding."""
    targets = targets_by_name(report)
    return "".join(f"{_command(finding, targets)}\n" for finding in report.findings)


def _command(finding: Finding, targets: Mapping[str, Target]) -> str:
    properties: dict[str, str] = {}
    target = targets.get(finding.edition)
    if finding.source is not None:
        properties = {"file": finding.source.path, "line": str(finding.source.line)}
        if finding.source.column:
            properties["col"] = str(finding.source.column)
    elif target is not None:
        properties = {"file": target.path}
    properties["title"] = finding.rule
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    items = ", ".join(finding.items[:3])
    message = f"{items}: {finding.message}" if items else finding.message
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    shown = "".join(
        letter if letter.isprintable() or letter in "\r\n" else "\ufffd" for letter in text
    )
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


form = Format(
    name="GitHub annotations",
    media_type="text/plain",
    suffix=".txt",
    holds={
        Kind.FINDINGS: Holding(
            write=as_text(_write), losses="Quotes, fixes and what is suppressed are not held."
        )
    },
)
