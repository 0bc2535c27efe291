"""The query engine: graphs and answers about them, for a process that does nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
)

from guidegraph.graph.vocab import RDF, XSD
from guidegraph.query.guard import unescaped


__all__ = ["Engine", "loaded"]

_PLAIN = frozenset({XSD.string, RDF.langString})


class Engine:
    """
    Named graphs that can be queried many times.

    Args:
        store: the graphs.
        locked: whether this process cannot open a connection; otherwise all that looks like SERVICE
            is refused, because the engine has no option for it.
    """

    def __init__(self, store: Store, *, locked: bool) -> None:
        self._store = store
        self._locked = locked

    def answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """
        The answer to `{"query": …, "limit": …, "default": [graph IRIs] or null}`, made for JSON.

        Without "default", all graphs together are the default graph; it is ignored if "chooses" is
        true, for a query with FROM. With "named", only these are available for GRAPH, and what the
        query chooses is ignored. Errors are also returned as an answer.
        """
        text = question["query"]
        if not self._locked and "service" in unescaped(text).casefold():
            return {"problem": "refused", "message": "SERVICE"}
        try:
            return self._asked(text, question)
        except SyntaxError as error:
            return {"problem": "syntax", "message": str(error.msg)}
        except MemoryError:
            return {"problem": "memory", "message": ""}
        except (OSError, RuntimeError, ValueError) as error:
            return {"problem": "failed", "message": str(error)}

    def _asked(self, text: str, question: Mapping[str, Any]) -> dict[str, Any]:
        default, named, limit = question["default"], question.get("named"), question["limit"]
        graphs: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(i) for i in default or ()]
        if named is not None:
            there: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in named]
            result = self._store.query(text, default_graph=graphs, named_graphs=there)
        elif question["chooses"]:
            result = self._store.query(text)
        elif default is None:
            result = self._store.query(text, use_default_graph_as_union=True)
        else:
            result = self._store.query(text, default_graph=graphs)
        if isinstance(result, QueryBoolean):
            return {"form": "ask", "holds": bool(result)}
        if isinstance(result, QuerySolutions):
            columns = [variable.value for variable in result.variables]
            rows = [[_plain(term) for term in row] for row in islice(result, limit + 1)]
            return {"form": "select", "columns": columns, "rows": rows}
        found: dict[Triple, None] = {}
        for triple in result:  # a triple that is made many times counts once
            found[triple] = None
            if len(found) > limit:
                break
        rows = [[_plain(part) for part in triple] for triple in found]
        return {"form": "construct", "columns": [], "rows": rows}


def loaded(quads: bytes) -> Store:
    """A store in memory with graphs that are given as N-Quads."""
    store = Store()
    store.bulk_load(input=quads, format=RdfFormat.N_QUADS)
    return store


def _plain(term: object) -> list[str | None] | None:
    """A term as JSON: kind, value, language, datatype."""
    match term:
        case None:
            return None
        case NamedNode():
            return ["iri", term.value, None, None]
        case BlankNode():
            return ["blank", term.value, None, None]
        case Literal():
            datatype = term.datatype.value
            return [
                "literal",
                term.value,
                term.language,
                None if datatype in _PLAIN else datatype,
            ]
        case Triple():
            return ["triple", str(term), None, None]
        case _:
            return ["literal", str(term), None, None]
