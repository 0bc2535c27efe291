"""Files of RDF: the syntax that a suffix tells, and what to say of a fault."""

from __future__ import annotations

import re

from pyoxigraph import RdfFormat

from guidegraph.model.errors import FormatError


__all__ = ["RDF_SUFFIXES", "syntax_fault"]

_AT = re.compile(r"^(?:Parser error )?(?:at|between) line .*?: ", re.IGNORECASE)

RDF_SUFFIXES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".n3": RdfFormat.N3,
}
"""The suffixes of files of RDF, and the syntax of each."""


def syntax_fault(path: str, form: RdfFormat, error: SyntaxError) -> FormatError:
    """What to tell the user about a fault that the parser found."""
    message = _AT.sub("", " ".join(str(error.msg).split()))
    if form == RdfFormat.JSON_LD and ("LoadDocumentCallback" in message or "remote" in message):
        return FormatError(
            path,
            "$.@context",
            "a context that would have to be fetched from the network",
            "copy the context itself into the file",
        )
    return FormatError(path, error.lineno, f"not {form.name}: {message}", "fix the line")
