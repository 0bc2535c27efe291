"""
RDF files: their statements, as a stream, and the lines on which resources are described.

Nothing is fetched. Parsers do not record lines, and a file is read again for the few resources with
findings. Lines of Turtle that begin at the margin begin a description; JSON-LD and RDF/XML name a
resource in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final
from urllib.parse import urljoin

from pyoxigraph import Quad, RdfFormat, parse

from guidegraph.graph.xml_guard import refuse_document_type
from guidegraph.model.errors import FormatError, UnreadableError
from guidegraph.model.excerpt import clipped
from guidegraph.model.findings import Finding


__all__ = [
    "SUFFIXES",
    "LineOffset",
    "base_of",
    "description",
    "explained",
    "line_offsets",
    "statements",
    "with_column",
]

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
    ".json": RdfFormat.JSON_LD,
}
"""The formats of vocabularies by the ending of the file."""

_POSITION = re.compile(r"^Parser error at line \d+[^:]{0,60}: ")
_REMOTE = "No LoadDocumentCallback"
_LONGEST = 160
_BASE: Final = "file:///vocabulary"

_LINE_FORMATS = (".ttl", ".turtle", ".nt", ".nq", ".trig", ".n3")
_PREFIX_LINE = re.compile(rb"\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_BASE_LINE = re.compile(rb"\s*(?:@base|BASE)\s+<([^<>\s]*)>", re.IGNORECASE)
_TOKEN = re.compile(rb"[^\s;,]+")
# Texts are one token each, in which nothing is searched; a local name may end in no full stop.
_TURTLE = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    rb"|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?"
    rb'|"(?:[^"\\\n]|\\.)*+"?'
    rb"|'(?:[^'\\\n]|\\.)*+'?"
    rb"|<[^<>\s]*+>?|#[^\n]*+|[{}]|\.(?![\w%:-])"
    rb"|[^\s\"'<>#;,.(){}\[\]]++(?:\.[\w%:-]++)*+",
    re.DOTALL,
)
_LONGEST_JOINED = 500
_DEEPEST = 20
_MOST_TOKENIZED = 5_000_000
"""The maximum size of a file in which subjects are searched for that begin no line."""
_NEAR = 20
"""In how many lines the quoted words are searched for."""
_LONGEST_LINE = 4096
"""How much of a line is read: the description of a resource begins with its name."""


def statements(body: bytes, path: str) -> Iterator[Quad]:
    """
    The statements of a file, by the format of its ending; named graphs are merged.

    IRIs are not checked here: rules report what is wrong with them.
    Errors of the format are raised while the statements are read: do that in `explained`.

    Raises:
        FormatError: it is XML that is refused.
        UnreadableError: its ending is of no format.
    """
    form = _format(path)
    if form == RdfFormat.RDF_XML:
        refuse_document_type(body, path)
    # A base must be given only if relative IRIs are an error of the format.
    base = base_of(path) or None
    with explained(path):
        return parse(body, format=form, base_iri=base, lenient=True)


def base_of(path: str) -> str:
    """The base of relative IRIs in formats that cannot be read without one, empty for others."""
    return _BASE if _format(path) in (RdfFormat.RDF_XML, RdfFormat.JSON_LD) else ""


@contextmanager
def explained(path: str) -> Iterator[None]:
    """
    Turn errors of the format, while statements are read, into errors with the place and what to do.

    Raises:
        FormatError: the file is not valid in its format.
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
            f"{path}: not an RDF file; give one that ends in {', '.join(sorted(SUFFIXES))}"
        )
    return SUFFIXES[suffix]


def _fault(path: str, form: RdfFormat, line: int | None, problem: str) -> FormatError:
    if _REMOTE in problem:
        return FormatError(
            path,
            line,
            "a JSON-LD context that must be fetched",
            "write the context into the file; nothing is fetched",
        )
    said = " ".join(_POSITION.sub("", problem).split())
    return FormatError(
        path, line, f"not {form.name}: {clipped(said, _LONGEST)}", "fix the line and check again"
    )


@dataclass(frozen=True, slots=True)
class LineOffset:
    """A line of a file, from 1, and the bytes before it."""

    line: int
    offset: int


def line_offsets(body: bytes, path: str, iris: Collection[str]) -> Mapping[str, LineOffset]:
    """The first line that describes each resource, for those that can be found."""
    wanted = {iri.encode(errors="replace"): iri for iri in iris}
    if not wanted:
        return {}
    if not path.lower().endswith(_LINE_FORMATS):
        return _in_quotes(BytesIO(body), wanted)
    found = _in_turtle(BytesIO(body), wanted)
    if wanted and len(body) <= _MOST_TOKENIZED:
        found |= _in_statements(body, wanted)
    return found


def _in_statements(body: bytes, wanted: dict[bytes, str]) -> dict[str, LineOffset]:
    """
    The places of subjects that do not begin a line, or whose IRI is relative to a folder: the first
    term after the end of a statement.
    """
    found: dict[str, LineOffset] = {}
    prefixes: dict[bytes, bytes] = {}
    base = b""
    line, counted = 1, 0
    before: list[bytes] = []
    is_first = True
    for token in _TURTLE.finditer(body):
        text = token[0]
        if text[:1] == b"#":
            continue
        if text in (b".", b"{", b"}"):
            before, is_first = [], True
            continue
        is_iri = text[:1] == b"<"
        if is_iri and before[:1] and before[0].lower() in (b"@base", b"base"):
            base = _joined(base, text[1:-1])
        elif is_iri and len(before) == 2 and before[0].lower() in (b"@prefix", b"prefix"):
            prefixes[before[1][:-1]] = _joined(base, text[1:-1])
        elif is_first:
            prefix, colon, local = text.partition(b":")
            if is_iri:
                candidates: tuple[bytes, ...] = (text[1:-1], _joined(base, text[1:-1]))
            else:
                candidates = (prefixes.get(prefix, b"\0") + local,) if colon else ()
            for candidate in candidates:
                if candidate in wanted:
                    line += body.count(b"\n", counted, token.start())
                    counted = token.start()
                    start = body.rfind(b"\n", 0, token.start()) + 1
                    found[wanted.pop(candidate)] = LineOffset(line, start)
            if not wanted:
                break
        # A directive in the style of SPARQL has no full stop at its end.
        is_first = is_iri and before[:1] != [] and before[0].lower() in (b"base", b"prefix")
        before = [] if is_first else [*before[-1:], text] if len(before) < 2 else before
    return found


def _joined(base: bytes, relative: bytes) -> bytes:
    if len(base) + len(relative) > _LONGEST_JOINED or base.count(b"/") > _DEEPEST:
        return relative
    try:
        return urljoin(base, relative)
    except ValueError:
        return relative


def _in_turtle(lines: Iterable[bytes], wanted: dict[bytes, str]) -> dict[str, LineOffset]:
    found: dict[str, LineOffset] = {}
    prefixes: dict[bytes, bytes] = {}
    base = b""
    offset = 0
    same = b"\0"
    for number, line in enumerate(lines, start=1):
        start, offset = offset, offset + len(line)
        if line.startswith(same):  # the subject of the line before
            continue
        if line[:1] == b"<":
            same = line[: line.find(b">", 1, _LONGEST_LINE) + 1] or b"\0"
            inside = same[1:-1]
            candidates = (inside, base + inside) if base else (inside,)
        elif declared := _PREFIX_LINE.match(line, 0, _LONGEST_LINE):
            prefixes[declared[1]] = declared[2]
            continue
        elif declared := _BASE_LINE.match(line, 0, _LONGEST_LINE):
            base = declared[1]
            continue
        elif token := _TOKEN.match(line, 0, _LONGEST_LINE):
            prefix, _, local = token[0].partition(b":")
            candidates = (prefixes.get(prefix, b"\0") + local.rstrip(b"."),)
        else:
            continue
        for candidate in candidates:
            if candidate in wanted:
                found[wanted.pop(candidate)] = LineOffset(number, start)
        if not wanted:
            break
    return found


def _in_quotes(lines: Iterable[bytes], wanted: dict[bytes, str]) -> Mapping[str, LineOffset]:
    found: dict[str, LineOffset] = {}
    offset = 0
    for number, line in enumerate(lines, start=1):
        for text in line[:_LONGEST_LINE].split(b'"')[1::2]:
            if text in wanted:
                found[wanted.pop(text)] = LineOffset(number, offset)
        offset += len(line)
        if not wanted:
            break
    return found


def description(body: bytes, first: LineOffset) -> Sequence[str]:
    """The lines that describe the same resource, from a line on."""
    near = body[first.offset : first.offset + _NEAR * _LONGEST_LINE].decode(errors="replace")
    lines = near.split("\n")[:_NEAR]
    subject = lines[0].split(None, 1)[:1]
    for number, line in enumerate(lines):
        if number and line[:1].strip() and line.split(None, 1)[:1] != subject:
            return lines[:number]
    return lines


def with_column(finding: Finding, lines: Sequence[str]) -> Finding:
    """
    A finding with the exact place of the words it quotes, if they are in *lines*, which begin at
    the place of the finding.
    """
    place, quote = finding.source, finding.quote
    if place is None or place.column or not quote:
        return finding
    for number, line in enumerate(lines[:_NEAR]):
        column = line[:_LONGEST_LINE].find(quote)
        if column >= 0:
            there = replace(place, line=place.line + number, column=column + 1)
            return replace(finding, source=there)
    return finding
