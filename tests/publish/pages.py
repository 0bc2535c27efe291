"""
Pages as tests read them: what they link to, what can be linked to in them, how they are nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit


__all__ = ["Read", "Target", "read", "resolved"]

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_SPACE = re.compile(r"[ \t\n\f\r]+")  # what parts the ids of an attribute
_LINKS = frozenset({"href", "src", "action", "data", "poster", "srcset", "formaction"})
_IDS = frozenset(
    {"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "data-copy"}
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Target:
    """
    Where a link of a page leads: the path of a document, and the place in it as it is written.
    """

    path: str
    fragment: str

    def found_in(self, ids: set[str]) -> bool:
        """
        Whether the place is one of the ids: as it is written, or else with its escapes undone.
        """
        return not self.fragment or bool({self.fragment, unquote(self.fragment)} & ids)


@dataclass(slots=True, kw_only=True)
class Read:
    """
    A page that was read.

    Attributes:
        links: the addresses that its attributes hold, as they are written.
        ids: the ids of its elements, in order.
        named: the ids that attributes of its elements speak of.
        faults: what is wrong with the nesting of its elements, and what would run as a script.
        text: its words.
    """

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def read(page: str) -> Read:
    """A page, read by the letter."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.read.faults += [f"<{name}> is not closed" for name in reader.open]
    return reader.read


def resolved(links: list[str], path: str, home: str) -> Iterator[Target]:
    """
    Where the links of the page at *path* lead within the site.

    *home* is the address of the site; links to elsewhere are left out.
    """
    start = urlsplit(home)
    for link in links:
        parts = urlsplit(link)
        if (parts.scheme, parts.netloc) not in {("", ""), (start.scheme, start.netloc)}:
            continue
        if parts.path.startswith("/"):
            assert parts.path.startswith(start.path), f"{link} leads out of the site"
            place = unquote(parts.path[len(start.path) :])
        elif parts.path:
            place = normpath(join(f"/{path}", "..", unquote(parts.path))).lstrip("/")
            climbed = parts.path.count("../")
            assert climbed <= path.count("/"), f"{link} leads out of the site"
        else:
            place = path
        yield Target(path=place, fragment=parts.fragment)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)
        if tag == "a" and tag in self.open:
            self.read.faults.append(f"a link in a link, line {self.getpos()[0]}")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.read.faults.append(f"</{tag}> closes {self.open[-1:]}, line {self.getpos()[0]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.read.text.append(data)

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.read.faults.append(f"<{tag}> has an attribute twice: {names}")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.read.faults.append(f"<{tag}> has the attribute {name}")
            if name == "id":
                self.read.ids.append(value or "")
            if name in _IDS:
                self.read.named.update(filter(None, _SPACE.split(value or "")))
            if name in _LINKS:
                self.read.links.append(value or "")
        if tag in {"iframe", "object", "embed", "base", "img", "style"}:
            self.read.faults.append(f"<{tag}> is none of ours")
