"""Inconsistencies, as values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


__all__ = ["Finding", "Fix", "Place", "Replacement", "Severity", "Suppression"]


class Severity(StrEnum):
    """How serious a finding is (`sh:Violation`, `sh:Warning`, `sh:Info`)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 2 for an information."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """
    A line of a file, from 1, and a character in it, from 1, or 0 if only the line is known.

    In a document with pages, *page* counts them from 1, *box* is left, top, right and bottom of the
    words in points from the upper left corner, and *line* is 0.
    """

    path: str
    line: int
    column: int = 0
    page: int = 0
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        return f"{self.path}, page {self.page}" if self.page else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Words of one line of a file, and what to put in their place."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """
    A fix for a finding; a *safe* one removes nothing that matters to a reader.

    *deletions* and *additions* are statements of a graph, each a line of N-Triples; they are
    shown and not applied, because a statement in a file of RDF is not on one line.
    """

    title: str
    safe: bool
    replacements: tuple[Replacement, ...] = ()
    deletions: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Why a finding is not reported: a reason, and where it was given."""

    reason: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    An inconsistency (`sh:ValidationResult`).

    Attributes:
        rule: the name of the rule that found it.
        edition: the edition, or the vocabulary's file, it is found in.
        items: the ids (or IRIs) concerned, the most important one first.
        message: what is wrong and what to do, for people.
        quote: the words that show it.
        source: where they are.
    """

    rule: str
    severity: Severity
    edition: str
    items: tuple[str, ...]
    message: str
    quote: str = ""
    source: Place | None = None
    fix: Fix | None = None
    suppression: Suppression | None = None

    def record(self) -> Mapping[str, object]:
        """The finding as a row."""
        return {
            "id": self.id,
            "rule": self.rule,
            "severity": self.severity,
            "edition": self.edition,
            "items": self.items,
            "message": self.message,
            "quote": self.quote,
            "source": self.source,
        }

    @property
    def id(self) -> str:
        """A fingerprint of the finding, the same in every run and on whatever line it is."""
        content = [self.rule, self.edition, list(self.items), self.quote]
        canonical = json.dumps(content, ensure_ascii=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]
