"""The official text of an edition, and places in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from guidegraph.model.errors import UnreadableError


__all__ = ["Source", "SourceText", "Span", "source_from_bytes"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """
    A passage of a source (`oa:TextPositionSelector` with its `oa:TextQuoteSelector`).

    *start* and *end* count Unicode characters from 0, *end* not included; *exact* is the text
    there. *role* says what it is: "label", "text", "note", "marker", "title", a kind of furniture.
    """

    start: int
    end: int
    exact: str
    role: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """
    The file that holds an edition's official text (`gg:SourceDocument`), and its SHA-256 in hex.
    """

    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A file as a value: the name to show in messages, and its text."""

    path: str
    text: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def line_of(self, offset: int) -> int:
        r"""
        The line (from 1) of the character at *offset*.

        >>> SourceText(path="a", text="x\ny").line_of(2)
        2
        """
        return self.text.count("\n", 0, offset) + 1


def source_from_bytes(path: str, body: bytes) -> SourceText:
    r"""
    A file as text, without a byte order mark and with `\n` at line ends.

    Raises:
        UnreadableError: it is not text in UTF-8.
    """
    if b"\0" in body:
        raise UnreadableError(f"{path}: a binary file; give a text file in UTF-8")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"{path}:{line}: not UTF-8 (byte {body[error.start]:#04x}); save the file as UTF-8"
        ) from None
    return SourceText(path=path, text=text.replace("\r\n", "\n").replace("\r", "\n"))
