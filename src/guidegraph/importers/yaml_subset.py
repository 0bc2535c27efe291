"""
The little of YAML that the headers of data files use: scalars, maps of scalars, lists of either.

A full YAML reader is a dependency with a history of surprises (`no` is false, tags build objects);
here every value is a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from guidegraph.model.errors import FormatError


__all__ = ["Node", "Scalars", "header_from_yaml"]

Scalars = dict[str, str]

_KEY = re.compile(
    r"""(?P<key>[^\s:#"'\[\]{},&*!|>%@`-][^:#]*|"[^"]*"|'[^']*'):(?:\s+(?P<value>.*))?$"""
)
_PLAIN_START = re.compile(r"[\[\]{}&*!|>%@`]")


@dataclass(frozen=True, slots=True)
class Node:
    """What stands behind a key: a text, a map of texts, or a list of texts or of such maps."""

    value: str | Scalars | list[str] | list[Scalars]
    line: int


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str


class _Reader:
    def __init__(self, path: str, lines: Sequence[_Line]) -> None:
        self.path = path
        self.lines = lines
        self.at = 0

    def header(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.indent:
                raise self.fault(line, "indented without a key above it", "remove the indentation")
            key, value = self._entry(line, line.text)
            if key in found:
                raise self.fault(line, f"{key!r} a second time", "remove one of the two")
            self.at += 1
            found[key] = Node(self._below() if value is None else value, line.number)
        return found

    def fault(self, line: _Line, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line.number, problem, advice)

    def _below(self) -> str | Scalars | list[str] | list[Scalars]:
        if self.at == len(self.lines):
            return ""
        line = self.lines[self.at]
        if line.text.startswith("- ") or line.text == "-":
            return self._list(line.indent)
        return self._map(line.indent) if line.indent else ""

    def _map(self, indent: int) -> Scalars:
        found: Scalars = {}
        while self.at < len(self.lines) and self.lines[self.at].indent == indent:
            line = self.lines[self.at]
            key, value = self._entry(line, line.text)
            if key in found:
                raise self.fault(line, f"{key!r} a second time", "remove one of the two")
            found[key] = value or ""
            self.at += 1
        return found

    def _list(self, indent: int) -> list[str] | list[Scalars]:
        texts: list[str] = []
        maps: list[Scalars] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.indent != indent or not line.text.startswith("-"):
                break
            content = line.text[1:].lstrip()
            self.at += 1
            if not _KEY.match(content):
                texts.append(self._scalar(line, content))
                continue
            key, value = self._entry(line, content)
            entry = {key: value or ""}
            if self.at < len(self.lines) and self.lines[self.at].indent > indent:
                entry |= self._map(self.lines[self.at].indent)
            maps.append(entry)
        if texts and maps:
            raise self.fault(line, "a list of both texts and maps", "make them all alike")
        return maps or texts

    def _entry(self, line: _Line, text: str) -> tuple[str, str | None]:
        found = _KEY.match(text)
        if not found:
            raise self.fault(line, f"not 'key: value': {text!r}", "write a key, a colon, a value")
        value = found["value"]
        key = found["key"].strip().strip("\"'")
        return key, self._scalar(line, value) if value and value.strip() else None

    def _scalar(self, line: _Line, text: str) -> str:
        text = text.strip()
        if text.startswith('"'):
            try:
                value, end = json.JSONDecoder().raw_decode(text)
            except ValueError:
                raise self.fault(line, f"an unfinished text: {text!r}", "close the quote") from None
            return self._quoted(line, str(value), text[end:])
        if text.startswith("'"):
            found = re.match(r"'((?:[^']|'')*)'", text)
            if not found:
                raise self.fault(line, f"an unfinished text: {text!r}", "close the quote")
            return self._quoted(line, found[1].replace("''", "'"), text[found.end() :])
        if text in ("[]", "{}", "~", "null"):
            return ""
        if _PLAIN_START.match(text):
            raise self.fault(line, f"more of YAML than is read here: {text!r}", "put it in quotes")
        return re.split(r"\s#", text, maxsplit=1)[0].rstrip()

    def _quoted(self, line: _Line, value: str, rest: str) -> str:
        if rest.strip() and not rest.lstrip().startswith("#"):
            raise self.fault(line, f"{rest.strip()!r} behind a quoted text", "remove it")
        return value


def header_from_yaml(lines: Sequence[tuple[int, str]], path: str) -> dict[str, Node]:
    """
    The keys of a header with their values.

    Args:
        lines: each line with its number in the file.
        path: the file, for messages.

    Raises:
        FormatError: a line that is beyond the subset.

    >>> header_from_yaml([(1, "curie_map:"), (2, "  a: b")], "f")["curie_map"].value
    {'a': 'b'}
    """
    kept = [
        _Line(number, len(text) - len(text.lstrip(" ")), text.strip())
        for number, text in lines
        if text.strip() and not text.strip().startswith("#") and text.strip() != "---"
    ]
    return _Reader(path, kept).header()
