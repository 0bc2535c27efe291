"""
The lines of a file of RDF on which resources are described.

Parsers keep no lines, so the file is looked through once more, for the few resources that something
was found about. Lines of Turtle that begin at the margin begin a description; JSON-LD and RDF/XML
name a resource in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from guidegraph.model.findings import Finding


__all__ = ["Spot", "description", "pointed", "spots_in"]

_LINE_FORMATS = (".ttl", ".turtle", ".nt", ".nq", ".trig", ".n3")
_PREFIX = re.compile(rb"\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_BASE = re.compile(rb"\s*(?:@base|BASE)\s+<([^<>\s]*)>", re.IGNORECASE)
_TOKEN = re.compile(rb"[^\s;,]+")
_NEAR = 20
"""How many lines the words that are quoted are looked for."""
_LONGEST = 4096
"""How much of a line is looked at: what describes a resource names it first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file, from 1, and the bytes before it."""

    line: int
    offset: int


def spots_in(body: bytes, path: str, iris: Collection[str]) -> Mapping[str, Spot]:
    """Where each resource is described first, for those that can be found."""
    wanted = {iri.encode(errors="replace"): iri for iri in iris}
    if not wanted:
        return {}
    find = _in_turtle if path.lower().endswith(_LINE_FORMATS) else _in_quotes
    return find(BytesIO(body), wanted)


def _in_turtle(lines: Iterable[bytes], wanted: dict[bytes, str]) -> Mapping[str, Spot]:
    found: dict[str, Spot] = {}
    prefixes: dict[bytes, bytes] = {}
    base = b""
    offset = 0
    same = b"\0"
    for number, line in enumerate(lines, start=1):
        start, offset = offset, offset + len(line)
        if line.startswith(same):  # the subject of the line before
            continue
        if line[:1] == b"<":
            same = line[: line.find(b">", 1, _LONGEST) + 1] or b"\0"
            inside = same[1:-1]
            candidates = (inside, base + inside) if base else (inside,)
        elif declared := _PREFIX.match(line, 0, _LONGEST):
            prefixes[declared[1]] = declared[2]
            continue
        elif declared := _BASE.match(line, 0, _LONGEST):
            base = declared[1]
            continue
        elif token := _TOKEN.match(line, 0, _LONGEST):
            prefix, _, local = token[0].partition(b":")
            candidates = (prefixes.get(prefix, b"\0") + local.rstrip(b"."),)
        else:
            continue
        for candidate in candidates:
            if candidate in wanted:
                found[wanted.pop(candidate)] = Spot(number, start)
        if not wanted:
            break
    return found


def _in_quotes(lines: Iterable[bytes], wanted: dict[bytes, str]) -> Mapping[str, Spot]:
    found: dict[str, Spot] = {}
    offset = 0
    for number, line in enumerate(lines, start=1):
        for text in line[:_LONGEST].split(b'"')[1::2]:
            if text in wanted:
                found[wanted.pop(text)] = Spot(number, offset)
        offset += len(line)
        if not wanted:
            break
    return found


def description(body: bytes, spot: Spot) -> Sequence[str]:
    """The lines from a spot on that describe the same resource."""
    near = body[spot.offset : spot.offset + _NEAR * _LONGEST].decode(errors="replace")
    lines = near.split("\n")[:_NEAR]
    subject = lines[0].split(None, 1)[:1]
    for number, line in enumerate(lines):
        if number and line[:1].strip() and line.split(None, 1)[:1] != subject:
            return lines[:number]
    return lines


def pointed(finding: Finding, lines: Sequence[str]) -> Finding:
    """
    A finding that points to the words it quotes, if they stand in *lines*, which begin where it
    points.
    """
    place, quote = finding.source, finding.quote
    if place is None or place.column or not quote:
        return finding
    for number, line in enumerate(lines[:_NEAR]):
        column = line[:_LONGEST].find(quote)
        if column >= 0:
            there = replace(place, line=place.line + number, column=column + 1)
            return replace(finding, source=there)
    return finding
