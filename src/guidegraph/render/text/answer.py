"""Answers to queries, and the named queries, for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from guidegraph.model.answer import Answer, Solutions, Statements, Term, TermKind, Verdict
from guidegraph.query.named import NamedQueries
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_answer", "text_of_queries"]


def text_of_answer(answer: Answer, page: Page) -> str:
    """A table of what a SELECT found; yes or no for an ASK; Turtle for a CONSTRUCT."""
    if isinstance(answer, Verdict):
        return drawn(page, Text("yes" if answer.holds else "no"))
    if isinstance(answer, Statements):
        from guidegraph.query.results import graph_written

        more = "" if answer.complete else "# and more: raise --limit\n"
        return graph_written(answer, "turtle") + more
    if not answer.rows:
        return drawn(page, Text("nothing found", style="quiet"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    for number, column in enumerate(answer.columns):
        cells = [row[number] for row in answer.rows]
        short = max((len(cell.value) for cell in cells if cell), default=0) <= 24
        table.add_column(column, no_wrap=short, justify="right" if _numeric(cells) else "left")
    for row in answer.rows:
        table.add_row(*map(_cell, row))
    count = f"{len(answer.rows)} row{'s' if len(answer.rows) != 1 else ''}"
    note = count if answer.complete else f"the first {count}, and there are more: raise --limit"
    return drawn(page, table, Text(""), Text(note, style="quiet"))


def _numeric(cells: Sequence[Term | None]) -> bool:
    return all(isinstance(cell.native, (int, float)) for cell in cells if cell)


def _cell(term: Term | None) -> Text:
    if term is None:
        return Text("")
    return Text(term.value, style="place" if term.kind is TermKind.IRI else "")


def text_of_queries(queries: NamedQueries, page: Page) -> str:
    """One named query in full, or one line for each of several."""
    found = queries.queries
    if len(found) == 1:
        query = found[0]
        parts = [Text(query.name, style="title"), Text(query.summary)]
        if query.details:
            parts += [Text(""), Text(query.details)]
        parts.append(Text(""))
        for parameter in query.parameters:
            optional = ", optional" if parameter.optional else ""
            parts.append(
                Text.assemble(
                    (f"--{parameter.name}", "place"),
                    (f"  {parameter.kind}{optional}", "quiet"),
                    f"  {parameter.summary}",
                )
            )
        example = Text(f"guidegraph query {query.name} {query.example}".rstrip(), no_wrap=True)
        return drawn(page, *parts, Text(""), example)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("query", style="place", no_wrap=True)
    table.add_column("what it answers")
    table.add_column("parameters", style="quiet")
    for query in found:
        names = (
            f"[--{parameter.name}]" if parameter.optional else f"--{parameter.name}"
            for parameter in query.parameters
        )
        table.add_row(query.name, query.summary, " ".join(names))
    return drawn(page, table)


draw = by_type({Solutions: text_of_answer, Statements: text_of_answer, Verdict: text_of_answer})
