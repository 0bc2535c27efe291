"""
Safe reading of XML from unknown sources: a document type is refused, and with it all entities.

All available parsers expand entities; a few kilobytes of them become gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["elements", "refuse_document_type"]

# Also if the declared encoding shows one parser what another does not see.
_DOCUMENT_TYPE = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*+")
_DEEPEST = 100
_DEEPEST_IN_RDF = 1_000
_MOST_NAMESPACES = 1_000
_MOST_KEPT = 100_000
_FEW = 2_000


def refuse_document_type(body: bytes, path: str) -> None:
    """
    Read all of an XML file, and refuse a document type before another parser reads it.

    Refused are also elements nested too deeply, and too many namespaces: parsers take minutes for
    them.

    Raises:
        FormatError: it has one, or is not XML.
    """
    from xml.sax import ContentHandler

    from defusedxml.sax import parseString

    class Depth(ContentHandler):
        """Stops at elements that are too deep, and counts the names of what is open."""

        def __init__(self) -> None:
            super().__init__()
            self.declared: list[int] = []

        def startElement(self, _name: str, attributes: Any) -> None:  # noqa: N802 - as SAX names it
            most = self.declared[-1] if self.declared else 0
            found = most + sum(each.startswith("xmlns") for each in attributes.getNames())
            self.declared.append(found)
            if len(self.declared) > _DEEPEST_IN_RDF or found > _MOST_NAMESPACES:
                raise _too_deep(path)

        def endElement(self, _name: str) -> None:  # noqa: N802
            self.declared.pop()

    with _faults(path):
        if _DOCUMENT_TYPE.search(body):
            raise _document_type(path)
        if any(tag[0].count(b"xmlns") > _MOST_NAMESPACES for tag in _TAG.finditer(_ascii(body))):
            raise _too_deep(path)  # a parser would take minutes to say so
        parseString(body, Depth(), forbid_dtd=True)


def _ascii(body: bytes) -> bytes:
    """The letters of markup in one byte each, also of two-byte encodings."""
    return body.replace(b"\0", b"") if b"\0" in body[:4] else body


def _too_deep(path: str) -> FormatError:
    return FormatError(
        path,
        None,
        f"XML nested more than {_DEEPEST_IN_RDF} deep, or more than {_MOST_NAMESPACES} namespaces "
        "at one place",
        "write it flat, or as Turtle",
    )


def elements(
    file: IO[bytes], path: str, each: Callable[[Element], bool], *, most: int | None = None
) -> None:
    """
    Call *each* with every element when it ends; it returns whether the element can be dropped.

    At most *most* elements are kept, by default those of a large row.

    Raises:
        FormatError: it is not XML, has a document type, or too many elements at once.
    """
    from defusedxml.ElementTree import iterparse

    most = most or _MOST_KEPT
    with _faults(path):
        above: list[Element] = []
        kept = [0]  # below each of those above
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                above.append(element)
                kept.append(0)
            else:
                above.pop()
                below = kept.pop() + 1
                if not each(element):
                    kept[-1] += below
                elif above and len(above[-1]) < _FEW:
                    above[-1].remove(element)
                else:  # a search among many siblings takes too long
                    element.clear()
                    kept[-1] += 1
            if len(above) > _DEEPEST or kept[-1] > most:
                raise FormatError(
                    path,
                    None,
                    f"XML nested more than {_DEEPEST} deep, or {most} elements in one",
                    "split it",
                )


@contextmanager
def _faults(path: str) -> Iterator[None]:
    from xml.etree.ElementTree import ParseError
    from xml.sax import SAXParseException

    from defusedxml.common import DefusedXmlException

    try:
        yield
    except DefusedXmlException:
        raise _document_type(path) from None
    except ParseError as error:
        problem = f"not XML: {str(error.msg).partition(': line ')[0]}"
        raise FormatError(path, error.position[0], problem, "fix the line") from None
    except SAXParseException as error:
        problem = f"not XML: {error.getMessage()}"
        raise FormatError(path, error.getLineNumber(), problem, "fix the line") from None
    except (LookupError, ValueError) as error:
        raise FormatError(path, None, f"not XML: {error}", "save it as UTF-8") from None


def _document_type(path: str) -> FormatError:
    return FormatError(
        path, None, "XML with a document type (<!DOCTYPE …>)", "remove it; entities are not read"
    )
