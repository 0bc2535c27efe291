"""Answers to queries as rows of a table; a missing value is an empty cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.model.answer import Solutions, Statements, Verdict


__all__ = ["rows_of_solutions", "rows_of_statements", "rows_of_verdict"]


def rows_of_solutions(answer: Solutions) -> Iterator[Sequence[str]]:
    """The columns of a SELECT, then its rows: terms without quotes, language and datatype."""
    yield answer.columns
    for row in answer.rows:
        yield tuple(_cell(term.kind, term.value) if term else "" for term in row)


def rows_of_statements(answer: Statements) -> Iterator[Sequence[str]]:
    """The triples of a CONSTRUCT."""
    yield ("subject", "predicate", "object")
    for triple in answer.triples:
        yield tuple(_cell(term.kind, term.value) for term in triple)


def rows_of_verdict(answer: Verdict) -> Iterator[Sequence[str]]:
    """What an ASK found, in one cell."""
    yield ("holds",)
    yield (str(answer.holds).lower(),)


def _cell(kind: str, value: str) -> str:
    return f"_:{value}" if kind == "blank" else value
