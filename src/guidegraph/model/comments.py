"""Comments on items of an edition, and the decisions about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from guidegraph.model.edition import Edition
from guidegraph.model.records import Tabular


__all__ = [
    "AttachedBy",
    "CarriedPlace",
    "Comment",
    "CommentRegister",
    "CommentStatus",
    "CommentType",
    "Disposition",
    "LeftOutRow",
    "Motivation",
]


class Motivation(StrEnum):
    """Why somebody commented (`oa:motivatedBy`)."""

    ASSESSING = "assessing"
    COMMENTING = "commenting"
    EDITING = "editing"
    QUESTIONING = "questioning"


class CommentStatus(StrEnum):
    """Whether a comment waits for a decision."""

    OPEN = "open"
    CLOSED = "closed"


class Disposition(StrEnum):
    """What was decided about a comment."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted-in-part"
    DEFERRED = "deferred"
    NOTED = "noted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # by the member


class CommentType(StrEnum):
    """What a comment is about, as the commenting table of standards bodies has it."""

    GENERAL = "general"
    TECHNICAL = "technical"
    EDITORIAL = "editorial"

    @property
    def abbreviation(self) -> str:
        """As tables write it: `ge`, `te`, `ed`."""
        return self.value[:2]


class AttachedBy(StrEnum):
    """How it is known which items a comment is about."""

    ITEMS = "items"  # the register names them
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"
    WORDS = "words"  # that the comment quotes
    PLACE = "place"  # where it is in the document
    WHOLE = "whole-document"
    NOTHING = "not-attached"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedPlace:
    """
    How an item that a comment is about changed, from the edition it was made on to another.

    Attributes:
        item, clause: the id and name of the item in the old edition.
        outcome: how it changed, such as "reworded" or "dropped".
        new: the ids of the items that it is now; none if it was dropped.
        words: the old words of an item that was dropped.
        below: how the items below it changed, and how many are new there, as counts.
    """

    item: str
    clause: str
    outcome: str
    new: tuple[str, ...] = ()
    words: str = ""
    below: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """
    A comment on items of an edition (`oa:Annotation`).

    Attributes:
        id: its name in the register.
        targets: the ids of the items it is about; none, if it is about the whole edition.
        body: what it says.
        proposed: the change it asks for.
        disposition, reason: what was decided, and why.
        observation: what the secretariat wrote about it.
        member: the member body or the person whose comment it is.
        type: general, technical or editorial.
        clause, paragraph, line_number: its place, as the commenting table has it.
        quote: the words of a document that it is on.
        date: when it was made.
        reply_to: the id of the comment that it answers.
        attached_by: how it is known what it is about.
        warnings: what is odd about that, such as a clause that is not there.
        carried_from: the edition that it was made on, if it was carried to another.
        places: how the items that it was on there changed.
        now_there: the words it proposed that were not in the old items, and are in the new ones.
        line: its line in the file.
    """

    id: str
    body: str
    targets: tuple[str, ...] = ()
    motivation: Motivation = Motivation.COMMENTING
    proposed: str | None = None
    status: CommentStatus = CommentStatus.OPEN
    disposition: Disposition | None = None
    reason: str | None = None
    observation: str | None = None
    member: str | None = None
    type: CommentType | None = None
    clause: str | None = None
    paragraph: str | None = None
    line_number: str | None = None
    quote: str | None = None
    date: str | None = None
    reply_to: str | None = None
    attached_by: AttachedBy = AttachedBy.ITEMS
    warnings: tuple[str, ...] = ()
    carried_from: str | None = None
    places: tuple[CarriedPlace, ...] = ()
    now_there: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def attached(self) -> bool:
        """Whether it is about items, or about the whole edition."""
        return self.attached_by is not AttachedBy.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRow:
    """What was in a file of comments and is none: its line, why it is none, and its words."""

    line: int
    why: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRegister(Tabular):
    """
    The comments on an edition, in the order of their register.

    *left_out* is what else was in the file: rows without a comment, tracked changes; *files* are
    the names of several files, with the number of comments in each.
    """

    edition: Edition
    comments: tuple[Comment, ...]
    left_out: tuple[LeftOutRow, ...] = ()
    files: tuple[tuple[str, int], ...] = ()

    def entries(self) -> Iterable[object]:
        """The comments."""
        return self.comments
