"""What rules check; its *subject* determines which rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from guidegraph.check.vocabulary.index import Vocabulary
from guidegraph.language.recognise import recognised
from guidegraph.model.accounting import Account
from guidegraph.model.changes import Comparison
from guidegraph.model.course import CourseMap
from guidegraph.model.edition import Edition
from guidegraph.model.findings import Place
from guidegraph.model.report import Exemption, Subject, Target
from guidegraph.model.source import SourceText


__all__ = [
    "CompanionsContext",
    "EditionContext",
    "ExemptionContext",
    "ScopeContext",
    "VocabularyContext",
]


_DEFAULT = "en"


@dataclass(frozen=True, kw_only=True)  # no slots: the account is cached on the instance
class EditionContext:
    """
    An edition, with its official text where there is one.

    *path* and *text* are its file; *accounting* computes, when first needed,
    which words of the source belong to which item. *course_map* is the map of a course.
    """

    subject: ClassVar = Subject.EDITION
    edition: Edition
    path: str
    text: str = ""
    source: SourceText | None = None
    accounting: Callable[[], Account | None] = lambda: None
    course_map: CourseMap | None = None

    @cached_property
    def account(self) -> Account | None:
        """The account of the source, or nothing where there is no source."""
        return self.accounting()

    @cached_property
    def language(self) -> str:
        """
        The language of the texts, without a region.

        What is not said to be in another language is English only if it looks like English.
        """
        stated = self.edition.language.partition("-")[0].lower()
        if stated != _DEFAULT:
            return stated
        said = (text for item in self.edition.items for text in (item.label, item.text) if text)
        return recognised(said, _DEFAULT)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the edition's file."""
        return tuple(self.text.split("\n"))

    @cached_property
    def beginnings(self) -> tuple[int, ...]:
        """The lines that items begin on, sorted."""
        return tuple(sorted({place.line for place in self.edition.places.values()}))

    def place(self, item_id: str) -> Place | None:
        """The line of the edition's file that an item begins on."""
        return self.edition.places.get(item_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionsContext:
    """An edition with those it revises or derives from, and how their items changed."""

    subject: ClassVar = Subject.COMPANIONS
    edition: Edition
    companions: tuple[Edition, ...]
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyContext:
    """A vocabulary, and the others of the same check: *earlier* ones were given before it."""

    subject: ClassVar = Subject.VOCABULARY
    vocabulary: Vocabulary
    earlier: Sequence[Vocabulary] = ()
    later: Sequence[Vocabulary] = ()

    @property
    def others(self) -> tuple[Vocabulary, ...]:
        """All other vocabularies of the check."""
        return (*self.earlier, *self.later)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionContext:
    """
    A suppression and its effect.

    *expired*: its end date has passed; *used*: it suppressed a finding; *ran*: all its rules ran,
    and therefore *used* is meaningful.
    """

    subject: ClassVar = Subject.EXEMPTION
    exemption: Exemption
    expired: bool
    used: bool
    ran: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeContext:
    """
    What a check looked at in a target.

    *vocabulary* is what the target is read as, if it is RDF. *idle* are the files of the user's
    shapes that checked nothing in any target, each with the reason, if this is the last one.
    """

    subject: ClassVar = Subject.SCOPE
    target: Target
    vocabulary: Vocabulary | None = None
    idle: tuple[tuple[str, str], ...] = ()
