"""The result of a check, with its targets and rules, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guidegraph.model.findings import Finding, Place, Severity
from guidegraph.model.records import Tabular


__all__ = [
    "Exemption",
    "Report",
    "RuleBook",
    "RuleCard",
    "Settings",
    "Subject",
    "Target",
]


class Subject(StrEnum):
    """What a rule checks."""

    EDITION = "edition"
    COMPANIONS = "companions"
    VOCABULARY = "vocabulary"
    EXEMPTION = "exemption"
    SHAPES = "shapes"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCard:
    """
    A rule: its name, how serious its findings are, its documentation in Markdown.

    *groups* are names that select several rules, *aliases* its names elsewhere. *languages* are
    those whose texts it understands; none means all.
    """

    name: str
    subject: Subject
    severity: Severity
    summary: str
    documentation: str = ""
    since: str = ""
    groups: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook(Tabular):
    """Some rules to read about."""

    cards: tuple[RuleCard, ...]

    def entries(self) -> Iterable[object]:
        """One for each rule."""
        return self.cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """
    An edition or vocabulary that was checked (`dqv:computedOn`).

    *name* is its name in findings, *iri* the beginning of the IRIs of its items if these are not
    IRIs themselves, *path* its file. *scope* says what the rules looked at: how many things of each
    kind (`concept`, `item` …). *rules* are the names of the rules that were applied to it, *unrun*
    of those that were not, because it is too large. *left_out* says how many more findings a rule
    has than are in the report.
    """

    name: str
    iri: str | None
    path: str
    scope: tuple[tuple[str, int], ...] = ()
    rules: tuple[str, ...] = ()
    unrun: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """
    A request not to report some findings, with its reason.

    Attributes:
        rules: names, groups or aliases of rules.
        items: ids or IRIs; one that ends in `*` matches all that begin like it; none means all.
        target: the edition or vocabulary it is for; none means all.
        until: the last day it is valid.
        place: where it is written.
        text: its full text, if it is in an edition.
    """

    rules: tuple[str, ...]
    items: tuple[str, ...]
    reason: str
    target: str | None = None
    until: date | None = None
    place: Place | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a library is checked: the table `[check]` of `library.toml`."""

    path: str = "library.toml"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: tuple[tuple[str, Severity], ...] = ()
    exemptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Tabular):
    """
    What a check found (`sh:ValidationReport`).

    Attributes:
        rules: all rules that ran, whether they found something or not.
        findings: what to check.
        suppressed: the exempt findings, each with its suppression.
        known: the findings that are in the baseline.
    """

    targets: tuple[Target, ...]
    rules: tuple[RuleCard, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, with those that were left out."""
        found = Counter(finding.severity for finding in self.findings)
        severities = {card.name: card.severity for card in self.rules}
        for rule, count in self.left_out.items():
            found[severities[rule]] += count
        return {severity: found[severity] for severity in Severity}

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding is at least as serious as *severity*."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)

    @property
    def scope(self) -> Mapping[str, int]:
        """How many things of each kind the rules looked at, in all targets."""
        found: Counter[str] = Counter()
        for target in self.targets:
            found.update(dict(target.scope))
        return found

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many more findings rules have than are in the report."""
        found: Counter[str] = Counter()
        for target in self.targets:
            found.update(dict(target.left_out))
        return found

    @property
    def unrun(self) -> tuple[str, ...]:
        """The names of the rules that were not applied to a target, because it is too large."""
        return tuple(sorted({name for target in self.targets for name in target.unrun}))

    @property
    def applied(self) -> frozenset[str]:
        """The names of the rules that were applied to a target."""
        return frozenset(name for target in self.targets for name in target.rules)

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        """The findings that say that nothing was checked."""
        about = {card.name for card in self.rules if card.subject is Subject.SCOPE}
        return tuple(finding for finding in self.findings if finding.rule in about)

    def entries(self) -> Iterable[object]:
        """The findings."""
        return [finding.record() for finding in self.findings]
