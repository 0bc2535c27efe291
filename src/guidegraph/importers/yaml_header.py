"""
YAML in the headers of data files: maps, and lists of texts or of maps. Every value is a text:
`no` is not false, and `2026-07-31` is not a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from guidegraph.importers.limits import MAX_HEADER
from guidegraph.importers.words import quoted
from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from yaml import Event, YAMLError

__all__ = ["Scalars", "YamlNode", "header_from_yaml"]

Scalars = dict[str, str]

_NOTHING: Final = frozenset(["", "~", "null"])


@dataclass(frozen=True, slots=True)
class YamlNode:
    """The value of a key: a text, a map of texts, or a list of texts or of such maps."""

    value: str | Scalars | list[str] | list[Scalars]
    line: int


def header_from_yaml(lines: Sequence[tuple[int, str]], path: str) -> dict[str, YamlNode]:
    """
    The keys of a header with their values.

    Args:
        lines: each line with its number in the file.
        path: the file, for messages.

    Raises:
        FormatError: it is not YAML, is too long, or has a tag, an anchor or an alias.

    >>> header_from_yaml([(1, "curie_map:"), (2, "  a: no")], "f")["curie_map"].value
    {'a': 'no'}
    """
    import yaml

    text = "\n".join(text for _, text in lines)
    if len(text) > MAX_HEADER:
        problem = f"a header of more than {MAX_HEADER} characters"
        raise FormatError(path, lines[0][0], problem, "shorten it")
    # Events neither build nor repeat anything; libyaml, if installed, is faster.
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    reader = _Reader(path, lines, events)
    try:
        return reader.header()
    except yaml.YAMLError as error:
        raise reader.not_yaml(error) from None


class _Reader:
    def __init__(
        self, path: str, lines: Sequence[tuple[int, str]], events: Iterable[Event]
    ) -> None:
        self.path = path
        self.lines = lines
        # Events are compared by class name: importing the classes would load YAML with this module.
        self.events = (
            (type(event).__name__.removesuffix("Event"), event)
            for event in events
            if not type(event).__name__.startswith(("Stream", "Document"))
        )

    def header(self) -> dict[str, YamlNode]:
        kind, event = next(self.events, ("", None))
        if event is None:
            return {}
        if kind != "MappingStart":
            raise self._fault(event, "not 'key: value'", "write a key, a colon, a value")
        found = {key: YamlNode(value, line) for key, (value, line) in self._map(0).items()}
        for kind, event in self.events:  # a line of dashes may end the header
            if kind != "Scalar" or event.value:
                raise self._fault(event, "a second header", "remove it")
        return found

    def not_yaml(self, error: YAMLError) -> FormatError:
        """The error of the library, with the line of it."""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None)
        mark = getattr(error, "problem_mark", None)
        number, line = self.lines[min(mark.line, len(self.lines) - 1) if mark else 0]
        if "quoted" in (getattr(error, "context", None) or ""):
            return self._error(number, "an unfinished text", line, "close the quote")
        return self._error(
            number,
            f"not YAML: {problem}",
            line,
            "indent all keys of a map equally, and put texts with special characters in quotes",
        )

    def _map(self, depth: int) -> dict[str, tuple[Any, int]]:
        found: dict[str, tuple[Any, int]] = {}
        for kind, event in self.events:
            if kind == "MappingEnd":
                break
            if kind != "Scalar":
                raise self._more(event)
            key, line = self._text(event), self._at(event)[0]
            if key in found:
                raise self._fault(event, f"{key!r} a second time", "remove one of the two")
            found[key] = (self._value(*next(self.events), depth + 1), line)
        return found

    def _value(self, kind: str, event: Event, depth: int) -> Any:
        if kind == "Scalar":
            return self._text(event)
        deepest = 1 if kind == "SequenceStart" else 2
        if kind == "Alias" or event.anchor or event.tag or depth > deepest:
            raise self._more(event)
        if kind == "MappingStart":
            return {key: value for key, (value, _) in self._map(2).items()}
        found = []
        for inner, each in self.events:
            if inner == "SequenceEnd":
                break
            found.append(self._value(inner, each, 2))
            if type(found[-1]) is not type(found[0]):
                raise self._fault(each, "a list of both texts and maps", "make them all alike")
        return found

    def _text(self, event: Event) -> str:
        if event.anchor or event.tag:
            raise self._more(event)
        return "" if not event.style and event.value in _NOTHING else str(event.value)

    def _at(self, event: Event) -> tuple[int, str]:
        line: int = event.start_mark.line
        return self.lines[min(line, len(self.lines) - 1)]

    def _more(self, event: Event) -> FormatError:
        return self._fault(event, "more of YAML than is read here", "put it in quotes")

    def _fault(self, event: Event, problem: str, advice: str) -> FormatError:
        number, line = self._at(event)
        return self._error(number, problem, line, advice)

    def _error(self, number: int, problem: str, line: str, advice: str) -> FormatError:
        return FormatError(self.path, number, f"{problem}: {quoted(line.strip())}", advice)
