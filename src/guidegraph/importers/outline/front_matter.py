"""The data in front of a Markdown file: YAML between lines of `---`, or TOML between `+++`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from guidegraph.importers.assemble import date_of_issue, language_tag
from guidegraph.importers.limits import MAX_HEADER
from guidegraph.model.statement import NULL, Role, Statement, StatementKind


if TYPE_CHECKING:
    from yaml import Event

__all__ = ["FrontMatter", "front_matter"]

_DEEPEST = 30
_ENDS: Final = {"---": ("---", "..."), "+++": ("+++",)}
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "issued": ("issued", "date_issued", "date", "published", "pubdate", "publication_date"),
    "language": ("language", "lang", "locale"),
    "publisher": ("publisher",),
    "rights": ("rights", "license", "licence", "copyright"),
}
_ROLES: Final = {"title": Role.LABEL}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """
    What a header says: all of it as statements, and what is read of them.

    *length* is the number of its lines; *problem* is why it cannot be read, if it cannot.
    """

    length: int
    statements: tuple[Statement, ...] = ()
    problem: str | None = None
    title: str | None = None
    issued: str | None = None
    language: str | None = None
    publisher: str | None = None
    rights: str | None = None


def front_matter(lines: Sequence[str]) -> FrontMatter | None:
    """
    The header at the beginning of the lines of a file, if there is one.

    Lines of dashes are also rules between paragraphs: between them must be a map of keys.

    >>> front_matter(["---", "title: Loans", "---", "", "Text."]).title
    'Loans'
    """
    mark = lines[0].rstrip() if lines else ""
    ends = _ENDS.get(mark)
    if ends is None:
        return None
    end = next((at for at in range(1, len(lines)) if lines[at].rstrip() in ends), None)
    inside = lines[1:end]
    if end is None or not _has_key(inside, ":" if mark == "---" else "="):
        return None
    text = "\n".join(inside)
    try:
        statements = tuple(_from_yaml(text) if mark == "---" else _from_toml(text))
    except ValueError as error:
        return FrontMatter(length=end + 1, problem=" ".join(str(error).split())[:200])
    read = {name: _first(statements, keys, name) for name, keys in _KEYS.items()}
    return FrontMatter(
        length=end + 1,
        statements=tuple(
            replace(each, role=_ROLES.get(each.property.lower(), Role.ATTRIBUTE))
            for each in statements
        ),
        **read,
    )


def _has_key(lines: Iterable[str], sign: str) -> bool:
    """Whether the first line with words begins with a key."""
    first = next(
        (line for line in lines if line.strip() and not line.lstrip().startswith(("#", "["))), ""
    )
    key, found, _ = first.partition(sign)
    return bool(found) and 0 < len(key.strip()) <= 60 and len(key.split()) <= 3


def _first(statements: Iterable[Statement], keys: Sequence[str], name: str) -> str | None:
    """What the header says under the first of some keys, if it can be read as that."""
    said = {
        each.property.lower().replace("-", "_"): " ".join(each.value.split())
        for each in statements
        if each.kind is StatementKind.LITERAL and each.datatype != NULL
    }
    for key in keys:
        value: str | None = said.get(key)
        if value and name == "issued":
            value = date_of_issue(value.partition(" ")[0])
        elif value and name == "language":
            value = language_tag(value)
        if value:
            return value
    return None


def _from_toml(text: str) -> Iterator[Statement]:
    if len(text) > MAX_HEADER:
        raise ValueError(f"more than {MAX_HEADER} characters")
    try:
        found = tomllib.loads(text, parse_float=str)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return iter([_statement(key, value, 0) for key, value in found.items()])


def _statement(key: str, value: Any, depth: int) -> Statement:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        about = tuple(_statement(name, each, depth + 1) for name, each in value.items())
        return Statement(property=key, kind=StatementKind.NODE, about=about)
    if isinstance(value, list):
        about = tuple(_statement("", each, depth + 1) for each in value)
        return Statement(property=key, kind=StatementKind.LIST, about=about)
    if isinstance(value, bool):
        return Statement(property=key, value=str(value).lower())
    return Statement(property=key, value=str(value))


def _from_yaml(text: str) -> tuple[Statement, ...]:
    import yaml

    if len(text) > MAX_HEADER:
        raise ValueError(f"more than {MAX_HEADER} characters")
    if text.count("[") + text.count("{") > 10_000:  # the time of PyYAML grows with their square
        raise ValueError("too many brackets")
    # Events neither build nor repeat anything; libyaml, if installed, is faster.
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        reader = _Events(events)
        found = reader.value("", 0)
        if found is None or found.kind is not StatementKind.NODE:
            raise ValueError("not keys with values")
        if reader.next() is not None:
            raise ValueError("more than one map of keys")
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise ValueError(f"{getattr(error, 'problem', None) or error} in line {line}") from None
    return found.about


class _Events:
    """The values of YAML as statements, every scalar as it is written."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = (
            (type(event).__name__.removesuffix("Event"), event)
            for event in events
            if not type(event).__name__.startswith(("Stream", "Document"))
        )

    def next(self) -> tuple[str, Any] | None:
        return next(self._events, None)

    def value(self, key: str, depth: int) -> Statement | None:
        """The next value, or nothing where a map or list ends."""
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        following = self.next()
        if following is None:
            return None
        kind, event = following
        match kind:
            case "Scalar":
                missing = not event.style and event.value in ("", "~", "null")
                return Statement(
                    property=key, value=str(event.value), datatype=NULL if missing else event.tag
                )
            case "Alias":  # what it repeats is at its anchor
                return Statement(property=key, value=f"*{event.anchor}")
            case "MappingStart":
                about = []
                while (name := self.value("", depth + 1)) is not None:
                    words = name.value if name.kind is StatementKind.LITERAL else "?"
                    if name.about:
                        about.append(name)
                    each = self.value(words, depth + 1)
                    if each is not None:
                        about.append(each)
                return Statement(property=key, kind=StatementKind.NODE, about=tuple(about))
            case "SequenceStart":
                members = []
                while (each := self.value("", depth + 1)) is not None:
                    members.append(each)
                return Statement(property=key, kind=StatementKind.LIST, about=tuple(members))
        return None
