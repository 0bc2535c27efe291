"""Tables of plain values, and as HTML for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from guidegraph.model.records import Record


__all__ = ["Table", "html_table"]

_CELL = "text-align:left;vertical-align:top;white-space:pre-wrap"


def html_table(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, caption: str = ""
) -> str:
    """A table in which every text is escaped."""
    head = "".join(f'<th style="{_CELL}">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(f'<td style="{_CELL}">{_shown(row.get(column))}</td>' for column in columns)
        + "</tr>\n"
        for row in rows
    )
    title = f"<caption>{escape(caption)}</caption>\n" if caption else ""
    return f"<table>\n{title}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


def _shown(value: object) -> str:
    return "" if value is None else escape(str(value))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with named columns; `records()` gives what pandas and polars accept."""

    columns: tuple[str, ...]
    rows: tuple[Record, ...]

    def records(self) -> list[Record]:
        """The rows as a list of dicts."""
        return [dict(row) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.rows)

    def _repr_html_(self) -> str:
        return html_table(self.columns, self.rows)
