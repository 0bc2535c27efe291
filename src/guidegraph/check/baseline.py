"""What was found before: a file of fingerprints, so that a check reports what is new since."""

from __future__ import annotations

import json
from collections.abc import Iterable

from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Finding


__all__ = ["baseline_of", "known_in"]

_SCHEMA = "https://w3id.org/guidegraph/schema/baseline/1"
_ADVICE = "write it anew with 'guidegraph check --write-baseline FILE'"


def baseline_of(findings: Iterable[Finding]) -> str:
    """A baseline that knows some findings: their ids, and what makes the file readable."""
    known = sorted(
        {(each.edition, each.rule, each.items, each.id, each.message) for each in findings}
    )
    content = {
        "schema": _SCHEMA,
        "findings": [
            {"id": id_, "rule": rule, "edition": edition, "items": list(items), "message": message}
            for edition, rule, items, id_, message in known
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def known_in(body: bytes, path: str) -> frozenset[str]:
    """
    The ids of the findings that a baseline knows.

    Raises:
        FormatError: it is no baseline.
    """
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise FormatError(path, line, "not a baseline in JSON", _ADVICE) from None
    findings = content.get("findings") if isinstance(content, dict) else None
    if not isinstance(findings, list) or content.get("schema") != _SCHEMA:
        raise FormatError(path, "$", f"not a baseline: no 'schema' {_SCHEMA!r}", _ADVICE)
    for number, finding in enumerate(findings):
        if not isinstance(finding, dict) or not isinstance(finding.get("id"), str):
            raise FormatError(path, f"$.findings[{number}]", "a finding without its id", _ADVICE)
    return frozenset(finding["id"] for finding in findings)
