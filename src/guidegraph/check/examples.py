"""
The examples in a rule's documentation: what it flags, and the same thing mended.

A fence's info string names the language and, where an example has several parts, the part:
```` ```markdown old ````. A part that was seen before begins the next example.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidegraph.model.report import RuleCard


__all__ = ["PREFIXES", "examples_of"]

PREFIXES: Mapping[str, str] = {
    "": "http://example.org/",
    "other": "http://example.com/",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that the examples in Turtle imply."""


def examples_of(card: RuleCard) -> tuple[Mapping[str, str], ...]:
    """The examples of a rule: first what it flags, then what it does not; parts by their names."""
    _, _, shown = card.documentation.partition("\n## Example\n")
    found: list[dict[str, str]] = []
    lines = iter(shown.splitlines())
    for line in lines:
        if not line.startswith("```"):
            continue
        language, _, part = line.removeprefix("```").partition(" ")
        body: list[str] = []
        for inside in lines:
            if inside == "```":
                break
            body.append(inside)
        if not found or part in found[-1]:
            found.append({})
        text = "\n".join(body) + "\n"
        found[-1][part] = _with_prefixes(text) if language == "turtle" else text
    return tuple(found)


def _with_prefixes(turtle: str) -> str:
    declared = (f"@prefix {name}: <{namespace}> . " for name, namespace in PREFIXES.items())
    return "".join(declared) + "\n" + turtle
