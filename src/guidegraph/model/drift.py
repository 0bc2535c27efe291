"""How the words of a course differ from those of a guideline, and which links they suggest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidegraph.model.course import CourseLink, LinkType
from guidegraph.model.edition import Edition, Item
from guidegraph.model.records import Tabular


__all__ = ["Drift", "DriftReport", "SuggestedLink", "Suggestions", "TakenLinks", "TermCount"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """
    A statement of a course beside the item it is linked to.

    Attributes:
        shared: key words that both have.
        missing: key words of the item that the statement does not have, rarest first.
        foreign: words of the statement that the guideline uses nowhere.
        added: words of the statement that the guideline has elsewhere, but not this item.
        kept: the share of the item's key words that the statement has, from 0 to 1.
        own: the share of the statement's key words that the item does not have.
    """

    link: CourseLink
    statement: Item
    item: Item
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    foreign: tuple[str, ...]
    added: tuple[str, ...]
    kept: float
    own: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """How often a word or name is in the course, and in the guideline."""

    term: str
    course: int
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftReport(Tabular):
    """
    How the words of a course differ from those of the guideline it teaches.

    Attributes:
        drifts: one for each linked statement, in the order of the course.
        foreign: words frequent in the course that the guideline does not have.
        absent: words frequent in the guideline that the course does not have.
        names: the names of the glossary, and how often each of the two has them.
    """

    course: Edition
    edition: Edition
    drifts: tuple[Drift, ...]
    foreign: tuple[TermCount, ...]
    absent: tuple[TermCount, ...]
    names: tuple[TermCount, ...]

    def entries(self) -> Iterable[object]:
        """One for each linked statement."""
        for drift in self.drifts:
            yield {
                "statement": drift.statement.id,
                "item": drift.link.item,
                "kept": drift.kept,
                "own": drift.own,
                "shared": drift.shared,
                "missing": drift.missing,
                "foreign": drift.foreign,
                "added": drift.added,
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedLink:
    """
    A link that a person may confirm, with the words that suggest it.

    Attributes:
        quote, item_quote: the words of the statement, and of the item.
        shared: words of the statement that the item has, or others of one family in brackets.
        why: what the link rests on.
        known: whether the map has it.
    """

    statement: str
    item: str
    how: LinkType
    confidence: float
    quote: str
    item_quote: str
    shared: tuple[str, ...] = ()
    why: str
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions(Tabular):
    """
    Links between a course and an edition that a person may confirm.

    Attributes:
        links: statement by statement in the order of the course, the surest first.
        refused: how many links a person refused; they are not among the links.
    """

    course: Edition
    edition: Edition
    links: tuple[SuggestedLink, ...]
    refused: int = 0

    @property
    def open(self) -> tuple[SuggestedLink, ...]:
        """The links that are not in the map."""
        return tuple(link for link in self.links if not link.known)

    def entries(self) -> Iterable[object]:
        """The links."""
        return self.links


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLinks:
    """
    What a sheet of suggested links added to a map.

    Attributes:
        links: the links that were added.
        refused: those that were refused, and are remembered.
        known: how many confirmed links the map had already.
        lost: links whose statement is not in the course any more, or could be one of several.
        open: how many rows nobody has decided about.
        map: the file with the map.
    """

    links: tuple[CourseLink, ...]
    refused: tuple[CourseLink, ...]
    known: int
    lost: tuple[CourseLink, ...]
    open: int
    map: str = ""
