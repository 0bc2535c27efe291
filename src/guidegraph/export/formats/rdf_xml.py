"""
A graph as RDF/XML.
"""

from __future__ import annotations

import re

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.syntax import Syntax, to_bytes
from guidegraph.model.errors import UnwritableError


# A property is written as an element, so the end of its IRI must be a name.
_NAME = re.compile(r"[^\W\d][\w.-]*\Z")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ADVICE = "take another format, such as skos-turtle"


@syntax(
    RdfFormat.RDF_XML,
    suffix=".rdf",
    losses="Which graph a statement is in is not held, where there are several.",
)
def export(dataset: Dataset) -> bytes:
    """
    The graph as RDF/XML.

    Raises:
        UnwritableError: XML has no way to write a property or a character of it.
    """
    for property_ in sorted({triple.predicate.value for triple in dataset.triples}):
        if not _NAME.search(property_):
            raise UnwritableError(f"RDF/XML cannot write the property <{property_}>; {_ADVICE}")
    body = to_bytes(dataset.triples, Syntax.RDF_XML, dataset.base)
    if found := _NOT_XML.search(body.decode()):
        raise UnwritableError(f"XML cannot hold the character U+{ord(found[0]):04X}; {_ADVICE}")
    return body
