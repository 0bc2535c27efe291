"""The commenting table as a Word document, with what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidegraph.export.docx import DocxParagraph, DocxRun, DocxTable, to_docx
from guidegraph.importers.comment_columns import CommentColumn
from guidegraph.model.comments import CommentRegister
from guidegraph.render.commenting import (
    PAPER_COLUMNS,
    commenting_rows,
    remarks_of,
    summary_of,
    title_of,
)


__all__ = ["comments_docx"]

_WIDTHS = (900, 850, 1020, 1300, 1450, 1200, 3300, 2700, 1850)
_WIDTHS_WITH_IDS = (900, 850, 1020, 1300, 1450, 1200, 2700, 2250, 1600, 1300)


def comments_docx(register: CommentRegister) -> bytes:
    """The table, landscape, with the names of the columns on each page; then what to check."""
    title = title_of(register, register.edition.title or register.edition.id)
    return to_docx(
        _blocks(register, title),
        title=title,
        landscape=True,
        language=register.edition.language or "",
        footer=title,
    )


def _blocks(register: CommentRegister, title: str) -> Iterator[DocxParagraph | DocxTable]:
    yield _line(title, style="Title")
    decided = Counter(each.disposition or "undecided" for each in register.comments)
    counts = ", ".join(f"{count} {words}" for words, count in sorted(decided.items()))
    yield _line(f"{len(register.comments)} comments: {counts}.", style="Subtitle")
    for line in summary_of(register):
        yield _line(line, style="Quiet")
    yield _line("ge = general, te = technical, ed = editorial", style="Quiet")
    head, *rows = commenting_rows(register, (*PAPER_COLUMNS, CommentColumn.ITEMS))
    has_ids = any(row[-1] for row in rows)
    if not has_ids:
        head, rows = head[:-1], [row[:-1] for row in rows]
    cells = [tuple(_cell(text) for text in row) for row in rows]
    names = tuple(
        (DocxParagraph(runs=(DocxRun(text=name, bold=True),), style="Small"),) for name in head
    )
    yield DocxTable(widths=_WIDTHS_WITH_IDS if has_ids else _WIDTHS, rows=(names, *cells))
    remarks = [(each.id, line) for each in register.comments for line in remarks_of(each)]
    if remarks:
        yield _line("Remarks on the places of comments", style="Heading1")
        for id_, line in remarks:
            runs = (DocxRun(text=f"{id_}: ", bold=True), DocxRun(text=line))
            yield DocxParagraph(runs=runs, style="Small")


def _cell(text: str) -> tuple[DocxParagraph, ...]:
    return tuple(_line(line, style="Small") for line in text.split("\n"))


def _line(text: str, *, style: str) -> DocxParagraph:
    return DocxParagraph(runs=(DocxRun(text=text),), style=style)
