"""Findings as annotations that code hosts show beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping

from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Report, Target
from guidegraph.render.renderer import Page
from guidegraph.render.report.points import only_reports, targets_by_name


__all__ = ["render"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A workflow command for each finding."""
    if not isinstance(result, Report):
        raise only_reports("github")
    targets = targets_by_name(result)
    return "".join(f"{_command(finding, targets)}\n" for finding in result.findings)


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
