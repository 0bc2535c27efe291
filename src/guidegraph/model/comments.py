"""Comments on items of an edition, and the decisions about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from guidegraph.model.edition import Edition
from guidegraph.model.records import Tabular


__all__ = ["Comment", "CommentRegister", "CommentStatus", "Disposition", "Motivation"]


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
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRegister(Tabular):
    """The comments on an edition, in the order of their register."""

    edition: Edition
    comments: tuple[Comment, ...]

    def entries(self) -> Iterable[object]:
        """The comments."""
        return self.comments
