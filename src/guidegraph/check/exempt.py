"""
What is not to be reported: orders in comments of an edition, and what a baseline knows.

In orders, names are compared, never patterns: a `*` at the end of an item is the only sign with a
meaning, so no order can take long. A baseline is a file of fingerprints of what was found before.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from guidegraph.check.select import answers, demand_rules
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.findings import Finding, Place, Suppression
from guidegraph.model.report import Exemption, RuleCard


__all__ = ["Exemptions", "baseline_of", "exemptions_in", "known_in"]

_ORDER = "guidegraph:"
_UNTIL = "until="
_FORM = "write <!-- guidegraph: ignore RULE until=2030-01-31: why --> ('until' may be left out)"

_SCHEMA = "https://w3id.org/guidegraph/schema/baseline/1"
_ADVICE = "write it anew with 'guidegraph check --write-baseline FILE'"


def exemptions_in(text: str, edition: Edition, path: str) -> Iterator[Exemption]:
    """
    The orders in an outline's comments: `ignore` for the item that begins next, `ignore-file` for
    all.

    Raises:
        FormatError: an order without a reason, without a rule, or with a date that is none.
        MisuseError: it names a rule that does not exist.
    """
    begins = sorted((place.line, id_) for id_, place in edition.places.items())
    for line, comment, whole in _comments(text):
        if not comment.startswith(_ORDER):
            continue
        head, _, reason = comment.removeprefix(_ORDER).strip().partition(": ")
        verb, *words = head.rstrip(":").replace(",", " ").split()
        rules = tuple(word for word in words if not word.startswith(_UNTIL))
        dates = [word.removeprefix(_UNTIL) for word in words if word.startswith(_UNTIL)]
        if verb not in ("ignore", "ignore-file"):
            raise FormatError(
                path, line, f"not an order to guidegraph: {clipped(verb, 40)!r}", _FORM
            )
        if not rules:
            raise FormatError(path, line, "an order that names no rule", _FORM)
        if not reason.strip():
            raise FormatError(path, line, f"no reason to ignore {clipped(rules[0], 60)!r}", _FORM)
        demand_rules(rules, path, line)
        items: tuple[str, ...] = ()
        if verb == "ignore":
            place = bisect_right(begins, (line, "\U0010ffff"))
            if place == len(begins):
                raise FormatError(
                    path,
                    line,
                    "an order below which no item begins",
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
    """The comments that begin at the margin: line, words, and all of it as written."""
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
    """All orders of a run, with a note of those that kept something from being reported."""

    def __init__(self, orders: Iterable[Exemption], cards: Sequence[RuleCard]) -> None:
        self.orders = tuple(orders)
        self.used: set[int] = set()
        self._exact: dict[tuple[str, str], list[int]] = {}
        self._open: dict[str, list[int]] = {}
        for number, order in enumerate(self.orders):
            names = {card.name for card in cards if answers(card, order.rules)}
            for rule in names.union(order.rules):
                for item in order.items:
                    if not item.endswith("*"):
                        self._exact.setdefault((rule, item), []).append(number)
                if not order.items or any(item.endswith("*") for item in order.items):
                    self._open.setdefault(rule, []).append(number)

    def exempt(self, finding: Finding, today: date) -> Finding:
        """A finding, with its suppression where an order that still holds is for it."""
        candidates = [
            number for item in finding.items for number in self._exact.get((finding.rule, item), ())
        ]
        for number in (*candidates, *self._open.get(finding.rule, ())):
            order = self.orders[number]
            if _holds(order, finding, today):
                self.used.add(number)
                return replace(
                    finding, suppression=Suppression(reason=order.reason, place=order.place)
                )
        return finding


def _holds(order: Exemption, finding: Finding, today: date) -> bool:
    if order.target not in (None, finding.edition):
        return False
    if order.until is not None and order.until < today:
        return False
    if not order.items:
        return True
    starts = tuple(item.removesuffix("*") for item in order.items if item.endswith("*"))
    return any(item in order.items or item.startswith(starts) for item in finding.items)


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
