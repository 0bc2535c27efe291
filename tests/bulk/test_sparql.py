"""SPARQL over stored editions: answers in SQL are those of the RDF library."""

from __future__ import annotations

import os
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
)

from guidegraph.bulk.sparql import ask, explain
from guidegraph.model.answer import Answer, Solutions, Statements, Term, TermKind, Verdict
from guidegraph.model.errors import FormatError, MisuseError, StoppedError


_XSD = "http://www.w3.org/2001/XMLSchema#"
_NAMES = {"old": "urn:guidegraph:old", "new": "urn:guidegraph:new"}
_PREFIXES = f"PREFIX : <a:> PREFIX xsd: <{_XSD}> "

Node = NamedNode | BlankNode
Graph = Sequence[Triple]


def _typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(f"{_XSD}{kind}"))


def _iri(name: str) -> NamedNode:
    return NamedNode(f"a:{name}")


# Only literals that the store of the RDF library does not rewrite.
_LITERALS = (
    Literal("water"),
    Literal("Water"),
    Literal(""),
    Literal('a "b"\\n\n\té'),
    Literal("water", language="en"),
    Literal("Wasser", language="de-at"),
    Literal("ÄRGER", language="de"),
    _typed("1", "integer"),
    _typed("10", "integer"),
    _typed("-2", "integer"),
    _typed("1.5", "decimal"),
    _typed("2.5", "double"),
    _typed("true", "boolean"),
    _typed("false", "boolean"),
    _typed("2016-01-01", "date"),
    _typed("2017-01-01", "date"),
    _typed("2016-01-01T10:00:00Z", "dateTime"),
    Literal("x", datatype=_iri("type")),
    Literal("y", datatype=_iri("type")),
)
_TERMS = (*_LITERALS, _iri("a"), _iri("b"), _iri("c"), BlankNode("n1"), BlankNode("n2"))


def stored(
    folder: Path, graphs: Mapping[str, Iterable[Triple]], *, undecided: bool = False
) -> dict[str, Path]:
    """Stored editions, as `guidegraph store add` writes them."""
    found = {}
    for name, triples in graphs.items():
        path = folder / f"{name}.parquet"
        rows = sorted({(str(t.subject), str(t.predicate), str(t.object)) for t in triples})
        with duckdb.connect() as connection:
            connection.execute(
                "CREATE TABLE t (s VARCHAR, p VARCHAR, o VARCHAR, g VARCHAR, key_high BIGINT, "
                "key_low BIGINT, component VARCHAR, undecided BOOLEAN)"
            )
            if rows:
                connection.executemany(
                    f"INSERT INTO t VALUES (?, ?, ?, NULL, 0, 0, NULL, {undecided})", rows
                )
            connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
        found[name] = path
    return found


def _answer(
    graphs: Mapping[str, Iterable[Triple]], query: str, *, sql_only: bool = True
) -> Answer | None:
    """The answer in SQL; `None` if SQL does not cover the query, or its terms."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        try:
            return ask(
                stored(folder, graphs),
                _NAMES,
                query,
                seconds=60,
                limit=100_000,
                scratch=folder,
                most_rows=-1 if sql_only else 1000,
            )
        except StoppedError as error:
            assert "SQL does not cover" in str(error)
            return None


def _in_store(graphs: Mapping[str, Iterable[Triple]]) -> Store:
    """The editions as named graphs, and all of them as the default graph, each triple once."""
    store = Store()
    for name, triples in graphs.items():
        for graph in (NamedNode(_NAMES[name]), DefaultGraph()):
            store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return store


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    if term.kind is TermKind.IRI:
        return str(NamedNode(term.value))
    if term.kind is TermKind.BLANK:
        return f"_:{term.value}"
    if term.language:
        return str(Literal(term.value, language=term.language))
    if term.datatype:
        return str(Literal(term.value, datatype=NamedNode(term.datatype)))
    return str(Literal(term.value))


def _rows(answer: Answer) -> list[tuple[str, ...]]:
    assert isinstance(answer, Solutions)
    return [tuple(_text(term) for term in row) for row in answer.rows]


def _same(graphs: Mapping[str, Iterable[Triple]], query: str) -> bool:
    """Whether SQL covers the query; if so, its answer is that of the RDF library."""
    expected = _in_store(graphs).query(query)
    found = _answer(graphs, query)
    if found is None:
        return False
    if isinstance(expected, QueryBoolean):
        assert found == Verdict(holds=bool(expected)), query
        return True
    assert isinstance(expected, QuerySolutions)
    assert isinstance(found, Solutions)
    assert found.columns == tuple(variable.value for variable in expected.variables)
    rows = Counter(
        tuple("" if term is None else str(term) for term in row) for row in expected
    )
    assert Counter(_rows(found)) == rows, query
    return True


# Laws.

_SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
_NODES = st.sampled_from([_iri("a"), _iri("b"), _iri("c"), BlankNode("n1"), BlankNode("n2")])
_PREDICATES = [_iri("p"), _iri("q")]
_TRIPLES = st.builds(
    Triple, _NODES, st.sampled_from(_PREDICATES), st.one_of(_NODES, st.sampled_from(_LITERALS))
)
_GRAPHS = st.fixed_dictionaries(
    {"old": st.lists(_TRIPLES, min_size=1, max_size=8), "new": st.lists(_TRIPLES, max_size=6)}
)
_VARIABLES = ("?x", "?y", "?z", "?X")


def _written(terms: Iterable[object]) -> list[str]:
    return [str(term) for term in terms if not isinstance(term, BlankNode)]


@st.composite
def _operand(draw: st.DrawFn) -> str:
    term = draw(st.sampled_from([*_VARIABLES, *_VARIABLES, *_written(_TERMS)]))
    return draw(
        st.sampled_from([term, term, f"STR({term})", f"LCASE(STR({term}))", f"LCASE({term})",
                         f"STRLEN(STR({term}))", f"LANG({term})", f"DATATYPE({term})"])
    )  # fmt: skip


@st.composite
def _condition(draw: st.DrawFn, depth: int = 2) -> str:
    kinds = ["compare", "text", "is", "bound", "in", "lang", "regex"]
    kind = draw(st.sampled_from([*kinds, "and", "or", "not"] if depth else kinds))
    variable = draw(st.sampled_from(_VARIABLES))
    match kind:
        case "and" | "or":
            sign = "&&" if kind == "and" else "||"
            return f"({draw(_condition(depth - 1))} {sign} {draw(_condition(depth - 1))})"
        case "not":
            return f"(!{draw(_condition(depth - 1))})"
        case "compare":
            sign = draw(st.sampled_from(["=", "!=", "<", ">", "<=", ">="]))
            return f"({draw(_operand())} {sign} {draw(_operand())})"
        case "text":
            function = draw(st.sampled_from(["CONTAINS", "STRSTARTS", "STRENDS"]))
            return f"{function}({draw(_operand())}, {draw(_operand())})"
        case "is":
            return f"{draw(st.sampled_from(['isIRI', 'isLiteral', 'isBlank']))}({variable})"
        case "bound":
            return f"BOUND({variable})"
        case "in":
            listed = ", ".join(draw(st.lists(_operand(), min_size=1, max_size=3)))
            return f"({draw(_operand())} {draw(st.sampled_from(['IN', 'NOT IN']))} ({listed}))"
        case "lang":
            tag = draw(st.sampled_from(["*", "de", "EN", "de-AT"]))
            return f'LANGMATCHES(LANG({variable}), "{tag}")'
        case _:
            pattern = draw(st.sampled_from(["^w", "ä", "[a-s]+$", "t.r", "a|e"]))
            flags = draw(st.sampled_from(["", ', "i"']))
            return f'REGEX(STR({variable}), "{pattern}"{flags})'


@st.composite
def _path(draw: st.DrawFn, depth: int = 2) -> str:
    if not depth:
        return draw(st.sampled_from([":p", ":q"]))
    inner = draw(_path(depth - 1))
    return draw(
        st.sampled_from([inner, f"({inner})+", f"({inner})*", f"({inner})?", f"^({inner})",
                         f"({inner}/{draw(_path(depth - 1))})",
                         f"({inner}|{draw(_path(depth - 1))})"])
    )  # fmt: skip


@st.composite
def _triple(draw: st.DrawFn) -> str:
    subject = draw(st.sampled_from([*_VARIABLES, *_VARIABLES, ":a", ":b", "[]", ":none"]))
    predicate = draw(st.sampled_from(["?y", ":p", ":q", ":p", ":q", "PATH", "PATH"]))
    if predicate == "PATH":
        predicate = draw(_path())
    object_ = draw(st.sampled_from([*_VARIABLES * 4, ":a", ":c", *_written(_LITERALS)]))
    return f"{subject} {predicate} {object_} ."


@st.composite
def _group(draw: st.DrawFn, depth: int = 2, *, in_graph: bool = False) -> str:
    parts = [" ".join(draw(st.lists(_triple(), min_size=1, max_size=2)))]
    kinds = ["filter", "filter", "bind", "values", "exists", "triple"]
    if depth:
        kinds += ["optional", "optional", "union", "minus", "group", "select"]
        if not in_graph:
            kinds += ["graph", "graph"]
    for _ in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(kinds))
        below = _group(max(depth - 1, 0), in_graph=in_graph)
        variable = draw(st.sampled_from(_VARIABLES))
        match kind:
            case "filter":
                parts.append(f"FILTER({draw(_condition())})")
            case "bind":
                parts.append(f"BIND({draw(_operand())} AS ?b)")
            case "values":
                terms = st.sampled_from(["UNDEF", *_written(_TERMS)])
                pairs = draw(st.lists(st.tuples(terms, terms), min_size=1, max_size=3))
                rows = " ".join(f"({first} {second})" for first, second in pairs)
                parts.append(f"VALUES ({variable} ?v) {{ {rows} }}")
            case "exists":
                no = draw(st.sampled_from(["", "NOT "]))
                parts.append(f"FILTER {no}EXISTS {{ {draw(_triple())} }}")
            case "triple":
                parts.append(draw(_triple()))
            case "optional":
                parts.append(f"OPTIONAL {{ {draw(below)} }}")
            case "union":
                parts.append(f"{{ {draw(below)} }} UNION {{ {draw(below)} }}")
            case "minus":
                parts.append(f"MINUS {{ {draw(below)} }}")
            case "group":
                parts.append(f"{{ {draw(below)} }}")
            case "select":
                distinct = draw(st.sampled_from(["", "DISTINCT "]))
                parts.append(f"{{ SELECT {distinct}{variable} WHERE {{ {draw(below)} }} }}")
            case _:
                name = draw(st.sampled_from(["?g", "?g", "?x", *(f"<{n}>" for n in _NAMES.values())]))
                inner = draw(_group(max(depth - 1, 0), in_graph=True))
                parts.append(f"GRAPH {name} {{ {inner} }}")
    return " ".join(parts)


@st.composite
def _query(draw: st.DrawFn) -> str:
    group = draw(_group())
    form = draw(st.sampled_from(["rows", "rows", "all", "distinct", "ask", "count", "groups"]))
    match form:
        case "ask":
            return f"{_PREFIXES} ASK {{ {group} }}"
        case "all":
            return f"{_PREFIXES} SELECT * {{ {group} }}"
        case "distinct":
            return f"{_PREFIXES} SELECT DISTINCT ?x ?z {{ {group} }}"
        case "count":
            distinct = draw(st.sampled_from(["", "DISTINCT "]))
            return f"{_PREFIXES} SELECT (COUNT(*) AS ?n) (COUNT({distinct}?y) AS ?m) {{ {group} }}"
        case "groups":
            having = draw(st.sampled_from(["", "HAVING(COUNT(*) > 1)"]))
            function = draw(st.sampled_from(["MIN(?y)", "MAX(?y)", "COUNT(DISTINCT ?y)"]))
            return f"{_PREFIXES} SELECT ?x ({function} AS ?n) {{ {group} }} GROUP BY ?x {having}"
        case _:
            return f"{_PREFIXES} SELECT ?x ?y ?g {{ {group} }}"


@_SETTINGS
@given(graphs=_GRAPHS, query=_query())
def test_law_an_answer_in_sql_is_that_of_the_rdf_library(
    graphs: Mapping[str, Graph], query: str
) -> None:
    try:
        Store().query(query)
    except SyntaxError:
        assume(False)  # noqa: FBT003 - such as a variable that is bound twice
    assume(_same(graphs, query))
