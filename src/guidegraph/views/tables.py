"""Editions and diffs as tables of plain values, and tables as HTML for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from guidegraph.model.changes import Comparison, Ref
from guidegraph.model.edition import Edition, Item


__all__ = ["Record", "Table", "html_table", "records_of_changes", "records_of_items"]

Record = dict[str, str | int | float | bool | None]

_CELL = "text-align:left;vertical-align:top;white-space:pre-wrap"


def records_of_items(edition: Edition, items: Iterable[Item]) -> list[Record]:
    """Items as rows."""
    return [
        {
            "edition": edition.id,
            "id": item.id,
            "iri": edition.iri_of(item.id),
            "type": item.type,
            "number": item.notation,
            "label": item.pref_label or item.label,
            "text": item.text,
            "parent": item.parent,
            "position": item.position,
        }
        for item in items
    ]


def records_of_changes(comparison: Comparison) -> list[Record]:
    """Changes as rows; several items, facets or aspects of one stand side by side in a cell."""
    old = {edition.id: edition for edition in comparison.old}
    found: list[Record] = []
    for change in comparison.changes.changes:
        verdict = change.verdict
        found.append(
            {
                "id": change.id,
                "relation": change.relation.value,
                "facets": " ".join(change.facets),
                "wording": verdict.wording.value if verdict else None,
                "aspects": " ".join(verdict.aspects) if verdict else "",
                "direction": verdict.direction.value if verdict and verdict.direction else None,
                "old": _names(change.old),
                "new": _names(change.new),
                "before": _words(change.old, old),
                "after": _words(change.new, {comparison.new.id: comparison.new}),
                "confidence": change.confidence,
            }
        )
    return found


def _names(refs: Iterable[Ref]) -> str:
    return " ".join(f"{ref.edition}:{ref.id}" for ref in refs)


def _words(refs: Iterable[Ref], editions: Mapping[str, Edition]) -> str:
    items = (editions[ref.edition].by_id[ref.id] for ref in refs)
    return "\n".join(item.text or item.name for item in items)


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
    """Rows with named columns; `records()` is what pandas and polars take."""

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
