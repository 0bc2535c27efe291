"""
RDF as lines of canonical N-Quads, in which the same triple is always the same line.

Blank nodes keep the labels of their file. In N-Triples and N-Quads most lines are canonical
already; only the others are parsed and written again.
"""

from __future__ import annotations

import importlib
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from pyoxigraph import RdfFormat, parse, serialize

from guidegraph.graph.language_tags import with_usual_tags
from guidegraph.graph.rdf_files import RDF_SUFFIXES, syntax_fault
from guidegraph.graph.xml_guard import refuse_document_type
from guidegraph.model.errors import FormatError, MisuseError, UnreadableError


__all__ = ["BASE", "RdfFile", "canonical_line", "canonical_pattern", "shown"]

BASE: Final = "https://relative.invalid/"
"""What relative IRIs are resolved against; so the same one is the same in every file."""

# Only what both Python and SQL engines understand: no look-ahead, no possessive quantifiers. Each
# part begins with what cannot be in the one before, so there is one way to match.
_IRI = r"<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*>"
_NODE = r"_:[A-Za-z0-9][^\s<>\"()\\]*"


def canonical_pattern(letters: str) -> str:
    """
    A pattern for lines that are surely canonical; some others are, too.

    Args:
        letters: the class of letters that language tags have: all of them, or only small ones.
    """
    tag = f"@[{letters}][{letters}0-9-]*"
    text = rf'"(?:[^"\\\x00-\x1f\x7f]|\\[tnr"\\])*"(?:{tag}|\^\^{_IRI})?'
    return f"(?:{_IRI}|{_NODE}) {_IRI} (?:{_IRI}|{_NODE}|{text})(?: (?:{_IRI}|{_NODE}))? \\."


_CANONICAL = re.compile(canonical_pattern("A-Za-z").encode())
# What a line may have that is not canonical: escapes, other white space than a space between terms
# or none, comments, characters that are escaped, a datatype that need not be named, a capital in a
# language tag. A text may have most of these, too.
_UNUSUAL = (
    *(b"\\", b"  ", b"\n ", b"><", b'>"', b">_", b'"<', b'"_', b". #", b".#", b"\n#"),
    b"XMLSchema#string>",
)
_ESCAPED = bytes(code for code in (*range(32), 127) if code != 10)
_CAPITAL = re.compile(rb'"@[a-z0-9-]*+[A-Z]')
_CAPITAL_TAG = re.compile(rb'(?<="@)[a-zA-Z0-9-]*+(?<=[A-Za-z0-9-])(?=(?: [^"]*+)? \.$)')
_XSD_STRING = b'"^^<http://www.w3.org/2001/XMLSchema#string>'

_OPENERS = {".gz": "gzip", ".bz2": "bz2", ".xz": "lzma"}
"""The modules that open compressed files, by their suffixes."""

_MARK = b"\xef\xbb\xbf"  # that some editors put first
_LINE_BASED = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)


@dataclass(frozen=True, slots=True)
class RdfFile:
    """
    A file of RDF, perhaps compressed, whose syntax its suffixes tell: `words.ttl`, `all.nt.gz`.

    Raises:
        MisuseError: the suffix is none of RDF.
    """

    path: Path

    def __post_init__(self) -> None:
        if self._suffix not in RDF_SUFFIXES:
            raise MisuseError(
                f"{self.path}: not RDF by its name; triples are read from "
                f"{', '.join(sorted(RDF_SUFFIXES))}, also compressed ({', '.join(_OPENERS)})"
            )

    @property
    def _suffix(self) -> str:
        bare = self.path.with_suffix("") if self.compressed else self.path
        return bare.suffix.lower()

    @property
    def compressed(self) -> bool:
        """Whether the file is compressed."""
        return self.path.suffix.lower() in _OPENERS

    @property
    def syntax(self) -> RdfFormat:
        """The syntax of RDF."""
        return RDF_SUFFIXES[self._suffix]

    @property
    def line_based(self) -> bool:
        """Whether each line is a triple."""
        return self.syntax in _LINE_BASED

    def size(self) -> int:
        """
        The size of the file in bytes.

        Raises:
            UnreadableError: it is missing, or not a file.
        """
        with self._said():
            if not self.path.is_file():
                raise UnreadableError(
                    f"{self.path}: no such file; check the path"
                    if not self.path.exists()
                    else f"{self.path}: not a regular file; name a file"
                )
            return self.path.stat().st_size

    @contextmanager
    def opened(self, read: Callable[[int], None] | None = None) -> Iterator[BinaryIO]:
        """
        The content, decompressed; *read* hears how many bytes of the file were read.

        Raises:
            FormatError: it is damaged.
            UnreadableError: it cannot be read.
        """
        self.size()
        with self._said(), self.path.open("rb") as raw:
            counted = raw if read is None else cast("BinaryIO", _Counted(raw, read))
            if not self.compressed:
                yield counted
                return
            module = importlib.import_module(_OPENERS[self.path.suffix.lower()])
            with module.open(counted) as file:
                yield file

    def lines(self) -> list[bytes]:
        """All lines: those of the file where each is a triple, else canonical ones."""
        output = io.BytesIO()
        if self.line_based:
            with self.opened() as source:
                output.write(source.read().removeprefix(_MARK))
        else:
            self.write_lines(cast("BinaryIO", output))
        return output.getvalue().splitlines()

    def write_lines(self, output: BinaryIO, read: Callable[[int], None] | None = None) -> None:
        """
        Write the file as canonical lines, as a stream.

        Raises:
            FormatError: it is not in its syntax, or a document type is in its XML.
        """
        with self.opened(read) as file:
            try:
                quads = parse(self._guarded(file), format=self.syntax, base_iri=BASE)
                serialize(quads, output, format=RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise syntax_fault(str(self.path), self.syntax, error) from None
            except MemoryError:  # what the parser says of a term that its buffer cannot hold
                raise FormatError(
                    str(self.path), None, "a term of more than 16 MB", "shorten it"
                ) from None

    def spells_plainly(self, lines: Collection[bytes]) -> bool:
        """Whether lines of the file are surely canonical, if they are lines of its syntax."""
        if not self.line_based:
            return True
        text = b"\n".join((b"", *lines, b""))
        return (
            text.count(b" .\n") == len(lines)
            and not any(unusual in text for unusual in _UNUSUAL)
            and len(text.translate(None, _ESCAPED)) == len(text)
            and _CAPITAL.search(text) is None
        )

    def canonical(self, lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """
        Lines of the file that state something, each in canonical form and as it was.

        Raises:
            FormatError: a line is not in the syntax of the file.
        """
        if not self.line_based:  # they were written by `write_lines`
            for line in lines:
                yield line, line
            return
        try:
            yield from _canonical_lines(lines)
        except SyntaxError:
            self.write_lines(cast("BinaryIO", _Nowhere()))  # tells the place in the file
            raise

    def _guarded(self, file: BinaryIO) -> BinaryIO | bytes:
        if cast("io.BufferedReader", file).peek(len(_MARK)).startswith(_MARK):
            file.read(len(_MARK))
        if self.syntax != RdfFormat.RDF_XML:
            return file
        body = file.read()
        refuse_document_type(body, str(self.path))
        return body

    def _said(self) -> _Said:
        return _Said(self.path)


class _Said:
    """Says of a file what went wrong while it was read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, EOFError) or type(error).__name__ in ("LZMAError", "BadGzipFile"):
            raise FormatError(
                str(self._path), None, f"damaged: {error}", "copy the file again"
            ) from None
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise UnreadableError(
                f"{self._path}: {reason.lower()}; check the path and its rights"
            ) from None


class _Nowhere(io.RawIOBase):
    """A file that forgets what is written."""

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, body: Any) -> int:
        """Forget it."""
        return len(body)


class _Counted:
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, read: Callable[[int], None]) -> None:
        self._file, self._read = file, read

    def read(self, size: int = -1) -> bytes:
        """Read, and tell how much."""
        body = self._file.read(size)
        self._read(len(body))
        return body

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


def canonical_line(line: bytes) -> bytes:
    r"""
    A line of N-Triples or N-Quads in canonical form; empty if it states nothing.

    Raises:
        SyntaxError: it is neither.

    >>> canonical_line(b'<x:a>  <x:b> "caf\\u00e9"@EN . # said')
    b'<x:a> <x:b> "caf\xc3\xa9"@en .'
    """
    if _CANONICAL.fullmatch(line) and _XSD_STRING not in line and _is_text(line):
        tag = _CAPITAL_TAG.search(line)
        return line if tag is None else line[: tag.start()] + tag[0].lower() + line[tag.end() :]
    quads = parse(line, format=RdfFormat.N_QUADS)
    return (serialize(quads, format=RdfFormat.N_QUADS) or b"").rstrip(b"\n")


def _is_text(line: bytes) -> bool:
    """Whether it is UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def shown(line: bytes, raw: bytes) -> str:
    """
    A canonical line as it is shown: with the language tags of the file, or in usual case.

    The parser writes tags in small letters, so only a line that was not parsed still has its own.
    """
    return (raw if raw.lower() == line.lower() else with_usual_tags(line + b"\n").rstrip()).decode()


def _canonical_lines(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Lines that state something, each in canonical form and as it was."""
    for line in lines:
        if found := canonical_line(line):
            yield found, line
