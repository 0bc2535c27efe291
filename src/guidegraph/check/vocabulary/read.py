"""The statements of a file of RDF, as a stream; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

from guidegraph.graph.xml_guard import refuse_document_type
from guidegraph.model.errors import FormatError, UnreadableError
from guidegraph.model.excerpt import clipped


__all__ = ["SUFFIXES", "explained", "statements"]

SUFFIXES: Final[Mapping[str, RdfFormat]] = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".n3": RdfFormat.N3,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
"""How the files of vocabularies end, and what they are."""

_POSITION = re.compile(r"^Parser error at line \d+[^:]{0,60}: ")
_REMOTE = "No LoadDocumentCallback"
_LONGEST = 160
# A document type stands before the first element; some encodings would hide it from us.
_BASE: Final = "file:///vocabulary"


def statements(body: bytes, path: str) -> Iterator[Quad]:
    """
    The statements of a file, by the format that its name ends in; named graphs are merged.

    IRIs are taken as they stand, so that rules can say what is wrong with them.
    Errors of the format show while the statements are asked for: wrap that in `explained`.

    Raises:
        FormatError: it is XML that cannot be let through.
        UnreadableError: its name ends in none of the formats.
    """
    form = _format(path)
    if form == RdfFormat.RDF_XML:
        refuse_document_type(body, path)
    # Only where relative IRIs are an error of the format must a base be given.
    base = _BASE if form in (RdfFormat.RDF_XML, RdfFormat.JSON_LD) else None
    with explained(path):
        return parse(body, format=form, base_iri=base, lenient=True)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """
    A time in which statements are read; errors of the format say where and what to do.

    Raises:
        FormatError: the file does not follow its format.
    """
    form = _format(path)
    try:
        yield
    except SyntaxError as error:
        raise _fault(path, form, error.lineno, error.msg) from None
    except (ValueError, OSError) as error:
        raise _fault(path, form, None, str(error)) from None


def _format(path: str) -> RdfFormat:
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    if suffix not in SUFFIXES:
        raise UnreadableError(
            f"{path}: not a file of RDF; give one that ends in {', '.join(sorted(SUFFIXES))}"
        )
    return SUFFIXES[suffix]


def _fault(path: str, form: RdfFormat, line: int | None, problem: str) -> FormatError:
    if _REMOTE in problem:
        return FormatError(
            path,
            line,
            "a JSON-LD context that would have to be fetched",
            "write the context into the file; nothing is fetched",
        )
    said = " ".join(_POSITION.sub("", problem).split())
    return FormatError(
        path, line, f"not {form.name}: {clipped(said, _LONGEST)}", "mend the line and check again"
    )
