"""
The lines of a file of RDF on which resources are described.

Parsers keep no lines, so the file is looked through once more, for the few resources that something
was found about. Lines of Turtle that begin at the margin begin a description; JSON-LD and RDF/XML
name a resource in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from guidegraph.model.findings import Place


__all__ = ["places_in"]

_LINE_FORMATS = (".ttl", ".turtle", ".nt", ".nq", ".trig", ".n3")
_PREFIX = re.compile(r"\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_BASE = re.compile(r"\s*(?:@base|BASE)\s+<([^<>\s]*)>", re.IGNORECASE)
_LONGEST = 4096
"""How much of a line is looked at: what describes a resource names it first."""


def places_in(body: bytes, path: str, iris: Collection[str]) -> Mapping[str, Place]:
    """
    The first line that describes each resource, for those that can be found.
    """
    if not iris:
        return {}
    find = _in_turtle if path.lower().endswith(_LINE_FORMATS) else _in_quotes
    return {
        iri: Place(path=path, line=line) for iri, line in find(body.splitlines(), set(iris)).items()
    }


def _in_turtle(lines: list[bytes], wanted: set[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    prefixes: dict[str, str] = {}
    base = ""
    for number, line in enumerate(lines, start=1):
        if not line or line[:1] in b" \t#":
            if b"prefix" not in line[:40].lower():
                continue
        start = line[:_LONGEST].decode(errors="replace")
        if declared := _PREFIX.match(start):
            prefixes[declared[1]] = declared[2]
            continue
        if declared := _BASE.match(start):
            base = declared[1]
            continue
        token = start.split(None, 1)[0] if start.split(None, 1) else ""
        if token.startswith("<"):
            inside = token[1:].partition(">")[0]
            candidates = (inside, base + inside)
        else:
            prefix, _, local = token.partition(":")
            candidates = (prefixes.get(prefix, "\0") + local.rstrip(".;,"),)
        for iri in candidates:
            if iri in wanted:
                found.setdefault(iri, number)
    return found


def _in_quotes(lines: list[bytes], wanted: set[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        for text in line[:_LONGEST].decode(errors="replace").split('"')[1::2]:
            if text in wanted:
                found.setdefault(text, number)
    return found
