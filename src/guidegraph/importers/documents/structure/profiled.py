"""A laid-out document as its layout profile says: headings, furniture, tables column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from guidegraph.importers.documents.laid import Kind, Laid, LaidBlock, LaidReason, LaidRow, Words
from guidegraph.importers.documents.profiles.matching import (
    after_announcement,
    is_furniture,
    is_heading,
)
from guidegraph.importers.documents.profiles.profile import (
    LONGEST,
    HeadingRule,
    ItemKind,
    LayoutProfile,
    matches,
)
from guidegraph.importers.documents.structure.grid import contents
from guidegraph.importers.documents.structure.pieces import joined, printed
from guidegraph.language.enumeration import numbered
from guidegraph.model.reading import GuessKind


__all__ = ["profiled"]

_MAY_HEAD = (Kind.PARAGRAPH, Kind.HEADING, Kind.TERM, Kind.ENTRY)
_NAMES_OF_COLUMNS = "the names of the columns of a table"


def profiled(laid: Laid, profile: LayoutProfile) -> Laid:
    """The document with what the profile says about its blocks."""
    reader = _Reader(profile)
    return replace(laid, blocks=list(reader.read(laid.blocks)))


class _Reader:
    def __init__(self, profile: LayoutProfile) -> None:
        self.profile = profile
        self._since: dict[int, bool] = {}  # whether the place of a rule has begun
        self._counts: dict[int, int] = {}
        self._titled = False
        self._group: list[list[LaidBlock]] = []  # a column each, of the rows that are open

    def read(self, blocks: Iterable[LaidBlock]) -> Iterator[LaidBlock]:
        columns = 0  # of the last table with the header that the profile names
        for block in blocks:
            if block.kind is Kind.TABLE and self.profile.columns:
                head = self._head(block)
                width = max((len(row.cells) for row in block.rows), default=0)
                if head is not None or width == columns:
                    columns = width
                    yield from self._table(block, head)
                    continue
            if self._group and block.kind not in (Kind.FURNITURE, Kind.CONTENTS, Kind.NOTE):
                yield from self._finished()
            yield from self._block(block)
        yield from self._finished()

    # -- blocks -----------------------------------------------------------------------

    def _block(self, block: LaidBlock) -> Iterator[LaidBlock]:
        text = printed([block]) if block.kind is not Kind.TABLE else ""
        if not text or len(text) > LONGEST or block.kind in (Kind.FURNITURE, Kind.CONTENTS):
            yield block
            return
        if (rule := is_furniture(self.profile.furniture, text)) is not None:
            yield _furniture(block, text, rule.what)
            return
        heading = self._heading(block, text) if block.kind in _MAY_HEAD else None
        if heading is None:
            if block.kind is Kind.HEADING and block.level is not None:
                block = replace(block, level=max(2, block.level))
            yield block
            return
        yield from heading

    def _heading(self, block: LaidBlock, text: str) -> list[LaidBlock] | None:
        found = None
        for at, rule in enumerate(self.profile.headings):
            if not self._holds(at, rule, text):
                continue
            rest = after_announcement(rule.begins, text) if rule.begins else None
            if rest is not None or self._fits(rule, block, text):
                found = self._made(at, rule, block, text, rest)
                self._titled = self._titled or rule.item is ItemKind.TITLE
                break
        for at, rule in enumerate(self.profile.headings):
            if rule.since and matches(rule.since, text):
                self._since[at] = True
            elif rule.until and matches(rule.until, text):
                self._since[at] = False
        return found

    def _holds(self, at: int, rule: HeadingRule, text: str) -> bool:
        """Whether a rule holds here."""
        if rule.item is ItemKind.TITLE and self._titled:
            return False
        if rule.until and matches(rule.until, text):
            return False
        return self._since.get(at, not rule.since)

    @staticmethod
    def _fits(rule: HeadingRule, block: LaidBlock, text: str) -> bool:
        if not rule.words:
            return not rule.begins and block.kind is Kind.HEADING
        return is_heading(rule, text)

    def _made(
        self, at: int, rule: HeadingRule, block: LaidBlock, text: str, rest: tuple[str, str] | None
    ) -> list[LaidBlock]:
        reason = LaidReason(decision=GuessKind.HEADING, why="as the layout profile says")
        made = replace(
            block,
            kind=Kind.HEADING,
            level=rule.level,
            item=rule.item,
            reasons=(*(each for each in block.reasons if each.decision is GuessKind.JOIN), reason),
        )
        found: list[LaidBlock] = []
        if rule.item is ItemKind.ROLES:
            found.append(_furniture(block, text, "the head of a list of supervisor roles"))
            return [*found, replace(made, words=Words(text=""), mark=None)]
        words, mark = block.words, block.mark
        if rest is not None:
            mark, name = rest[0] or None, rest[1]
            words = _end_of(words, name)
            found.append(_furniture(block, rule.begins, "the words before a heading"))
        elif rule.item is ItemKind.VALUE and not mark and (number := numbered(text)) is not None:
            mark, words = number.printed, _end_of(words, number.label)
        elif rule.item is not ItemKind.VALUE and mark:
            words = replace(words, text=f"{mark} {words.text}")
            mark = None
        if rule.counted:
            self._counts[at] = self._counts.get(at, 0) + 1
            mark = f"{self._counts[at]}:"
        return [*found, replace(made, words=words, mark=mark)]

    # -- tables -----------------------------------------------------------------------

    def _head(self, table: LaidBlock) -> int | None:
        """The row with the names of the columns."""
        rules = self.profile.columns
        for at, row in enumerate(table.rows[:3]):
            texts = [printed(contents(cell)) for cell in row.cells]
            if len(texts) == len(rules) and all(
                matches(rule.header, text) for rule, text in zip(rules, texts, strict=True)
            ):
                return at
        return None

    def _table(self, table: LaidBlock, head: int | None) -> Iterator[LaidBlock]:
        rows: list[LaidRow] = []  # those that are read as they stand
        for at, row in enumerate(table.rows):
            cells = [contents(cell) for cell in row.cells]
            blocks = [block for cell in cells for block in cell]
            if at == head:
                yield _furniture(
                    replace(blocks[0], place=row.place), printed(blocks), _NAMES_OF_COLUMNS
                )
                continue
            first = self._head_of_cell(cells[0]) if cells else None
            if first is None and not self._group:
                rows.append(row)
                continue
            if first is not None:
                yield from self._finished()
                self._group = [[] for _ in self.profile.columns]
            self._add_row(cells, first)
        if rows:
            holds = tuple(rule.holds for rule in self.profile.columns)
            yield replace(table, rows=tuple(rows), columns=holds)

    def _head_of_cell(self, cell: Sequence[LaidBlock]) -> list[LaidBlock] | None:
        if len(cell) != 1 or cell[0].kind not in _MAY_HEAD:
            return None
        text = printed(cell)
        return self._heading(cell[0], text) if 0 < len(text) <= LONGEST else None

    def _add_row(self, cells: Sequence[Sequence[LaidBlock]], first: list[LaidBlock] | None) -> None:
        """Add what is in the cells of a row to the columns of the open group."""
        for at, (cell, column) in enumerate(zip(cells, self._group, strict=False)):
            head = first if not at else self._head_of_cell(cell)
            if head is not None:
                column.extend(head)
                continue
            for block in cell:
                last = column[-1] if column else None
                if last is not None and _goes_on(last, block):
                    column[-1] = _joined(last, block)
                elif block.kind is Kind.PARAGRAPH and last is not None and last.kind is Kind.ENTRY:
                    column.append(replace(block, level=0))
                else:
                    column.append(block)

    def _finished(self) -> Iterator[LaidBlock]:
        """The open group of rows, column by column."""
        for column in self._group:
            yield from column
        self._group = []


def _goes_on(last: LaidBlock, block: LaidBlock) -> bool:
    return (
        last.kind in (Kind.PARAGRAPH, Kind.ENTRY)
        and block.kind is Kind.PARAGRAPH
        and not block.mark
        and block.words.text[:1].islower()
    )


def _joined(block: LaidBlock, more: LaidBlock) -> LaidBlock:
    why = LaidReason(
        decision=GuessKind.ROW,
        why="the cell goes on with the one above",
        confidence=0.85,
        text=more.words.text,
    )
    return replace(
        block,
        words=joined([block.words, more.words]),
        reasons=(*block.reasons, *more.reasons, why),
    )


def _end_of(words: Words, name: str) -> Words:
    """The last words, as many characters as a name has."""
    cut = max(0, len(words.text) - len(name))
    return replace(
        words,
        text=words.text[cut:],
        notes=tuple((mark, max(0, at - cut)) for mark, at in words.notes),
    )


def _furniture(block: LaidBlock, text: str, why: str) -> LaidBlock:
    return LaidBlock(
        kind=Kind.FURNITURE,
        words=Words(text=text),
        place=block.place,
        reasons=(LaidReason(decision=GuessKind.FURNITURE, why=why),),
    )
