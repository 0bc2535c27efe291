"""
RDF from unknown sources, in any syntax, as triples, quads or statements about each resource;
nothing is fetched.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from guidegraph.graph.rdf_files import RDF_SUFFIXES, syntax_fault
from guidegraph.graph.vocab import RDF
from guidegraph.graph.xml_guard import refuse_document_type
from guidegraph.importers.importer import Document
from guidegraph.importers.json_tree import tree_from_json
from guidegraph.importers.limits import MAX_STATEMENTS
from guidegraph.model.errors import FormatError, GuidegraphWarning


__all__ = ["StatementIndex", "quads_of", "triples_of"]

# The base of relative IRIs in a file that declares none; so deep that all of them can be told.
_HOST = "https://relative.invalid/"
_FOLDERS = tuple(f"{_HOST}{'guidegraph/' * depth}" for depth in range(12, 0, -1))
_FILE = "guidegraph-base"
_NO_BASE = f"{_FOLDERS[0]}{_FILE}"
# A relative IRI cannot begin like this.
_NOT_RELATIVE = re.compile(r"[^/?#]*:|@")

Term = NamedNode | BlankNode | Literal
# Labels and notes may be resources that contain the words (SKOS-XL, SKOS notes).
_LITERAL_FORM = "http://www.w3.org/2008/05/skos-xl#literalForm"


def triples_of(document: Document) -> tuple[list[Triple], str | None]:
    """
    The triples of a file, those of all its graphs together.

    Returns:
        The triples; and the IRI that relative IRIs were resolved against, if there are any: that of
        the edition, since the file does not state where it was published.

    Raises:
        FormatError: it is not in the syntax of its suffix, too large, or needs a later version of
            RDF to be complete.
    """
    quads, base = quads_of(document.path, document.body, f"{document.iri}/")
    if names := {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}:
        warnings.warn(
            f"{document.path}: read as one graph; the names of its graphs ({len(names)}) are not "
            "compared",
            GuidegraphWarning,
            stacklevel=2,
        )
    return [quad.triple for quad in quads], base


def _relative(term: object) -> str | None:
    """
    The relative IRI that a term was in the file, if it was one; `..` more than necessary is lost.
    """
    if not isinstance(term, NamedNode) or not term.value.startswith(_HOST):
        return None
    if term.value.startswith(_NO_BASE):
        # A prefix <> has names that follow the base without a slash; they mean a folder.
        return term.value.removeprefix(_NO_BASE)
    for up, folder in enumerate(_FOLDERS):
        if term.value.startswith(folder):
            rest = term.value.removeprefix(folder)
            if up == 0 and (not rest or _NOT_RELATIVE.match(rest)):
                return f"./{rest}"
            return f"{'../' * up}{rest}"
    return f"/{term.value.removeprefix(_HOST)}"


def _resolved(term: Any, base: str) -> Any:
    """A term whose relative IRI follows the base as it is: so it can be told again."""
    if isinstance(term, Literal) and not term.language:
        datatype = _relative(term.datatype)
        resolved = NamedNode(f"{base}{datatype}")
        return term if datatype is None else Literal(term.value, datatype=resolved)
    relative = _relative(term)
    return term if relative is None else NamedNode(f"{base}{relative}")


def _in_rdf_1_1(quad: Quad, path: str) -> Quad:
    for term in (quad.subject, quad.object):
        if isinstance(term, Triple) or (isinstance(term, Literal) and term.direction):
            raise FormatError(
                path, None, f"a term of RDF 1.2: {str(term)[:80]}", "write it in RDF 1.1"
            )
    return quad


def quads_of(path: str, body: bytes, base: str) -> tuple[list[Quad], str | None]:
    """
    All quads of a file.

    Args:
        path: its path; the suffix tells its syntax.
        body: what is in it.
        base: what relative IRIs are appended to.

    Returns:
        The quads; and the base, if there are relative IRIs.

    Raises:
        FormatError: it is not in the syntax of its suffix, is too large, or needs a later version
            of RDF to be complete.
    """
    found = [_in_rdf_1_1(quad, path) for quad in _quads(path, body)]
    if _HOST.encode() in body or not any(map(_has_relative, found)):
        return found, None
    return [Quad(*(_resolved(term, base) for term in quad)) for quad in found], base


def _has_relative(quad: Quad) -> bool:
    return any(
        _relative(term.datatype if isinstance(term, Literal) else term) is not None for term in quad
    )


def _quads(path: str, body: bytes) -> Iterator[Quad]:
    form = RDF_SUFFIXES[path[path.rindex(".") :].lower()]
    body = body.removeprefix(b"\xef\xbb\xbf")  # a mark that some editors put first
    if form == RdfFormat.RDF_XML:
        refuse_document_type(body, path)
    elif form == RdfFormat.JSON_LD:
        tree_from_json(body, path)  # for its limits, and for the place of an error
    try:
        for number, quad in enumerate(parse(body, format=form, base_iri=_NO_BASE), start=1):
            if number > MAX_STATEMENTS:
                raise FormatError(
                    path,
                    None,
                    f"more than {MAX_STATEMENTS} statements",
                    "compare it with 'guidegraph diff OLD NEW --concepts'",
                )
            yield quad
    except SyntaxError as error:
        raise syntax_fault(path, form, error) from None


class StatementIndex:
    """The statements of a graph by subject and predicate; blank nodes have names like `_:name`."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[str, dict[str, list[Term]]] = {}
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode | BlankNode) and isinstance(value, Term):
                values = self._objects.setdefault(_name(subject), {})
                values.setdefault(triple.predicate.value, []).append(value)

    def subjects(self, predicate: str, value: str | None = None) -> Iterator[str]:
        """The resources with a value, or with this resource as value, under a predicate."""
        for subject, values in self._objects.items():
            objects = values.get(predicate, ())
            if any(value is None or _name(term) == value for term in objects):
                yield subject

    def resources(self, subject: str, predicate: str) -> list[str]:
        """The resources under a predicate."""
        return [
            _name(term) for term in self._terms(subject, predicate) if not isinstance(term, Literal)
        ]

    def literals(self, subject: str, *predicates: str) -> list[Literal]:
        """The literals under predicates, also those inside resources there."""
        found: list[Literal] = []
        for predicate in predicates:
            for term in self._terms(subject, predicate):
                inner = () if isinstance(term, Literal) else self._inside(_name(term))
                found += [term] if isinstance(term, Literal) else inner
        return found

    def _inside(self, resource: str) -> list[Literal]:
        values = (*self._terms(resource, RDF.value), *self._terms(resource, _LITERAL_FORM))
        return [term for term in values if isinstance(term, Literal)]

    def _terms(self, subject: str, predicate: str) -> Sequence[Term]:
        return self._objects.get(subject, {}).get(predicate, ())


def _name(term: Term) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value
