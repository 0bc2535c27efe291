"""The bytes of a table as text, in the encodings that spreadsheet programs write."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from guidegraph.importers.sheet import Repairs
from guidegraph.model.errors import MisuseError, UnreadableError


__all__ = ["decoded", "without_mojibake"]

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 4_096
# A byte of UTF-8 that begins a letter, read as Windows-1252, and one that follows.
_SUSPECT = re.compile("[\u00c2-\u00c5\u00ce\u00cf\u00d0\u00d1\u00e2]")
_LATIN = re.compile("[\u00a0-\u017f\u2010-\u2026\u2030\u2039\u203a\u20ac\u2122]")
_OTHER = re.compile("[\u0370-\u04ff]")


def decoded(path: str, body: bytes, encoding: str | None, repairs: Repairs) -> str:
    r"""
    A table as text with `\n` at line ends, in the encoding it has, or in the one that is given.

    Without one: UTF-8 or UTF-16; lines that are not UTF-8 are read as Windows-1252.

    Raises:
        MisuseError: there is no such encoding.
        UnreadableError: it is not text, or not in the encoding that is given.
    """
    if encoding is not None:
        text = _insisted(path, body, encoding)
    elif (found := _wide(body)) is not None:
        text = _strictly(path, body, found)
    elif b"\0" in body:
        raise UnreadableError(f"{path}: a binary file; give a text file, or save it as CSV UTF-8")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = "".join(_line_by_line(body.removeprefix(codecs.BOM_UTF8), repairs))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _insisted(path: str, body: bytes, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # refuses codecs that are not for texts
    except (LookupError, ValueError):
        raise MisuseError(
            f"no encoding {encoding[:40]!r}; use one such as utf-8, utf-16, cp1252 or mac-roman"
        ) from None
    return _strictly(path, body, "utf-8-sig" if name == "utf-8" else name)


def _strictly(path: str, body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"{path}:{line}: not {encoding} (byte {body[error.start]:#04x}); "
            "save the file as UTF-8, or name another encoding with --encoding"
        ) from None


def _wide(body: bytes) -> str | None:
    """The encoding of a text with two or four bytes a letter, by its mark or its zeros."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    sample = body[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(body) % 2 or max(even, odd) * 4 < len(sample):
        return None
    if min(even, odd) * 20 > max(even, odd):  # zeros in both: no text
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _line_by_line(body: bytes, repairs: Repairs) -> Iterator[str]:
    kind = "not UTF-8, read as Windows-1252 (insist on an encoding with --encoding)"
    for number, line in enumerate(body.splitlines(keepends=True), start=1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
            repairs.add(kind, f"line {number}", text)
            yield text


def without_mojibake(text: str) -> str:
    """
    The text before it was saved as UTF-8 and read as Windows-1252; any other as it is.

    >>> without_mojibake("GrÃ¶ÃŸe"), without_mojibake("“AMANHÔ"), without_mojibake("Größe")
    ('Größe', '“AMANHÔ', 'Größe')
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    try:
        plain = b"".join(map(_byte, text)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
    foreign = [letter for letter in plain if not letter.isascii()]
    if all(map(_LATIN.match, foreign)):
        return plain
    # Other alphabets only as words: two letters may be meant as they are.
    if len(foreign) > 2 and all(_LATIN.match(each) or _OTHER.match(each) for each in foreign):
        return plain
    return text


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # the five bytes that Windows-1252 leaves free
