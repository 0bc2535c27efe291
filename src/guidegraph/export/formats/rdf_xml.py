"""A graph as RDF/XML."""

from __future__ import annotations

import re

from pyoxigraph import RdfFormat

from guidegraph.export.syntaxes import syntax
from guidegraph.export.xml_text import demand_xml
from guidegraph.graph.dataset import Dataset
from guidegraph.graph.syntax import Syntax, to_bytes
from guidegraph.model.errors import UnwritableError


# A property is written as an element, so the end of its IRI must be a name.
_NAME = re.compile(r"[^\W\d][\w.-]*\Z")


@syntax(RdfFormat.RDF_XML, suffix=".rdf")
def export(dataset: Dataset) -> bytes:
    """
    The graph as RDF/XML.

    Raises:
        UnwritableError: XML has no way to write a property or a character of it.
    """
    for property_ in sorted({triple.predicate.value for triple in dataset.triples}):
        if not _NAME.search(property_):
            raise UnwritableError(
                f"RDF/XML cannot write the property <{property_}>; take another format, such as "
                "skos-turtle"
            )
    body = to_bytes(dataset.triples, Syntax.RDF_XML, dataset.base)
    demand_xml(body.decode())
    return body
