"""Tables as items: a row is an entry, its groups are above it, further cells are its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason, Words
from guidegraph.importers.documents.profiles.profile import ItemKind
from guidegraph.importers.documents.structure.columns import (
    LONGEST_LABEL,
    Columns,
    columns_of,
    is_list,
)
from guidegraph.importers.documents.structure.grid import (
    GridRow,
    begins,
    folded,
    grid_of,
    joined_rows,
    with_header,
)
from guidegraph.importers.documents.structure.pieces import (
    NO_WORDS,
    Piece,
    PieceKind,
    joined,
    left_out,
    notation_of,
    printed,
)
from guidegraph.importers.documents.structure.table_shapes import in_pairs, is_by_column
from guidegraph.language.enumeration import unnumbered
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind
from guidegraph.model.statement import Role, Statement


__all__ = ["pieces_of_table"]

_GROUP = re.compile(
    r"(?P<label>[^.:()]{2,90}?)[ ]?(?:\((?P<code>[A-Z][A-Z0-9.\-]{0,11})\))?"
    r"(?P<colon>:(?:[ ]+|$)|$)"
)
_GIVEN = {
    "number": Role.NOTATION,
    "label": Role.LABEL,
    "text": Role.TEXT,
    "attribute": Role.ATTRIBUTE,
}
_HELD = {role: name for name, role in _GIVEN.items()}


def pieces_of_table(path: str, tables: Sequence[LaidBlock]) -> Iterator[Piece]:
    """The pieces of a table, which may be in parts on several pages."""
    for table in tables:
        if table.words.text or table.mark:
            caption = Words(text=printed([replace(table, rows=())]))
            yield Piece(kind=PieceKind.PARAGRAPH, place=table.place, words=caption)
    grids = [grid_of(path, table.rows) for table in tables]
    for _, parts in groupby(
        zip(tables, grids, strict=True), key=lambda each: len(each[1][0].cells) if each[1] else 0
    ):
        same = list(parts)
        yield from _one_table(
            [table for table, _ in same], [row for _, grid in same for row in grid]
        )


def _one_table(tables: Sequence[LaidBlock], rows: list[GridRow]) -> Iterator[Piece]:
    """The pieces of a table with the same columns in all its parts."""
    if not rows:
        return
    rows = in_pairs(rows)
    reasons = tuple(reason for table in tables for reason in table.reasons)
    comments = tuple(comment for table in tables for comment in table.comments)
    names, body, head = with_header(rows)
    by_column = is_by_column(names, head, body)
    for row in head[by_column:]:
        if any(row.texts):
            blocks = [block for cell in row.cells for block in cell]
            yield left_out(blocks, row.place, "the names of the columns of a table")
    for row in rows:
        if row.out:
            yield left_out(row.out, row.place, "no content of the table")
    body = [row for row in joined_rows(folded(body)) if any(row.cells)]
    roles: Sequence[Role] = ()
    if by_column:
        why = LaidReason(
            decision=GuessKind.TABLE,
            why="prose under the heads of columns, read column by column",
            confidence=0.85,
        )
        pieces = list(_by_column(names, body, head[0].place))
    else:
        columns = columns_of(names, body, [_GIVEN[each] for each in tables[0].columns])
        _join_groups(body, columns.groups)
        pieces, why = list(_pieces(body, columns)), columns.why
        roles = columns.roles
    for at, piece in enumerate(pieces):
        if piece.kind is PieceKind.ENTRY:
            pieces[at] = replace(
                piece,
                reasons=(*reasons, why, *piece.reasons),
                comments=(*comments, *piece.comments),
                columns=tuple(
                    (name, _HELD.get(role, "attribute"))
                    for name, role in zip(names, roles, strict=False)
                ),
            )
            break
    yield from pieces


def _join_groups(rows: Sequence[GridRow], groups: int) -> None:
    """Put what continues the words of a group on the next page into its first cell."""
    above: dict[int, list[LaidBlock]] = {}
    for row in rows:
        for at in range(groups):
            cell = row.cells[at]
            if not cell or row.banner:
                continue
            first = above.get(at)
            if first is None or begins(cell):
                above[at] = cell
                continue
            reason = LaidReason(
                decision=GuessKind.ROW,
                why="it does not begin as those of its column do",
                confidence=0.8,
                text=cell[0].words.text,
            )
            first[-1] = replace(
                first[-1],
                words=joined([first[-1].words, cell[0].words]),
                comments=(*first[-1].comments, *cell[0].comments),
                reasons=(*first[-1].reasons, *cell[0].reasons, reason),
            )
            first += cell[1:]
            row.cells[at] = []


def _by_column(names: Sequence[str], rows: Sequence[GridRow], place: Place) -> Iterator[Piece]:
    """Each column as an entry with its head as the label, and its cells below it."""
    for at, name in enumerate(names):
        yield Piece(kind=PieceKind.ENTRY, place=place, label=Words(text=name))
        yield from _below([block for row in rows for block in row.cells[at]], 1)


# -- rows -------------------------------------------------------------------------


def _pieces(rows: Sequence[GridRow], columns: Columns) -> Iterator[Piece]:
    banner = 0  # 1 below a banner
    opened: list[bool] = []  # of each group column: whether a group is open
    for row in rows:
        if row.banner:
            blocks = [block for cell in row.cells for block in cell]
            yield from _banner(row, blocks)
            banner, opened = 1, []
            continue
        for at in range(columns.groups):
            cell = row.cells[at]
            if cell:
                del opened[at:]
                opened += [False] * (at - len(opened))
                depth = banner + sum(opened)
                opened.append(True)
                yield from _group(cell, row.place, depth, columns.names[at])
        yield from _row(row, columns, banner + sum(opened))


def _banner(row: GridRow, blocks: Sequence[LaidBlock]) -> Iterator[Piece]:
    first, *more = blocks
    reason = LaidReason(
        decision=GuessKind.HEADING, why="one cell over all columns", confidence=0.85
    )
    yield Piece(
        kind=PieceKind.ENTRY,
        place=row.place,
        label=first.words,
        mark=first.mark,
        notation=notation_of(first.mark),
        comments=first.comments,
        reasons=(*row.reasons, *first.reasons, reason),
    )
    yield from _below(more, 1)


def _group(cell: Sequence[LaidBlock], place: Place, depth: int, name: str) -> Iterator[Piece]:
    """A group of rows: "Asset Management (ID.AM): The data …" has label, number and text."""
    first, *more = cell
    reason = LaidReason(
        decision=GuessKind.TABLE,
        why=f"a cell of the column {name!r} for several rows"
        if name
        else "a cell for several rows",
        confidence=0.85,
    )
    lead = first.words.text if not first.words.notes and not first.mark else ""
    mark, rest = unnumbered(lead)
    label, text, notation = first.words, NO_WORDS, notation_of(first.mark)
    if mark and len(rest) > LONGEST_LABEL:
        label, text, notation = NO_WORDS, Words(text=rest), mark
    elif mark:
        label, notation = Words(text=rest), mark
    elif lead and (found := _GROUP.match(lead)) is not None:
        label = Words(text=found["label"].strip())
        text, notation = Words(text=lead[found.end() :]), found["code"]
        if found["colon"] and not text.text and more and more[0].kind is Kind.PARAGRAPH:
            said, *more = more  # on a line of its own
            text = said.words
            first = replace(
                first,
                comments=(*first.comments, *said.comments),
                reasons=(*first.reasons, *said.reasons),
            )
    elif len(first.words.text) > LONGEST_LABEL:
        label, text = NO_WORDS, first.words
    yield Piece(
        kind=PieceKind.ENTRY,
        place=first.place if first.place.page else place,
        label=replace(label, links=first.words.links),
        words=text,
        mark=first.mark,
        notation=notation,
        depth=depth,
        comments=first.comments,
        reasons=(*first.reasons, reason),
    )
    yield from _below(more, depth + 1)


def _row(row: GridRow, columns: Columns, depth: int) -> Iterator[Piece]:
    at_key, at_label = columns.find(Role.NOTATION), columns.find(Role.LABEL)
    at_text = columns.find(Role.TEXT)
    key = printed(row.cells[at_key]) if at_key is not None else ""
    label = list(row.cells[at_label]) if at_label is not None else []
    text = list(row.cells[at_text]) if at_text is not None else []
    if not text and at_label is not None:
        label, text = label[:1], label[1:]
    lead = next((at for at, block in enumerate(text) if block.kind is Kind.ENTRY), len(text))
    if lead == len(text) or (lead and not is_list(text)):
        lead, below = len(text), []
    else:
        below = text[lead:]
    words = _cell(text[:lead])
    named = _cell(label)
    mark = key or None
    if mark is None and not label and at_text is not None and columns.numbered[at_text]:
        mark, words = _numbered(words)
    if mark is None and label and at_label is not None and columns.numbered[at_label]:
        mark, named = _numbered(named)
    statements = tuple(
        Statement(property=columns.names[at] or f"column {at + 1}", value=value)
        for at, cell in enumerate(row.cells)
        if columns.roles[at] is Role.ATTRIBUTE
        and not columns.lists[at]
        and (value := printed(cell) or (row.over[at] if row.covered[at] else ""))
    )
    defined = columns.definitions is not None and bool(row.cells[columns.definitions])
    blocks = [block for cell in row.cells[columns.groups :] for block in cell]
    notes = tuple(
        link
        for at, cell in enumerate(row.cells)
        if at not in (at_text, at_label) and at >= columns.groups and not columns.lists[at]
        for block in cell
        for link in block.words.links
    )
    listed = [at for at in range(columns.groups, len(row.cells)) if columns.lists[at]]
    inner = {id(block) for at in listed for block in row.cells[at]} | set(map(id, below))
    own = [block for block in blocks if id(block) not in inner]
    if not (mark or named.text or words.text) and statements:
        words, statements = Words(text=statements[0].value), statements[1:]
    if mark or named.text or words.text:
        yield Piece(
            kind=PieceKind.ENTRY,
            place=own[0].place if own and own[0].place.page else row.place,
            label=named,
            words=replace(words, links=(*words.links, *notes)),
            mark=mark,
            notation=(notation_of(mark) or mark) if mark else None,
            item=ItemKind.TERM if defined and named.text else "",
            depth=depth,
            statements=statements,
            comments=tuple(comment for block in own for comment in block.comments),
            reasons=(*row.reasons, *(reason for block in own for reason in block.reasons)),
        )
        depth += 1
    yield from _below(below, depth)
    for at in listed:
        cell = row.cells[at]
        if not cell:
            continue
        name = columns.names[at]
        if name:
            yield Piece(kind=PieceKind.ENTRY, place=row.place, label=Words(text=name), depth=depth)
        yield from _below(cell, depth + bool(name))


def _numbered(words: Words) -> tuple[str | None, Words]:
    mark, rest = unnumbered(words.text)
    if not mark:
        return None, words
    cut = len(words.text) - len(rest)
    notes = tuple((note, max(0, offset - cut)) for note, offset in words.notes)
    return mark, replace(words, text=rest, notes=notes)


def _cell(blocks: Sequence[LaidBlock]) -> Words:
    return joined(
        [part for block in blocks for part in (Words(text=block.mark or ""), block.words)]
    )


def _below(blocks: Sequence[LaidBlock], depth: int) -> Iterator[Piece]:
    """The blocks of a cell as entries below a row."""
    levels: list[int] = []
    for block in blocks:
        level = block.level or 0 if block.kind is Kind.ENTRY else 0
        while levels and levels[-1] >= level:
            levels.pop()
        yield Piece(
            kind=PieceKind.ENTRY,
            place=block.place,
            words=block.words,
            mark=block.mark,
            notation=notation_of(block.mark),
            depth=depth + len(levels),
            comments=block.comments,
            reasons=block.reasons,
        )
        levels.append(level)
