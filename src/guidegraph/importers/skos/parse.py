"""
RDF from strangers, in any of its syntaxes, as triples; nothing is fetched.
"""

from __future__ import annotations

import re

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from guidegraph.graph.xml_guard import refuse_document_type
from guidegraph.importers.importer import Document
from guidegraph.importers.json_tree import tree_from_json
from guidegraph.importers.limits import MAX_STATEMENTS
from guidegraph.model.errors import FormatError


__all__ = ["triples_of"]

_AT = re.compile(r"^(?:Parser error )?(?:at|between) line .*?: ", re.IGNORECASE)

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".n3": RdfFormat.N3,
}


def triples_of(document: Document) -> list[Triple]:
    """
    The triples of a file, those of all its graphs together.

    Raises:
        FormatError: it is not in the syntax that its suffix says, or too large.
    """
    path, body = document.path, document.body
    form = _FORMATS[path[path.rindex(".") :].lower()]
    if form == RdfFormat.RDF_XML:
        refuse_document_type(body, path)
    elif form == RdfFormat.JSON_LD:
        tree_from_json(body, path)  # for its limits, and for where a fault is
    found: list[Triple] = []
    try:
        for quad in parse(body, format=form, base_iri=f"{document.iri}/"):
            if isinstance(quad.object, NamedNode | BlankNode | Literal):
                found.append(quad.triple)
            if len(found) > MAX_STATEMENTS:
                raise FormatError(
                    path, None, f"more than {MAX_STATEMENTS} statements", "diff it as a vocabulary"
                )
    except SyntaxError as error:
        raise _fault(path, form, error) from None
    return found


def _fault(path: str, form: RdfFormat, error: SyntaxError) -> FormatError:
    message = _AT.sub("", " ".join(str(error.msg).split()))
    if form == RdfFormat.JSON_LD and ("LoadDocumentCallback" in message or "remote" in message):
        return FormatError(
            path,
            "$.@context",
            "a context that would have to be fetched from the network",
            "copy the context itself into the file",
        )
    return FormatError(path, error.lineno, f"not {form.name}: {message}", "mend the line")
