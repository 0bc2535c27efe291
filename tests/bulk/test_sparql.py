"""SPARQL over stored editions: answers in SQL are those of the RDF library."""

from __future__ import annotations

import gc
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from guidegraph.bulk.sparql_terms import functions
from guidegraph.model.answer import Answer, Solutions, Statements, Term, TermKind, Verdict
from guidegraph.model.errors import FormatError, MisuseError, StoppedError


@pytest.fixture(autouse=True)
def _results_end_here() -> Iterator[None]:
    """Results of pyoxigraph may only end in the thread that made them: other tests have others."""
    yield
    gc.collect()


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
            if "SQL does not cover" not in str(error):
                raise
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
    rows = Counter(tuple("" if term is None else str(term) for term in row) for row in expected)
    assert Counter(_rows(found)) == rows, query
    return True


# Laws.

_SETTINGS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
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
                name = draw(
                    st.sampled_from(["?g", "?g", "?x", *(f"<{n}>" for n in _NAMES.values())])
                )
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


@pytest.mark.slow
@settings(_SETTINGS, max_examples=400)
@given(graphs=_GRAPHS, query=_query())
def test_law_of_many_answers(graphs: Mapping[str, Graph], query: str) -> None:
    try:
        Store().query(query)
    except SyntaxError:
        assume(False)  # noqa: FBT003 - as above
    _same(graphs, query)


_OPERATORS = ("=", "!=", "<", "<=", ">", ">=")


@cache
def _every_term(without: str) -> Mapping[str, Graph]:
    terms = [term for term in _TERMS if without not in str(term) and "#boolean" not in str(term)]
    said = [Triple(_iri(f"s{at}"), _iri("p"), term) for at, term in enumerate(terms)]
    return {"old": said, "new": []}


@pytest.mark.parametrize("without", ["#double", "#decimal"])
@pytest.mark.parametrize(
    "expression",
    [
        *(f"?x {sign} ?y" for sign in _OPERATORS),
        "!(?x = ?y && ?x < ?y)",
        "sameTerm(?x, ?y)",
        "CONTAINS(?x, ?y)",
        "STRSTARTS(?x, ?y)",
        "STRENDS(?x, ?y)",
        '?x IN (?y, :a, "water")',
        '?x NOT IN (?y, 1, "water"@en)',
        "COALESCE(LCASE(?x), ?y)",
        'IF(?x = ?y, 1, "z")',
        "LCASE(STR(?x)) = ?y",
        "STRLEN(?x) > ?y",
        "UCASE(?x)",
        "LANG(?x)",
        "DATATYPE(?x)",
        "STR(?x)",
        'LANGMATCHES(LANG(?x), "DE")',
        'REGEX(?x, "^w.t", "i")',
        "BOUND(?none) || ?x = 1",
    ],
)
def test_expressions_of_all_pairs_of_terms(expression: str, without: str) -> None:
    """Errors, too: an expression with one has no value."""
    query = f"{_PREFIXES} SELECT ?x ?y ({expression} AS ?r) {{ ?a :p ?x . ?b :p ?y }}"

    assert _same(_every_term(without), query)


def test_values_that_sql_does_not_compare_are_compared_by_the_rdf_library() -> None:
    """A decimal beside a floating-point number, which the RDF library rounds."""
    said = [
        Triple(_iri("s"), _iri("p"), _typed("0.1", "decimal")),
        Triple(_iri("s"), _iri("q"), _typed("0.1", "double")),
    ]
    query = f"{_PREFIXES} ASK {{ ?s :p ?x ; :q ?y FILTER(?x = ?y) }}"
    graphs = {"old": said, "new": []}

    assert _answer(graphs, query) is None
    assert _answer(graphs, query, sql_only=False) == Verdict(
        holds=bool(_in_store(graphs).query(query))
    )


_VOCABULARY = {
    "old": [
        Triple(_iri("c1"), _iri("broader"), _iri("c2")),
        Triple(_iri("c2"), _iri("broader"), _iri("c3")),
        Triple(_iri("c3"), _iri("broader"), _iri("c1")),  # a cycle
        Triple(_iri("c1"), _iri("label"), Literal("Drinking Water", language="en")),
        Triple(_iri("c2"), _iri("label"), Literal("Fluid")),
    ],
    "new": [
        Triple(_iri("c1"), _iri("broader"), _iri("c2")),
        Triple(_iri("c2"), _iri("broader"), _iri("c4")),
        Triple(_iri("c1"), _iri("label"), Literal("Tap Water", language="en")),
        Triple(_iri("c2"), _iri("label"), Literal("Fluid")),
    ],
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (  # labels
            'SELECT DISTINCT ?c ?l { ?c :label ?l FILTER(CONTAINS(LCASE(STR(?l)), "water")) }',
            {("<a:c1>", '"Drinking Water"@en'), ("<a:c1>", '"Tap Water"@en')},
        ),
        (  # hierarchy
            "SELECT ?c { :c1 :broader+ ?c }",
            {("<a:c1>",), ("<a:c2>",), ("<a:c3>",), ("<a:c4>",)},
        ),
        (  # counts per edition
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
            {
                (f"<{_NAMES['old']}>", f'"5"^^<{_XSD}integer>'),
                (f"<{_NAMES['new']}>", f'"4"^^<{_XSD}integer>'),
            },
        ),
        (  # labels that differ between editions
            (
                "SELECT ?c ?a ?b { GRAPH <urn:guidegraph:old> { ?c :label ?a } "
                "GRAPH <urn:guidegraph:new> { ?c :label ?b } FILTER(?a != ?b) }"
            ),
            {("<a:c1>", '"Drinking Water"@en', '"Tap Water"@en')},
        ),
    ],
)
def test_questions_about_vocabularies_are_answered_in_sql(
    query: str, expected: set[tuple[str, ...]], tmp_path: Path
) -> None:
    files = stored(tmp_path, _VOCABULARY)
    found = _answer(_VOCABULARY, f"{_PREFIXES} {query}")

    assert found is not None
    assert sorted(expected) == sorted(_rows(found))
    choice = explain(files, _NAMES, f"{_PREFIXES} {query}", scratch=tmp_path)
    assert "sql" == choice.way
    assert "SELECT" in choice.sql
    assert choice.plan


def test_what_several_editions_state_is_once_in_the_default_graph() -> None:
    """In SQL, and through the RDF library, which FROM and CONSTRUCT need."""
    query = f"{_PREFIXES} SELECT (COUNT(*) AS ?n) {{ ?s :label ?l }}"
    other = (
        f"{_PREFIXES} SELECT (COUNT(*) AS ?n) (SUM(?one) AS ?m) {{ ?s :label ?l BIND(1 AS ?one) }}"
    )
    in_sql, loaded = _answer(_VOCABULARY, query), _answer(_VOCABULARY, other, sql_only=False)

    assert _answer(_VOCABULARY, other) is None
    assert [(f'"3"^^<{_XSD}integer>',)] == _rows(in_sql or Verdict(holds=False))
    assert [(f'"3"^^<{_XSD}integer>',) * 2] == _rows(loaded or Verdict(holds=False))


def test_a_construct_is_answered_by_the_rdf_library(tmp_path: Path) -> None:
    query = f"{_PREFIXES} CONSTRUCT {{ ?b :narrower ?a }} WHERE {{ ?a :broader ?b }}"
    found = _answer(_VOCABULARY, query, sql_only=False)
    choice = explain(stored(tmp_path, _VOCABULARY), _NAMES, query, scratch=tmp_path)

    assert isinstance(found, Statements)
    assert 4 == len(found.triples)
    assert ("pyoxigraph", "SQL does not cover CONSTRUCT", "") == (
        choice.way,
        choice.reason,
        choice.sql,
    )


def test_too_many_triples_are_not_loaded() -> None:
    """The message says what SQL does not cover."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = stored(folder, _VOCABULARY)
        with pytest.raises(StoppedError, match=r"does not cover RAND, and 9 triples .* the 8 that"):
            ask(
                files,
                _NAMES,
                "SELECT (RAND() AS ?r) { ?s ?p ?o }",
                seconds=60,
                limit=10,
                scratch=folder,
                most_rows=8,
            )


def test_undecided_blank_nodes_are_not_the_same_in_two_editions(tmp_path: Path) -> None:
    """Their names mean nothing outside their edition; those of others do."""
    same = {name: [Triple(BlankNode("n1"), _iri("p"), _iri("a"))] for name in _NAMES}
    query = f"{_PREFIXES} SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s :p :a }}"
    counts = []
    for undecided in (False, True):
        files = stored(tmp_path, same, undecided=undecided)
        found = ask(files, _NAMES, query, seconds=60, limit=10, scratch=tmp_path, most_rows=-1)
        counts += [row[0] for row in _rows(found)]

    assert [f'"1"^^<{_XSD}integer>', f'"2"^^<{_XSD}integer>'] == counts


def test_capital_letters_in_language_tags_make_no_difference(tmp_path: Path) -> None:
    files = stored(tmp_path, {"old": [Triple(_iri("s"), _iri("p"), Literal("x", language="en"))]})
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * REPLACE ('\"x\"@EN' AS o) FROM read_parquet('{files['old']}')) "
            f"TO '{tmp_path / 'tagged.parquet'}' (FORMAT parquet)"
        )
    query = f'{_PREFIXES} SELECT (LANG(?o) AS ?l) {{ ?s :p "x"@eN, ?o }}'
    found = ask(
        {"old": tmp_path / "tagged.parquet"},
        _NAMES,
        query,
        seconds=60,
        limit=10,
        scratch=tmp_path,
        most_rows=-1,
    )

    assert [('"en"',)] == _rows(found)


def test_order_and_parts(tmp_path: Path) -> None:
    """ORDER BY, with LIMIT and OFFSET, and with variables whose names differ in case only."""
    numbers = [
        Triple(_iri(f"s{value}"), _iri("p"), _typed(str(value), "integer"))
        for value in (10, 9, 2, -1)
    ]
    graphs = {"old": numbers, "new": []}
    ordered = _answer(graphs, f"{_PREFIXES} SELECT ?x {{ ?X :p ?x }} ORDER BY ?x")
    part = _answer(
        graphs, f"{_PREFIXES} SELECT ?X {{ ?X :p ?x }} ORDER BY DESC(?x) LIMIT 2 OFFSET 1"
    )
    inner = _answer(
        graphs,
        f"{_PREFIXES} SELECT (MAX(?x) AS ?m) "
        "{ { SELECT ?x { ?s :p ?x } ORDER BY ?x LIMIT 3 } }",
    )

    assert ordered is not None
    assert part is not None
    assert inner is not None
    assert [f'"{value}"^^<{_XSD}integer>' for value in (-1, 2, 9, 10)] == [
        row[0] for row in _rows(ordered)
    ]
    assert [("<a:s9>",), ("<a:s2>",)] == _rows(part)
    assert [(f'"9"^^<{_XSD}integer>',)] == _rows(inner)


def test_concatenated_texts() -> None:
    query = f'{_PREFIXES} SELECT (GROUP_CONCAT(STR(?l); separator="|") AS ?all) {{ :c1 :label ?l }}'
    found = _answer(_VOCABULARY, query)

    assert [('"Drinking Water|Tap Water"',)] == _rows(found or Verdict(holds=False))


def test_only_the_first_rows() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = stored(folder, _VOCABULARY)
        query = "SELECT * { ?s ?p ?o }"
        found = [
            ask(files, _NAMES, query, seconds=60, limit=limit, scratch=folder) for limit in (6, 7)
        ]

    assert all(isinstance(one, Solutions) for one in found)
    assert [(6, False), (7, True)] == [
        (len(one.rows), one.complete) for one in found if isinstance(one, Solutions)
    ]


def test_a_long_query_is_stopped() -> None:
    nodes = [_iri(f"n{at}") for at in range(70)]
    graphs = {"old": [Triple(a, _iri("p"), b) for a, b in product(nodes, nodes)], "new": []}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with pytest.raises(StoppedError, match=r"stopped after 0\.2 seconds"):
            ask(
                stored(folder, graphs),
                _NAMES,
                "SELECT (COUNT(*) AS ?n) "
                "{ ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?t ?h FILTER(STR(?a) < STR(?h)) }",
                seconds=0.2,
                limit=10,
                scratch=folder,
            )


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "another server"),
        ("SELECT * FROM <urn:other> { ?s ?p ?o }", "is not a graph"),
        ("LOAD <http://example.org/>", "read-only"),
    ],
)
def test_what_does_not_only_read_is_refused(query: str, message: str, tmp_path: Path) -> None:
    files = stored(tmp_path, _VOCABULARY)

    with pytest.raises(MisuseError, match=message):
        ask(files, _NAMES, query, seconds=60, limit=10, scratch=tmp_path)
    with pytest.raises(MisuseError, match=message):
        explain(files, _NAMES, query, scratch=tmp_path)


@pytest.mark.parametrize("query", ["SELECT ?s { ?s ?p", "ASK { ?s ?p }"])
def test_mistakes_have_their_place(query: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"asked:1:\d+: not SPARQL 1\.1 at the caret"):
        ask(
            stored(tmp_path, _VOCABULARY),
            _NAMES,
            query,
            seconds=60,
            limit=10,
            scratch=tmp_path,
            source="asked",
        )


def test_a_text_cannot_end_the_statement(tmp_path: Path) -> None:
    """Quotation marks of SQL in all that a query can contain."""
    graphs = {"old": [Triple(_iri("s"), _iri("p"), Literal("it's ''"))], "new": []}
    query = (
        f"{_PREFIXES} SELECT ?x {{ ?s :p ?x FILTER(?x = \"it's ''\" && CONTAINS(?x, \"'\") "
        f'&& !CONTAINS(?x, "\') --") && ?s != <a:\'x> && REGEX(?x, "\'s")) }}'
    )

    assert _same(graphs, query)
    assert [("\"it's ''\"",)] == _rows(_answer(graphs, query) or Verdict(holds=False))


@pytest.mark.slow
@pytest.mark.parametrize("function", ["STR", "LCASE", "UCASE"])
def test_every_letter(function: str) -> None:
    """Each is as the RDF library has it, or not covered in SQL."""
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    macro = {"STR": "x", "LCASE": "text_lower(x)", "UCASE": "text_upper(x)"}[function]
    with duckdb.connect() as connection:
        for statement in functions():  # NULL for what is not covered
            connection.execute(re.sub(r"error\('[^']*+'\)", "NULL", statement))
        for start in range(0, len(letters), 100_000):
            store = Store()
            store.bulk_extend(
                Quad(_iri("s"), _iri("p"), Literal(f"a{letter}a"), DefaultGraph())
                for letter in letters[start : start + 100_000]
            )
            found = store.query(f"SELECT ?o ({function}(?o) AS ?r) {{ ?s ?p ?o }}")
            assert isinstance(found, QuerySolutions)
            pairs = [(str(row["o"]), str(row["r"])) for row in found]
            connection.execute(
                "CREATE OR REPLACE TABLE pairs AS SELECT unnest($1) AS t, unnest($2) AS r",
                [[term for term, _ in pairs], [result for _, result in pairs]],
            )
            different = connection.execute(
                f"SELECT t, r, made FROM (SELECT t, r, '\"' || text_escaped({macro}) || '\"' "
                "AS made FROM (SELECT t, r, term_raw(t) AS x FROM pairs)) WHERE made != r"
            ).fetchall()
            assert [] == different
