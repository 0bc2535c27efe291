"""RDF/XML, and texts inside XML."""

from __future__ import annotations

import re

from guidegraph.graph.dataset import Dataset
from guidegraph.graph.syntax import Syntax, to_bytes
from guidegraph.model.errors import UnwritableError


__all__ = ["demand_xml", "to_rdf_xml"]

# XML 1.0 has no way to write these, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A property is written as an element, so the end of its IRI must be a name.
_NAME = re.compile(r"(?<![\w.-])[\d.-]*+[^\W\d][\w.-]*+\Z")


def demand_xml(text: str) -> str:
    """
    A text that XML can hold.

    Raises:
        UnwritableError: it cannot hold one of its characters.
    """
    if found := _NOT_XML.search(text):
        raise UnwritableError(
            f"XML cannot hold the character U+{ord(found[0]):04X}; remove it, or take another "
            "format, such as turtle"
        )
    return text


def to_rdf_xml(dataset: Dataset) -> bytes:
    """
    The graph as RDF/XML.

    Raises:
        UnwritableError: XML has no way to write a property or a character of it.
    """
    for property_ in sorted({triple.predicate.value for triple in dataset.triples}):
        if not _NAME.search(property_):
            raise UnwritableError(
                f"RDF/XML cannot write the property <{property_}>; use another format, such as "
                "turtle"
            )
    body = to_bytes(dataset.triples, Syntax.RDF_XML, dataset.base)
    demand_xml(body.decode())
    return body
