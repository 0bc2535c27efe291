"""What a rule is: a function from what it looks at to what it finds there."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from guidegraph.model.findings import Finding, Fix, Place, Severity
from guidegraph.model.report import RuleCard, Subject
from guidegraph.registry import Registry


__all__ = ["RULES", "Observation", "Rule", "rule"]

C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """
    What a rule noticed; the run adds which rule, how grave, and in what.

    Attributes:
        items: the ids (or IRIs) concerned, the one to look at first in front.
        message: what is wrong and what to do, for people.
        quote: the words that show it.
        source: where they stand, where the rule knows better than the place of the first item.
        target: the companion that the items are of, where it is not the edition that is checked.
    """

    items: tuple[str, ...]
    message: str
    quote: str = ""
    source: Place | None = None
    fix: Fix | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[C]):
    """A rule with what is said of it."""

    card: RuleCard
    check: Callable[[C], Iterator[Observation]]

    def findings(self, context: C, target: str, severity: Severity) -> Iterator[Finding]:
        """What the rule finds in a context, as findings of *target*."""
        for seen in self.check(context):
            yield Finding(
                rule=self.card.name,
                severity=severity,
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
    severity: Severity,
    since: str,
    about: Subject,
    groups: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Callable[[Callable[[C], Iterator[Observation]]], Rule[C]]:
    """
    Make a function the `check` of its module: a rule named after the file and told by its
    docstring.
    """

    def make(function: Callable[[C], Iterator[Observation]]) -> Rule[C]:
        documentation = inspect.cleandoc(function.__globals__["__doc__"])
        name = function.__module__.rpartition(".")[2].replace("_", "-")
        summary = " ".join(documentation.partition("\n\n")[0].split())
        card = RuleCard(
            name=name,
            subject=about,
            severity=severity,
            summary=summary,
            documentation=documentation,
            since=since,
            groups=(about.value, *groups),
            aliases=aliases,
        )
        return Rule(card=card, check=function)

    return make
