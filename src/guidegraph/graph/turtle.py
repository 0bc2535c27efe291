"""
Triples as Turtle or TriG, the same bytes every time, and Turtle as triples.

The RDF library writes prefixes in another order in every run, and lines too long for a pull
request. Therefore the layout is ours; the library writes each term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from guidegraph.graph.vocab import PREFIXES, RDF, XSD
from guidegraph.model.errors import FormatError


__all__ = ["from_turtle", "to_trig", "to_turtle"]

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"-?[0-9]+")
# What can be written relative to a base with the same meaning.
_RELATIVE = re.compile(r"\w[\w-]*(?:/[\w-]+)*(?:\.\w+)?(?:#[\w=,-]*)?", re.ASCII)


def to_turtle(
    triples: Iterable[Triple], base: str, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """
    Triples in the order given; adjacent triples of one subject are written together.

    Args:
        triples: without blank nodes.
        base: the IRI, ending in `/`, that IRIs below it are relative to, if possible.
        prefixes: the namespaces that may be shortened; only used ones are declared.
    """
    writer = _Writer(base, prefixes)
    blocks = "".join(writer.blocks(triples))
    return f"{writer.head()}\n{blocks}".encode()


def to_trig(
    graphs: Mapping[str | None, Sequence[Triple]],
    base: str,
    prefixes: Mapping[str, str] = PREFIXES,
) -> bytes:
    """
    Graphs by their IRIs in the order given, each with its triples as `to_turtle` writes them.

    The default graph has no name.
    """
    writer = _Writer(base, prefixes)
    parts = []
    for name, triples in graphs.items():
        blocks = "".join(writer.blocks(triples))
        parts.append(blocks if name is None else f"{writer.name(name)} {{\n{blocks}}}\n\n")
    return f"{writer.head()}\n{''.join(parts)}".encode()


class _Writer:
    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        self.base = base
        # With a base without path, or with a fragment, a relative IRI means something else.
        self.relative = "://" in base and not {"#", "?"} & {*base}
        self.prefixes = prefixes
        # Local names have no slash or hash: most namespaces end with one.
        self.names = {space: name for name, space in reversed([*prefixes.items()])}
        self.odd = {space: name for space, name in self.names.items() if space[-1:] not in "/#"}
        self.used: set[str] = set()

    def head(self) -> str:
        """The base, and the prefixes that were used."""
        declared = (f"@prefix {name}: <{self.prefixes[name]}> .\n" for name in sorted(self.used))
        return f"@base <{self.base}> .\n{''.join(declared)}"

    def name(self, graph: str) -> str:
        """The name of a graph."""
        return graph if graph.startswith("_:") else self._iri(graph)

    def blocks(self, triples: Iterable[Triple]) -> Iterator[str]:
        """The triples of one subject after the other."""
        for subject, these in groupby(triples, key=lambda triple: triple.subject):
            yield self._block(subject, list(these))

    def _block(self, subject: object, triples: list[Triple]) -> str:
        lines = list(self._lines(triples))
        return f"{self._term(subject)}\n" + " ;\n".join(lines) + " .\n\n"

    def _lines(self, triples: list[Triple]) -> Iterator[str]:
        for predicate, these in groupby(triples, key=lambda triple: triple.predicate):
            name = "a" if predicate.value == RDF.type else self._term(predicate)
            objects = [self._term(triple.object) for triple in these]
            if predicate.value == RDF.type or len(objects) == 1:
                yield f"    {name} {', '.join(objects)}"
            else:
                yield f"    {name}\n        " + ",\n        ".join(objects)

    def _term(self, term: object) -> str:
        if isinstance(term, NamedNode):
            return self._iri(term.value)
        if isinstance(term, Literal) and not term.language:
            datatype = term.datatype.value
            if datatype == XSD.integer and _NUMBER.fullmatch(term.value):
                return term.value
            plain = str(Literal(term.value))
            return plain if datatype == XSD.string else f"{plain}^^{self._iri(datatype)}"
        return str(term)

    def _iri(self, iri: str) -> str:
        start = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self.names.get(iri[:start])
        if name is not None and _LOCAL.fullmatch(iri, start):
            self.used.add(name)
            return f"{name}:{iri[start:]}"
        for space, name in self.odd.items():
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                self.used.add(name)
                return f"{name}:{iri[len(space) :]}"
        below = self.relative and iri.startswith(self.base)
        if below and _RELATIVE.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        return str(NamedNode(iri))


def from_turtle(body: bytes, path: str) -> list[Triple]:
    """
    The triples of a Turtle file. Nothing is fetched.

    Raises:
        FormatError: it is not Turtle.
    """
    try:
        return [quad.triple for quad in parse(body, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise FormatError(
            path, error.lineno, f"not Turtle: {error.msg}", "fix the line, or build it again"
        ) from None
