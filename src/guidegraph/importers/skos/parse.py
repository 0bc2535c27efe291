"""RDF from strangers, in any of its syntaxes, as triples or quads; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from guidegraph.graph.xml_guard import refuse_document_type
from guidegraph.importers.importer import Document
from guidegraph.importers.json_tree import tree_from_json
from guidegraph.importers.limits import MAX_STATEMENTS
from guidegraph.model.errors import FormatError


__all__ = ["quads_of", "triples_of"]

_AT = re.compile(r"^(?:Parser error )?(?:at|between) line .*?: ", re.IGNORECASE)

# What relative IRIs begin with where a file does not say what they are relative to.
_NO_BASE = "https://relative.invalid/"

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
    return [
        quad.triple
        for quad in _quads(document.path, document.body, f"{document.iri}/")
        if isinstance(quad.object, NamedNode | BlankNode | Literal)
    ]


def quads_of(path: str, body: bytes) -> list[Quad]:
    """
    The quads of a file, all of them, as they are.

    Raises:
        FormatError: it is not in the syntax that its suffix says, too large, or not whole without
            what only the file's own address or a later version of RDF would tell.
    """
    found: list[Quad] = []
    for quad in _quads(path, body, _NO_BASE):
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        for term in terms:
            if isinstance(term, NamedNode) and term.value.startswith(_NO_BASE):
                relative = term.value.removeprefix(_NO_BASE)
                raise FormatError(
                    path, None, f"a relative IRI, <{relative[:60]}>", "write @base or whole IRIs"
                )
            if isinstance(term, Triple) or (isinstance(term, Literal) and term.direction):
                raise FormatError(
                    path, None, f"a term of RDF 1.2: {str(term)[:80]}", "write it in RDF 1.1"
                )
        found.append(quad)
    return found


def _quads(path: str, body: bytes, base: str) -> Iterator[Quad]:
    form = _FORMATS[path[path.rindex(".") :].lower()]
    if form == RdfFormat.RDF_XML:
        refuse_document_type(body, path)
    elif form == RdfFormat.JSON_LD:
        tree_from_json(body, path)  # for its limits, and for where a fault is
    try:
        for number, quad in enumerate(parse(body, format=form, base_iri=base), start=1):
            if number > MAX_STATEMENTS:
                raise FormatError(
                    path, None, f"more than {MAX_STATEMENTS} statements", "diff it as a vocabulary"
                )
            yield quad
    except SyntaxError as error:
        raise _fault(path, form, error) from None


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
