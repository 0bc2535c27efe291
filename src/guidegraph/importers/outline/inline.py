"""The marks inside a line of Markdown: taken away, with the links and footnote marks they make."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Final

from guidegraph.model.edition import Link


__all__ = ["BLOCK_TAGS", "ESCAPE", "INLINE_TAGS", "Inline", "Reference", "plain", "reference_name"]

# As in CommonMark, "\" escapes punctuation only: C:\dir needs no second one.
ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")

INLINE_TAGS: Final = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
])  # fmt: skip
"""The elements of HTML inside a line."""

BLOCK_TAGS: Final = frozenset([
    "address", "article", "aside", "audio", "base", "blockquote", "body", "br", "button",
    "caption", "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "meta", "nav", "ol", "optgroup", "option", "p", "picture", "pre", "script", "section",
    "select", "source", "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
    "thead", "title", "tr", "ul", "video",
])  # fmt: skip
"""The elements of HTML that separate words."""

_MARKS = re.compile(
    rf"(?P<escape>{ESCAPE.pattern})"
    r"|\[\^(?P<note>[^\[\]\s]+)\]"
    r"|(?P<code>`+)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*|[^\s<>@]+@[^\s<>@]+)>"
    r"|<!--"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<values>\s[^<>]*)?/?>"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<bare>https?://[^\s<>\[\]()\\`*]*[^\s<>\[\]()\\`*_~.,;:])"
    r"|(?P<run>\*+|_+|~~+)"
)
_TARGET = re.compile(
    r"\([ ]?(?:<(?P<angle>[^<>]*)>|(?P<target>[^()\s<][^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
    r"|(?:\([^()\s]*\)[^()\s]*)+|))"
    r"(?:[ ](?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\((?P<round>[^()]*)\)))?[ ]?\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,999})\]")
_VALUE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+))"""
_HREF = re.compile(_VALUE.format("href"), re.IGNORECASE)
_SRC = re.compile(_VALUE.format("src"), re.IGNORECASE)
_ALT = re.compile(_VALUE.format("alt"), re.IGNORECASE)
_MOST_OPEN = 50  # brackets or elements inside one another; more are text
_LONGEST_NAME = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """
    A text without its marks, its links, and the places of footnote marks in *text*.

    *titles* are the words that a link or image shows when it is pointed at.
    """

    text: str
    links: tuple[Link, ...]
    note_marks: tuple[tuple[str, int], ...]
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The target of links that are defined on a line of their own, and its title."""

    target: str
    title: str = ""
    line: int = 0


def reference_name(text: str) -> str:
    """The name of a reference as names are compared: without regard to case and white space."""
    return " ".join(text.split()).casefold()


def plain(
    marked: str,
    references: Mapping[str, Reference] | None = None,
    notes: Container[str] | None = None,
    used: set[str] | None = None,
) -> Inline:
    """
    Read the marks of a text.

    Args:
        marked: the text, on one line.
        references: the targets of links by their names.
        notes: the marks that have a footnote; others are text. Without it, all have one.
        used: gets the names of the references that are used.

    >>> plain("across the U.S.[^1] as *[hope](term/hope)*").text
    'across the U.S. as hope'
    """
    if not _MARKS.search(marked):
        return Inline(text=marked.strip(), links=(), note_marks=())
    return _Line(marked, references or {}, notes, used if used is not None else set()).read()


@dataclass(slots=True)
class _Run:
    """A run of `*`, `_` or `~` that may open or close emphasis."""

    sign: str
    part: int
    left: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Open:
    """A bracket or element that is not closed yet."""

    kind: str  # "[", "![" or "a"
    part: int
    runs: int
    end: int
    target: str = ""


@dataclass(slots=True)
class _Line:
    marked: str
    references: Mapping[str, Reference]
    notes: Container[str] | None
    used: set[str]
    parts: list[str | None] = field(default_factory=list)  # None: a space between words
    links: list[Link] = field(default_factory=list)
    marks: list[tuple[str, int]] = field(default_factory=list)  # mark, number of parts before it
    titles: list[str] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    code: dict[int, list[int]] | None = None
    image: int = -1  # the number of parts up to the last image

    def read(self) -> Inline:
        marked, done = self.marked, 0
        last_comment = marked.rfind("-->")
        while found := _MARKS.search(marked, done):
            self.parts.append(marked[done : found.start()])
            done = found.end()
            kind = found.lastgroup
            if kind == "escape" or found["escape"]:
                self.parts.append(found["escape"][1])
            elif kind == "note":
                self._note(found)
            elif kind == "code":
                done = self._code(found)
            elif kind == "open":
                self._open(_Open(found[0], len(self.parts), len(self.runs), done))
                self.parts.append(found[0])
            elif kind == "close":
                done = self._close(done)
            elif kind == "address":
                address = found["address"]
                self.parts.append(address)
                self.links.append(Link(words=address, target=address))
            elif found[0] == "<!--":
                done = self._comment(done, last_comment)
            elif found["tag"]:
                self._tag(found)
            elif kind == "entity":
                self._entity(found[0])
            elif kind == "run":
                self._run(found)
            else:
                self.parts.append(found[0])
        self.parts.append(marked[done:])
        for opened in self.open:
            self._drop(opened)
        self._pair(0)
        return self._joined()

    def _note(self, found: re.Match[str]) -> None:
        if self.notes is None or found["note"] in self.notes:
            self.marks.append((found["note"], len(self.parts)))
        else:
            self.parts.append(found[0])

    def _code(self, found: re.Match[str]) -> int:
        if self.code is None:
            self.code = {}
            for run in re.finditer("`+", self.marked):
                self.code.setdefault(len(run[0]), []).append(run.start())
        ends = self.code.get(len(found[0]), [])
        place = bisect_left(ends, found.end())
        if place == len(ends):
            self.parts.append(found[0])
            return found.end()
        self.parts.append(self.marked[found.end() : ends[place]])
        return ends[place] + len(found[0])

    def _comment(self, done: int, last: int) -> int:
        if last < done:
            self.parts.append("<!--")
            return done
        self.parts.append(None)
        return self.marked.index("-->", done) + 3

    def _entity(self, written: str) -> None:
        meant = html.unescape(written)
        if meant.isspace():
            self.parts.append(None)
        else:
            self.parts.append(meant if meant and meant.isprintable() else written)

    def _tag(self, found: re.Match[str]) -> None:
        tag, values = found["tag"].lower(), found["values"] or ""
        if tag in BLOCK_TAGS:
            self.parts.append(None)
        elif tag not in INLINE_TAGS:
            self.parts.append(found[0])
        elif tag == "img":
            self._image(_value(_ALT, values), _value(_SRC, values))
        elif tag == "a" and not found["end"]:
            target = _value(_HREF, values)
            if target:
                self._open(_Open("a", len(self.parts), len(self.runs), found.end(), target))
        elif tag == "a":
            opened = next((each for each in reversed(self.open) if each.kind == "a"), None)
            if opened is not None:
                del self.open[self.open.index(opened) :]
                words = self._words(opened)
                self.links.append(Link(words=words or opened.target, target=opened.target))

    def _open(self, opened: _Open) -> None:
        if len(self.open) == _MOST_OPEN:
            self._drop(self.open.pop(0))
        self.open.append(opened)

    def _drop(self, opened: _Open) -> None:
        """Keep the target of an element that is never closed."""
        if opened.target:
            self.links.append(Link(words=opened.target, target=opened.target))

    def _image(self, words: str, target: str) -> None:
        if words or target:
            self._separate(len(self.parts))
            self.parts.append(words or target)
            self.image = len(self.parts)
        if target:
            self.links.append(Link(words=words or target, target=target))

    def _separate(self, part: int) -> None:
        """Keep the words of an image apart from those of the image before it."""
        if self.image >= 0 and not any(self.parts[self.image : part]):
            self.parts[self.image - 1 : self.image] = [f"{self.parts[self.image - 1]} "]

    # -- links ----------------------------------------------------------------

    def _close(self, done: int) -> int:
        opened = self.open.pop() if self.open else None
        if opened is None or opened.kind == "a":
            if opened is not None:
                self.open.append(opened)
            self.parts.append("]")
            return done
        target, title, end = self._target(opened, done)
        image = opened.kind == "!["
        blank = not self.marked[opened.end : done - 1].strip()
        if target is None or (blank and not image):
            self.parts.append("]")
            return done
        self.parts[opened.part] = ""
        if image:
            self._separate(opened.part)
        words = self._words(opened)
        if not words and image:
            self.parts += (None, target, None)
            words = target
        if words and (target or not image):
            self.links.append(Link(words=words, target=target))
        if image:
            self.image = len(self.parts)
        if title:
            self.titles.append(title)
        if not image:  # a link is not in a link
            self.open = [each for each in self.open if each.kind != "["]
        return end

    def _target(self, opened: _Open, done: int) -> tuple[str | None, str, int]:
        if direct := _TARGET.match(self.marked, done):
            target = direct["angle"] if direct["angle"] is not None else direct["target"]
            title = direct["double"] or direct["single"] or direct["round"] or ""
            return ESCAPE.sub(r"\1", target), ESCAPE.sub(r"\1", title).strip(), direct.end()
        if not self.references:
            return None, "", done
        name, end = "", done
        if named := _REFERENCE.match(self.marked, done):
            name, end = named[1], named.end()
        if not name.strip() and done - opened.end <= _LONGEST_NAME:
            name = self.marked[opened.end : done - 1]
        name = reference_name(name)
        reference = self.references.get(name)
        if reference is None:
            return None, "", done
        title = "" if name in self.used else reference.title
        self.used.add(name)
        return reference.target, title, end

    def _words(self, opened: _Open) -> str:
        """The words since a bracket or element was opened; their emphasis is closed."""
        self._pair(opened.runs)
        parts = self.parts[opened.part :]
        return " ".join("".join(" " if part is None else part for part in parts).split())

    # -- emphasis -------------------------------------------------------------

    def _run(self, found: re.Match[str]) -> None:
        before = self.marked[found.start() - 1 : found.start()] or " "
        after = self.marked[found.end() : found.end() + 1] or " "
        sign = found[0][0]
        left = not after.isspace() and (after.isalnum() or not before.isalnum())
        right = not before.isspace() and (before.isalnum() or not after.isalnum())
        if sign == "_":  # not inside a word
            left, right = (
                left and (not right or not before.isalnum()),
                right and (not left or not after.isalnum()),
            )
        if sign == "~" and len(found[0]) != 2:
            left = right = False
        self.runs.append(_Run(sign, len(self.parts), len(found[0]), left, right))
        self.parts.append(found[0])

    def _pair(self, first: int) -> None:
        """Take away the marks of emphasis among the runs from *first* on."""
        opened: list[_Run] = []
        counts = {"*": 0, "_": 0, "~": 0}
        for run in self.runs[first:]:
            while run.closes and run.left and counts[run.sign]:
                while opened[-1].sign != run.sign:
                    counts[opened.pop().sign] -= 1
                number = min(run.left, opened[-1].left)
                run.left -= number
                opened[-1].left -= number
                self.parts[opened[-1].part] = opened[-1].sign * opened[-1].left
                if not opened[-1].left:
                    counts[opened.pop().sign] -= 1
            self.parts[run.part] = run.sign * run.left
            if run.opens and run.left:
                opened.append(run)
                counts[run.sign] += 1
        del self.runs[first:]

    def _joined(self) -> Inline:
        words: list[str] = []
        offsets: list[int] = []  # the length of the text before each part
        length, gap, ended = 0, False, True
        for part in self.parts:
            offsets.append(length)
            if part is None:
                gap = True
                continue
            text = part.lstrip() if gap or ended else part
            if gap and text and not ended:
                text = f" {text}"
            if text:
                gap, ended = False, text[-1].isspace()
                words.append(text)
                length += len(text)
        text = "".join(words).rstrip()
        marks = ((mark, min(offsets[part], len(text))) for mark, part in self.marks)
        return Inline(
            text=text,
            links=tuple(self.links),
            note_marks=tuple(marks),
            titles=tuple(self.titles),
        )


def _value(pattern: re.Pattern[str], values: str) -> str:
    found = pattern.search(values)
    return "" if found is None else html.unescape(next(filter(None, found.groups()), "")).strip()
