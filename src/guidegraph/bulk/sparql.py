"""
SPARQL over stored editions: in SQL where that is exact, through the RDF library otherwise.

Each edition is a named graph, and all together are the default graph, in which each triple is once.
A blank node that has the same name in several editions is the same one. Both ways give the same
answers, except that the RDF library writes numbers, dates and truth values in their shortest form,
and orders literals of different kinds in its own way, which SPARQL leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self

from guidegraph.bulk.engine import MEMORY, DuckEngine, Row
from guidegraph.bulk.sparql_expressions import UntranslatedError
from guidegraph.bulk.sparql_terms import REFUSED, functions, quoted
from guidegraph.bulk.sparql_translate import EditionViews, TranslatedQuery, translated
from guidegraph.model.answer import Answer, Solutions, Term, TermKind, Verdict
from guidegraph.model.errors import StoppedError
from guidegraph.query.guard import unescaped
from guidegraph.query.sparql import answer_of, question
from guidegraph.query.tokens import tokens


__all__ = ["MOST_ROWS", "QueryChoice", "ask", "explain"]

MOST_ROWS = 5_000_000
"""The maximum number of triples that are loaded for a query that SQL does not answer."""

_EVERYTHING = "editions"
_AGAIN = 0.05
_LOADING = 2 * 1024**3
_USUAL = 64 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryChoice:
    """
    How a query is answered: *way* is `sql` or `pyoxigraph`, *reason* says why.

    *sql* is the statement and *plan* what the engine does with it; both are empty for `pyoxigraph`.
    """

    way: str
    reason: str
    sql: str = ""
    plan: str = ""


class _RefusedError(Exception):
    """The statement met a term that it does not cover."""


def ask(
    stored: Mapping[str, Path],
    graph_names: Mapping[str, str],
    query: str,
    *,
    seconds: float,
    limit: int,
    scratch: Path,
    memory: int = MEMORY,
    source: str = "query",
    most_rows: int = MOST_ROWS,
) -> Answer:
    """
    What a query finds in stored editions.

    Args:
        stored: the files of the editions, by name.
        graph_names: the IRI of the graph of each edition, by name.
        seconds: how long it may take.
        limit: the maximum number of rows of the answer.
        scratch: a folder for what does not fit into memory.
        memory: what may be held in memory, in bytes.
        source: the name of the query in messages.
        most_rows: the maximum number of triples to load, if SQL does not answer the query.

    Raises:
        FormatError: the query is not SPARQL 1.1.
        MisuseError: it does not only read the editions.
        StoppedError: it took too long, too much memory, or would need too many triples in memory.
    """
    asked = question(query, list(graph_names.values()), default=None, limit=limit)
    with _Session(stored, graph_names, scratch, memory, seconds) as session:
        try:
            return session.answer(session.translation(query, asked, source), limit)
        except UntranslatedError as error:
            reason = str(error)
        except _RefusedError as error:
            reason = str(error)
        quads = session.quads(most_rows, reason)
    # The default graph is loaded: a union of graphs would have what several state several times.
    return _loaded(quads, {**asked, "chooses": True}, seconds, source)


def explain(
    stored: Mapping[str, Path],
    graph_names: Mapping[str, str],
    query: str,
    *,
    scratch: Path,
    memory: int = MEMORY,
    source: str = "query",
) -> QueryChoice:
    """
    How `ask` answers a query; its data is not read.

    A statement can still meet terms that it does not cover; then the RDF library answers.
    """
    asked = question(query, list(graph_names.values()), default=None, limit=1)
    with _Session(stored, graph_names, scratch, memory, seconds=86_400.0) as session:
        try:
            found = session.translation(query, asked, source)
        except UntranslatedError as error:
            return QueryChoice(way="pyoxigraph", reason=f"SQL does not cover {error}")
        return QueryChoice(
            way="sql",
            reason="all parts of the query have an exact translation",
            sql=found.sql,
            plan=session.plan(found),
        )


class _Session:
    """An engine with views of some stored editions."""

    def __init__(
        self,
        stored: Mapping[str, Path],
        graph_names: Mapping[str, str],
        scratch: Path,
        memory: int,
        seconds: float,
    ) -> None:
        self._stored = stored
        self._names = graph_names
        self._seconds = seconds
        self._engine = DuckEngine(scratch, memory=memory)
        self._views = EditionViews(graphs={}, everything=_EVERYTHING)

    def __enter__(self) -> Self:
        self._engine.__enter__()
        try:
            for statement in functions():
                self._engine.run(statement)
            self._views = self._made_views()
        except BaseException:
            self._engine.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.__exit__(None, None, None)

    def _made_views(self) -> EditionViews:
        graphs: dict[str, str] = {}
        repeating: set[str] = set()
        parts = []
        for number, (name, path) in enumerate(self._stored.items(), start=1):
            raw, view = f"stored_{number}", f"edition_{number}"
            self._engine.view(raw, [str(path)])
            ((undecided, in_graphs),) = self._engine.rows(
                f"SELECT coalesce(bool_or(undecided), false), count(g) > 0 FROM {raw}"
            )
            self._engine.run(f"CREATE OR REPLACE VIEW {view} AS {_view(raw, number, undecided)}")
            iri = self._names[name]
            graphs[iri] = view
            if in_graphs:
                repeating |= {view, _EVERYTHING}
            parts.append(f"SELECT *, {quoted(f'<{iri}>')} AS graph FROM {view}")
        self._engine.run(f"CREATE OR REPLACE VIEW {_EVERYTHING} AS {' UNION ALL '.join(parts)}")
        return EditionViews(graphs=graphs, everything=_EVERYTHING, repeating=frozenset(repeating))

    def translation(self, query: str, asked: Mapping[str, Any], source: str) -> TranslatedQuery:
        """The SQL of a query."""
        columns = _columns(query, asked, source)
        _must_be_read_alike(query)
        if columns is None:
            raise UntranslatedError(str(asked["word"]).upper())
        return translated(query, self._views, columns if asked["word"] == "select" else None)

    def answer(self, found: TranslatedQuery, limit: int) -> Answer:
        """The answer of a statement."""
        if found.asks:
            ((holds,),) = self._rows(found.sql)
            return Verdict(holds=bool(holds))
        # At most one row more than asked for: whether there are more.
        rows = list(islice(self._rows(f"{found.sql} LIMIT {limit + 1}"), limit + 1))
        width = len(found.variables)
        return Solutions(
            columns=found.variables,
            rows=tuple(tuple(_term(text) for text in row[:width]) for row in rows[:limit]),
            complete=len(rows) <= limit,
        )

    def plan(self, found: TranslatedQuery) -> str:
        """What the engine does with a statement."""
        return "\n".join(str(row[1]) for row in self._engine.rows(f"EXPLAIN {found.sql}"))

    def quads(self, most: int, reason: str) -> bytes:
        """All triples as N-Quads: each once in the default graph, and in those of its editions."""
        ((count,),) = self._rows(f"SELECT count(*) FROM {_EVERYTHING}")
        if int(str(count)) > most:
            raise StoppedError(
                f"SQL does not cover {reason}, and {count} triples are more than the {most} that "
                "are loaded for other queries; change the query, or ask fewer editions"
            )
        triple = "subject || ' ' || p || ' ' || object"
        lines = self._rows(
            f"SELECT {triple} || ' ' || graph || ' .' FROM {_EVERYTHING} "
            f"UNION SELECT {triple} || ' .' FROM {_EVERYTHING}"
        )
        return "".join(f"{line}\n" for (line,) in lines).encode()

    def _rows(self, text: str) -> Iterator[Row]:
        """The rows of a statement, which is stopped after the time that is left."""
        done = Event()
        stopped: list[bool] = []

        def watch() -> None:
            if not done.wait(self._seconds):
                stopped.append(True)
                self._engine.interrupt()
            while not done.wait(_AGAIN):  # the statement may only have begun just now
                self._engine.interrupt()

        watching = Thread(target=watch, daemon=True)
        watching.start()
        try:
            yield from self._engine.rows(text)
        except Exception as error:
            if stopped:
                raise StoppedError(
                    f"the query was stopped after {self._seconds:g} seconds; "
                    "ask for less at once, or allow more time with --timeout"
                ) from None
            _, refused, what = str(error).partition(REFUSED)
            if refused:
                raise _RefusedError(what.strip().partition("\n")[0]) from None
            raise
        finally:
            done.set()
            watching.join()


def _must_be_read_alike(query: str) -> None:
    """Refuse names of IRIs that parsers may put together in different ways."""
    for token in tokens(unescaped(query)):
        if token.kind == "word" and token.text.lower() == "base":
            raise UntranslatedError("BASE")
        if token.kind == "name" and ("\\" in token.text or "%" in token.text):
            raise UntranslatedError(f"the name {token.text}; write the IRI in < >")


def _view(raw: str, number: int, undecided: object) -> str:
    """The rows of an edition with terms that mean the same in all editions."""

    def term(column: str) -> str:
        if not undecided:
            return column
        return (
            f"CASE WHEN undecided AND starts_with({column}, '_') "
            f"THEN '_:e{number}x' || {column}[3:] ELSE {column} END"
        )

    # In a language tag, capital letters make no difference.
    told = term("o")
    told = (
        "CASE WHEN ends_with(o, '>') OR ends_with(o, '\"') OR NOT starts_with(o, '\"') "
        f"THEN {told} "
        "ELSE left(o, length(o) - length(split_part(o, '\"', -1))) "
        "|| lower(split_part(o, '\"', -1)) END"
    )
    return f"SELECT s, p, o, {term('s')} AS subject, {told} AS object FROM {raw}"


def _columns(query: str, asked: Mapping[str, Any], source: str) -> tuple[str, ...] | None:
    """
    The variables that a SELECT shows, none for an ASK, after a check of the syntax; `None` for
    other forms of queries.
    """
    from pyoxigraph import QuerySolutions, Store

    checked = query
    if asked["word"] == "ask":  # it would be evaluated at once; a SELECT is when it is read
        plain = unescaped(query)
        word = next(
            (one for one in tokens(plain) if one.kind == "word" and one.text.lower() == "ask"), None
        )
        if word is None:
            return None
        checked = f"{plain[: word.start]}SELECT *{plain[word.start + 3 :]}"
    elif asked["word"] != "select":
        return None
    try:
        found = Store().query(checked)
    except SyntaxError as error:
        if checked is not query:
            return None  # the message must have the places of the query as it was given
        answer_of({"problem": "syntax", "message": str(error.msg)}, asked, source)
        raise
    except RuntimeError as error:  # a function that nobody knows, for one
        answer_of({"problem": "failed", "message": str(error)}, asked, source)
        raise
    except ValueError:
        return None
    assert isinstance(found, QuerySolutions)  # noqa: S101 - it is a SELECT
    return tuple(variable.value for variable in found.variables)


def _loaded(quads: bytes, asked: Mapping[str, Any], seconds: float, source: str) -> Answer:
    """The answer of the RDF library, in a process that can be stopped."""
    from guidegraph.store.worker import Worker

    large = len(quads) > _USUAL
    with Worker(quads, memory=_LOADING + len(quads) * 4) if large else Worker(quads) as worker:
        reply = worker.ask(asked, seconds=seconds)
    return answer_of(reply, asked, source)


def _term(text: object) -> Term | None:
    """A term as a value, from its N-Triples text."""
    if text is None:
        return None
    said = str(text)
    if said.startswith("<<"):
        raise _RefusedError("statements about statements")
    if said.startswith("<"):
        return Term(kind=TermKind.IRI, value=said[1:-1])
    if said.startswith("_:"):
        return Term(kind=TermKind.BLANK, value=said[2:])
    end = said.rindex('"')
    value, tail = _unescaped(said[1:end]), said[end + 1 :]
    if tail.startswith("^^"):
        return Term(kind=TermKind.LITERAL, value=value, datatype=tail[3:-1])
    if "--" in tail:
        raise _RefusedError("literals with a direction")
    return Term(kind=TermKind.LITERAL, value=value, language=tail[1:] or None)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    from pyoxigraph import RdfFormat, parse

    (triple,) = parse(f'<a:a> <a:a> "{text}" .', format=RdfFormat.N_TRIPLES)
    found: Any = triple.object
    value: str = found.value
    return value
