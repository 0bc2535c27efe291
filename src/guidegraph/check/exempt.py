"""
What is not reported: findings that an edition's comments suppress, or that a baseline contains.

A `*` at the end of an item is the only pattern in a suppression: none can take long to match. A
baseline is a file with the fingerprints of earlier findings.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from guidegraph.check.select import matches, require_rules
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.findings import Finding, Place, Suppression
from guidegraph.model.report import Exemption, RuleCard


__all__ = ["Exemptions", "baseline_ids", "baseline_of", "exemptions_in"]

_PREFIX = "guidegraph:"
_UNTIL = "until="
_FORM = "write <!-- guidegraph: ignore RULE until=2030-01-31: why --> ('until' may be left out)"

_SCHEMA = "https://w3id.org/guidegraph/schema/baseline/1"
_ADVICE = "write it again with 'guidegraph check --write-baseline FILE'"


def exemptions_in(text: str, edition: Edition, path: str) -> Iterator[Exemption]:
    """
    The suppressions in an outline's comments: `ignore` for the next item, `ignore-file` for all.

    Raises:
        FormatError: a suppression has no reason, no rule, or an invalid date.
        MisuseError: it names a rule that does not exist.
    """
    begins = sorted((place.line, id_) for id_, place in edition.places.items())
    for line, comment, whole in _comments(text):
        if not comment.startswith(_PREFIX):
            continue
        head, _, reason = comment.removeprefix(_PREFIX).strip().partition(": ")
        verb, *words = head.rstrip(":").replace(",", " ").split()
        rules = tuple(word for word in words if not word.startswith(_UNTIL))
        dates = [word.removeprefix(_UNTIL) for word in words if word.startswith(_UNTIL)]
        if verb not in ("ignore", "ignore-file"):
            raise FormatError(
                path, line, f"not an instruction to guidegraph: {clipped(verb, 40)!r}", _FORM
            )
        if not rules:
            raise FormatError(path, line, "a suppression without a rule", _FORM)
        if not reason.strip():
            raise FormatError(path, line, f"no reason to ignore {clipped(rules[0], 60)!r}", _FORM)
        require_rules(rules, path, line)
        items: tuple[str, ...] = ()
        if verb == "ignore":
            place = bisect_right(begins, (line, "\U0010ffff"))
            if place == len(begins):
                raise FormatError(
                    path,
                    line,
                    "a suppression without an item after it",
                    "put it above the item it is for, or write 'ignore-file'",
                )
            items = (begins[place][1],)
        yield Exemption(
            rules=rules,
            items=items,
            reason=" ".join(reason.split()),
            target=edition.id,
            until=_date(dates, path, line),
            place=Place(path=path, line=line),
            text=whole,
        )


def _date(dates: Sequence[str], path: str, line: int) -> date | None:
    if not dates:
        return None
    try:
        return date.fromisoformat(dates[-1])
    except ValueError:
        raise FormatError(path, line, f"not a date: {clipped(dates[-1], 40)!r}", _FORM) from None


def _comments(text: str) -> Iterator[tuple[int, str, str]]:
    """The comments that begin at the margin: line, words, and the comment as written."""
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        first = number
        number += 1
        if not lines[first].startswith("<!--"):
            continue
        end = first
        while "-->" not in lines[end] and end + 1 < len(lines):
            end += 1
        whole = "\n".join(lines[first : end + 1])
        words = whole.removeprefix("<!--").partition("-->")[0]
        yield first + 1, " ".join(words.split()), whole
        number = end + 1


class Exemptions:
    """All suppressions of a run, and which of them had an effect."""

    def __init__(self, exemptions: Iterable[Exemption], cards: Sequence[RuleCard]) -> None:
        self.all = tuple(exemptions)
        self.used: set[int] = set()
        self._exact: dict[tuple[str, str], list[int]] = {}
        self._open: dict[str, list[int]] = {}
        for number, exemption in enumerate(self.all):
            names = {card.name for card in cards if matches(card, exemption.rules)}
            for rule in names.union(exemption.rules):
                for item in exemption.items:
                    if not item.endswith("*"):
                        self._exact.setdefault((rule, item), []).append(number)
                if not exemption.items or any(item.endswith("*") for item in exemption.items):
                    self._open.setdefault(rule, []).append(number)

    def exempt(self, finding: Finding, today: date) -> Finding:
        """A finding, with its suppression if a valid one is for it."""
        candidates = [
            number for item in finding.items for number in self._exact.get((finding.rule, item), ())
        ]
        for number in (*candidates, *self._open.get(finding.rule, ())):
            exemption = self.all[number]
            if _applies(exemption, finding, today):
                self.used.add(number)
                return replace(
                    finding,
                    suppression=Suppression(reason=exemption.reason, place=exemption.place),
                )
        return finding


def _applies(exemption: Exemption, finding: Finding, today: date) -> bool:
    if exemption.target not in (None, finding.edition):
        return False
    if exemption.until is not None and exemption.until < today:
        return False
    if not exemption.items:
        return True
    starts = tuple(item.removesuffix("*") for item in exemption.items if item.endswith("*"))
    return any(item in exemption.items or item.startswith(starts) for item in finding.items)


def baseline_of(findings: Iterable[Finding]) -> str:
    """A baseline with some findings: their ids, and what makes the file readable."""
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


def baseline_ids(body: bytes, path: str) -> frozenset[str]:
    """
    The ids of the findings in a baseline.

    Raises:
        FormatError: it is not a baseline.
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
