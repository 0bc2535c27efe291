"""What is found in a vocabulary that is too large to be read, and what was not looked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidegraph.check.rule import Rule
from guidegraph.model.findings import Finding, Severity


__all__ = ["LargeFindings", "LargeVocabularySubject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeFindings:
    """
    The findings in a large vocabulary.

    Attributes:
        findings: the first ones of each rule.
        counts: how many each rule that was run has found.
        unrun: the rules that were not run.
        scope: how many concepts, collections and schemes there are.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    unrun: tuple[str, ...]
    scope: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeVocabularySubject:
    """A large vocabulary to check, and what runs rules on it, given the severity of each."""

    name: str
    path: str
    findings: Callable[[Sequence[Rule[Any]], Callable[[Rule[Any]], Severity]], LargeFindings]
