"""Links from courses to items of guidelines, and what a new edition means for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from guidegraph.model.changes import Change, Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.records import Tabular


__all__ = [
    "CourseLink",
    "CourseLinkOutcome",
    "CourseMap",
    "FoundBy",
    "Impact",
    "LinkOutcome",
    "LinkStatus",
    "LinkType",
    "MigratedRow",
    "Migration",
    "Migrations",
]


class LinkType(StrEnum):
    """How a statement can be about an item, each an association type, the deepest last."""

    MENTIONS = "mentions"
    TEACHES = "teaches"
    ASSESSES = "assesses"


class FoundBy(StrEnum):
    """
    How the statement of a row of a map was found in its course.

    QUOTE: the words that the row quotes are there, as whole sentences; PART: as a part of a
    sentence; TWIN: there and in other statements as well; ELSEWHERE: they are at another place than
    the row says; LIKENESS: other words stand for them; CHOICE: they could be one of several
    statements; NOTHING: no statement stands for them; NUMBER: the row quotes nothing, so its id
    alone counts.
    """

    QUOTE = "quote"
    PART = "part"
    TWIN = "twin"
    ELSEWHERE = "elsewhere"
    LIKENESS = "likeness"
    CHOICE = "choice"
    NOTHING = "nothing"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLink:
    """
    A row of a map: a statement of a course is about an item of an edition (`gg:teaches` …).

    Attributes:
        quote: the words of the statement when the link was made.
        mapped: the id of the statement in the file, if its words are now at another.
        found_by: how the statement was found in the course.
        candidates: the ids of statements that could be the one, if there is a choice; the one with
            the most alike words, if no statement is the one.
        confirmed_by, date: who read both texts and confirmed the link, and when.
        status, new_items: what a migration found about the link.
        extra: the cells of other columns (level, hours …) with the names of the columns.
        line: the line of the row in its file.
    """

    statement: str
    item: Ref
    how: LinkType
    quote: str | None = None
    mapped: str | None = None
    found_by: FoundBy = field(default=FoundBy.NUMBER, compare=False)
    candidates: tuple[str, ...] = ()
    confirmed_by: str | None = None
    date: str | None = None
    status: LinkStatus | None = None
    new_items: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseMap(Tabular):
    """
    The map of a course, with its statements found in the course by the words that it quotes.

    Attributes:
        links: those whose statement was found; `statement` is where it is now.
        lost: those whose statement is not in the course any more, or could be one of several.
        path: the file, as the user named it.
    """

    links: tuple[CourseLink, ...] = ()
    lost: tuple[CourseLink, ...] = ()
    path: str = ""

    def found_by(self, *how: FoundBy) -> tuple[CourseLink, ...]:
        """The links whose statement was found in one of these ways, in the order of the file."""
        return tuple(link for link in self._rows() if link.found_by in how)

    def entries(self) -> Iterable[object]:
        """One for each row of the file."""
        for link in self._rows():
            lost = link.found_by in (FoundBy.NOTHING, FoundBy.CHOICE)
            yield {
                "line": link.line,
                "statement": None if lost else link.statement,
                "item": link.item,
                "how": link.how,
                "found_by": link.found_by,
                "quote": link.quote,
                "confirmed_by": link.confirmed_by,
                "date": link.date,
                "extra": dict(link.extra),
            }

    def _rows(self) -> list[CourseLink]:
        return sorted((*self.links, *self.lost), key=lambda link: link.line)


class LinkStatus(StrEnum):
    """What a new edition means for a link to an item, most serious first."""

    GONE = "gone"
    CHOOSE = "choose-one-of"
    REVIEW = "needs-review"
    AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOutcome:
    """
    What a new edition means for a link: its status, its new items, and the change behind it.

    *reasons* are short sentences for people. An item that did not change has no change. *nearest*
    is the item with the most alike words where there is no new item.
    """

    status: LinkStatus
    new: tuple[Ref, ...] = ()
    nearest: Ref | None = None
    change: Change | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLinkOutcome:
    """A link of a course with its outcome."""

    link: CourseLink
    outcome: LinkOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact(Tabular):
    """
    What a new edition means for a course.

    Attributes:
        links: those to the old editions, in the order of the course.
        elsewhere: links to other editions, which do not change.
        uncovered: new items without a link that a course could be about; no duplicates.
        map: the course's map, with how its statements were found.
    """

    course: Edition
    old: tuple[Edition, ...]
    new: Edition
    links: tuple[CourseLinkOutcome, ...]
    elsewhere: tuple[CourseLink, ...]
    uncovered: tuple[Item, ...]
    map: CourseMap = field(default_factory=CourseMap)

    def counts(self) -> dict[LinkStatus, int]:
        """How many links there are of each status."""
        found = Counter(entry.outcome.status for entry in self.links)
        return {status: found[status] for status in LinkStatus}

    def entries(self) -> Iterable[object]:
        """One for each link to the old editions."""
        for link, outcome in ((entry.link, entry.outcome) for entry in self.links):
            yield {
                "statement": link.statement,
                "item": link.item,
                "how": link.how,
                "status": outcome.status,
                "new": outcome.new,
                "reasons": outcome.reasons,
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class MigratedRow:
    """
    A row of a table of links and its outcome; *outcome* is missing if the row is about an
    edition that the migration is not about.

    *before* is the row as it was in the file, with its line end, *after* as it is now.
    *accepted*: it points at the new item.
    """

    line: int
    before: str
    after: str
    item: Ref | None = None
    outcome: LinkOutcome | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration(Tabular):
    """
    A table of links transferred to a new edition, row by row.

    Attributes:
        path: the table, as the user named it.
        old, new: ids of editions.
        head, new_head: everything before the first row, before and after.
        rows: all rows, blank lines among them, in the order of the file.
        statements: the migration of the statements, if the course was revised as well.
        mark: whether the file begins with a byte order mark.
        converted: whether the table was made from a workbook.
    """

    path: str
    old: tuple[str, ...]
    new: str
    head: str
    new_head: str
    rows: tuple[MigratedRow, ...]
    statements: Migration | None = None
    mark: bool = False
    converted: bool = False

    def before(self) -> bytes:
        """The table as it was."""
        return self._file(self.head, [row.before for row in self.rows])

    def after(self) -> bytes:
        """The table as it is now."""
        return self._file(self.new_head, [row.after for row in self.rows])

    def counts(self) -> dict[LinkStatus, int]:
        """How many rows there are of each status."""
        found = Counter(row.outcome.status for row in self.rows if row.outcome)
        return {status: found[status] for status in LinkStatus}

    @property
    def accepted(self) -> int:
        """The number of rows that point at their new item."""
        return sum(row.accepted for row in self.rows)

    @property
    def linked(self) -> int:
        """The number of rows with a link."""
        return sum(row.item is not None for row in self.rows)

    @property
    def elsewhere(self) -> int:
        """The number of links to editions that the migration does not concern."""
        return sum(row.item is not None and row.outcome is None for row in self.rows)

    def _file(self, head: str, rows: list[str]) -> bytes:
        return ("\ufeff" * self.mark + head + "".join(rows)).encode()

    def entries(self) -> Iterable[object]:
        """One for each row with a link."""
        for row in self.rows:
            if row.item is not None:
                yield {
                    "line": row.line,
                    "item": row.item,
                    "status": row.outcome.status if row.outcome else None,
                    "new": row.outcome.new if row.outcome else (),
                    "reasons": row.outcome.reasons if row.outcome else (),
                }


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrations(Tabular):
    """Tables of links transferred to one new edition."""

    migrations: tuple[Migration, ...]

    def entries(self) -> Iterable[object]:
        """Those of all tables."""
        for migration in self.migrations:
            yield from migration.entries()
