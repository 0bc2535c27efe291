"""Statements validated by SHACL shapes, both without a file or a network."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from guidegraph.model.errors import InputError


if TYPE_CHECKING:
    import rdflib

__all__ = ["ShapesError", "Statement", "as_rdflib", "validated"]

Statement = Quad | Triple

_MOST_STATEMENTS = 1_000_000
"""The maximum number of statements for pyshacl, which needs more than a gigabyte for them."""


class ShapesError(Exception):
    """Shapes that cannot be used, and why."""


def validated(graph: Iterable[Statement], shapes: Iterable[Statement]) -> Sequence[Triple]:
    """
    The validation report on a graph.

    Raises:
        InputError: there are too many statements.
        ShapesError: the shapes cannot be used.
    """
    import pyshacl
    import rdflib

    # Its log messages are also in its report, or in the exception it raises.
    for name in ("pyshacl-validate", "rdflib"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    data = as_rdflib(graph)
    try:
        _, found, said = pyshacl.validate(
            data,
            shacl_graph=as_rdflib(shapes),
            inference="none",
            inplace=True,
            advanced=False,
            js=False,
            do_owl_imports=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever its parsers raise about a user's shapes
        raise ShapesError(str(error)) from None
    if not isinstance(found, rdflib.Graph):
        raise ShapesError(said)
    return [
        Triple(_named(subject), NamedNode(str(predicate)), _of_rdflib(object_))
        for subject, predicate, object_ in found
    ]


def as_rdflib(graph: Iterable[Statement]) -> rdflib.Graph:
    """Statements for rdflib; those about triples are left out, graphs are merged."""
    import rdflib

    found = rdflib.Graph()
    add = found.add
    for number, statement in enumerate(graph):
        if number >= _MOST_STATEMENTS:
            raise InputError(
                f"more than {_MOST_STATEMENTS} statements to check by shapes; split the file, or "
                "leave the shapes out"
            )
        subject, object_ = statement.subject, statement.object
        if isinstance(subject, NamedNode | BlankNode) and not isinstance(object_, Triple):
            add((_term(subject), rdflib.URIRef(statement.predicate.value), _term(object_)))
    return found


def _term(term: NamedNode | BlankNode | Literal) -> rdflib.term.Identifier:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language, normalize=False)
    return rdflib.Literal(
        term.value,
        # A plain string has no datatype in rdflib, and would differ from one that has a datatype.
        datatype=None
        if term.datatype.value.endswith("XMLSchema#string")
        else rdflib.URIRef(term.datatype.value),
        normalize=False,
    )


def _of_rdflib(term: object) -> NamedNode | BlankNode | Literal:
    import rdflib

    if not isinstance(term, rdflib.Literal):
        return _named(term)
    if term.language:
        return Literal(str(term), language=term.language)
    datatype = term.datatype
    return Literal(str(term), datatype=None if datatype is None else NamedNode(str(datatype)))


def _named(term: object) -> NamedNode | BlankNode:
    import rdflib

    return BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term))
