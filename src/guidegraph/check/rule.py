"""A rule: a function from what it checks to what it finds, documented by its file."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_type_hints

from guidegraph.model.findings import Finding, Fix, Place, Severity
from guidegraph.model.report import RuleCard
from guidegraph.registry import Registry


__all__ = ["PREFIXES", "RULES", "Observation", "Rule", "examples_of", "rule"]

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
"""The prefixes of the examples in Turtle."""

C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """
    What a rule noticed; the run adds the rule, its severity, and the target.

    Attributes:
        items: the ids (or IRIs) concerned, the most important one first.
        message: what is wrong and what to do, for people.
        quote: the words concerned.
        source: their place, if the rule knows it better than the place of the first item.
        target: the companion with the items, if it is not the edition that is checked.
        at_most: the severity of the finding, if that of the rule is more serious.
    """

    items: tuple[str, ...]
    message: str
    quote: str = ""
    source: Place | None = None
    fix: Fix | None = None
    target: str | None = None
    at_most: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[C]):
    """A rule with its description."""

    card: RuleCard
    check: Callable[[C], Iterator[Observation]]

    def findings(self, context: C, target: str, severity: Severity) -> Iterator[Finding]:
        """What the rule finds in a context, as findings of *target*."""
        for seen in self.check(context):
            yield Finding(
                rule=self.card.name,
                severity=max(severity, seen.at_most, key=lambda level: level.rank),
                edition=seen.target or target,
                items=tuple(dict.fromkeys(seen.items)),
                message=seen.message,
                quote=seen.quote,
                source=seen.source,
                fix=seen.fix,
            )


RULES: Registry[Rule[Any]] = Registry("rule", "guidegraph.check.rules", "check")


def rule(
    *,
    severity: Literal["error", "warning", "info"],
    groups: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    since: str = "0.1",
) -> Callable[[Callable[[C], Iterator[Observation]]], Rule[C]]:
    """
    Make a function the `check` of its module: a rule named after the file, documented by its
    docstring.

    The type of its parameter determines what it checks.

    Args:
        groups: names that select several rules; the subject of the rule is added to them.
        aliases: names of the rule in other tools.
        languages: the languages whose texts the rule understands; none means all.
        since: the first version with the rule.
    """

    def make(function: Callable[[C], Iterator[Observation]]) -> Rule[C]:
        documentation = inspect.cleandoc(function.__globals__["__doc__"])
        subject = get_type_hints(function)["context"].subject
        card = RuleCard(
            name=function.__module__.rpartition(".")[2].replace("_", "-"),
            subject=subject,
            severity=Severity(severity),
            summary=" ".join(documentation.partition("\n\n")[0].split()),
            documentation=documentation,
            since=since,
            groups=(subject.value, *groups),
            aliases=aliases,
            languages=languages,
        )
        return Rule(card=card, check=function)

    return make


def examples_of(card: RuleCard) -> tuple[Mapping[str, str], ...]:
    """
    The examples in a rule's documentation: first what it flags, then what it does not.

    A fence's info string names the language and, if an example has several parts, the part:
    ```` ```markdown old ````. A part that was seen before begins the next example.
    """
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
