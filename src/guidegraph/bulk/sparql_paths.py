"""Property paths of SPARQL in SQL: pairs of terms that a path connects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from guidegraph.bulk.sparql_expressions import UntranslatedError, term_text
from guidegraph.bulk.sparql_terms import quoted


__all__ = ["GraphRows", "path_pairs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphRows:
    """
    The rows of the graph, or the graphs, that a pattern is about.

    *view* has the columns `s`, `p` and `o`, and `subject` and `object` with names of blank nodes
    that hold for all editions. *per_graph* is whether it has `graph`, the name of the graph, and
    what is asked for is asked of each graph. *repeats* is whether a triple may be in several rows.
    """

    view: str
    per_graph: bool
    repeats: bool

    @property
    def distinct(self) -> str:
        """What makes each triple count once."""
        return "DISTINCT " if self.repeats else ""

    @property
    def column(self) -> str:
        """The column of the graph, to be selected with others."""
        return ", graph" if self.per_graph else ""


def path_pairs(path: Any, rows: GraphRows, start: str | None, end: str | None) -> str:
    """
    A SELECT with the columns `a` and `b` (and `graph`): where a path leads, as often as it does.

    Args:
        start: the term that the path starts from, if that is known; `end` accordingly.
    """
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
    from rdflib.term import URIRef

    if isinstance(path, URIRef):
        limits = [f"p = {quoted(term_text(path))}"]
        limits += [f"s = {quoted(start)}"] if start is not None else []
        limits += [f"object = {quoted(end)}"] if end is not None else []
        return (
            f"SELECT {rows.distinct}subject AS a, object AS b{rows.column} FROM {rows.view} "
            f"WHERE {' AND '.join(limits)}"
        )
    if isinstance(path, InvPath):
        inner = path_pairs(path.arg, rows, end, start)
        return f"SELECT b AS a, a AS b{rows.column} FROM ({inner})"
    if isinstance(path, SequencePath):
        return _sequence(path.args, rows, start, end)
    if isinstance(path, AlternativePath):
        if len(path.args) > 1 and all(isinstance(one, URIRef) for one in path.args):
            return _one_of(path.args, rows, start, end)
        return " UNION ALL ".join(f"({path_pairs(one, rows, start, end)})" for one in path.args)
    if isinstance(path, MulPath):
        return _repeated(path, rows, start, end)
    raise UntranslatedError("a path with !")


def _one_of(names: Sequence[Any], rows: GraphRows, start: str | None, end: str | None) -> str:
    """Alternatives that are IRIs: the rows are read once."""
    texts = [term_text(name) for name in names]
    if len(set(texts)) < len(texts):
        raise UntranslatedError("a path with the same alternative twice")
    limits = [f"p IN ({', '.join(map(quoted, texts))})"]
    limits += [f"s = {quoted(start)}"] if start is not None else []
    limits += [f"object = {quoted(end)}"] if end is not None else []
    return (
        f"SELECT subject AS a, object AS b{rows.column} FROM (SELECT {rows.distinct}subject, p, "
        f"object{rows.column} FROM {rows.view} WHERE {' AND '.join(limits)})"
    )


def _sequence(steps: Any, rows: GraphRows, start: str | None, end: str | None) -> str:
    steps = list(steps)
    if len(steps) == 1:
        return path_pairs(steps[0], rows, start, end)
    first = path_pairs(steps[0], rows, start, None)
    rest = _sequence(steps[1:], rows, None, end)
    graph = ", f.graph" if rows.per_graph else ""
    same = " AND f.graph = n.graph" if rows.per_graph else ""
    return (
        f"SELECT f.a AS a, n.b AS b{graph} FROM ({first}) AS f JOIN ({rest}) AS n "
        f"ON f.b = n.a{same}"
    )


def _repeated(path: Any, rows: GraphRows, start: str | None, end: str | None) -> str:
    """A path with ?, + or *; from the known end, if the start is not known."""
    if start is None and end is not None:
        inner = _walked(path, rows, end, backwards=True)
        return f"SELECT b AS a, a AS b{rows.column} FROM ({inner})"
    inner = _walked(path, rows, start, backwards=False)
    return inner if end is None else f"SELECT * FROM ({inner}) WHERE b = {quoted(end)}"


def _walked(path: Any, rows: GraphRows, start: str | None, *, backwards: bool) -> str:
    known = start if path.mod == "?" else None
    # What is walked many times is walked once: it does not matter how often a triple is there.
    once = replace(rows, repeats=False)
    base = path_pairs(path.path, once, None if backwards else known, known if backwards else None)
    if backwards:
        base = f"SELECT b AS a, a AS b{rows.column} FROM ({base})"
    graph = rows.column
    at = "" if start is None else f" WHERE a = {quoted(start)}"
    parts = [f"SELECT a, b{graph} FROM base{at}"]
    if path.mod != "+":
        for side in ("subject", "object"):
            here = "" if start is None else f" WHERE {side} = {quoted(start)}"
            parts.append(f"SELECT {side} AS a, {side} AS b{graph} FROM {rows.view}{here}")
    first = " UNION ".join(parts)
    if path.mod == "?":
        return f"WITH base AS ({base}) SELECT DISTINCT * FROM ({first})"
    same = " AND w.graph = n.graph" if rows.per_graph else ""
    carried = ", w.graph" if rows.per_graph else ""
    columns = "a, b, graph" if rows.per_graph else "a, b"
    return (
        f"WITH RECURSIVE base AS MATERIALIZED (SELECT DISTINCT * FROM ({base})), "
        f"walk({columns}) AS (SELECT * FROM ({first}) UNION "
        f"SELECT w.a, n.b{carried} FROM walk AS w JOIN base AS n ON w.b = n.a{same}) "
        f"SELECT {columns} FROM walk"
    )
