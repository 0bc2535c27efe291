"""The parts of an OpenDocument text: its XML, its styles, the numbers of its lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from guidegraph.graph.xml_guard import elements
from guidegraph.importers.documents.counting import counted
from guidegraph.importers.documents.laid import Style
from guidegraph.importers.documents.word.styles import level_of
from guidegraph.importers.importer import Document
from guidegraph.importers.spreadsheet import Archive, local
from guidegraph.model.errors import FormatError


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["ListLevel", "ListLooks", "OdtStyles", "attribute", "parts_of", "whole"]

_MOST_ELEMENTS: Final = 2_000_000
_MOST_STYLES: Final = 30  # how many styles may be based on each other
_LEVELS: Final = 10
_ADVICE: Final = "save it again as .odt"
_PARTS: Final = ("content.xml", "styles.xml", "meta.xml")
_LENGTH = re.compile(r"(-?\d{1,5}(?:\.\d{1,6})?)(pt|cm|mm|in)")
_POINTS: Final = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0}
_PLAIN: Final = Style()
_FORMS: Final = ("1", "a", "A", "i", "I")


def parts_of(document: Document) -> list[Element]:
    """
    The XML of an OpenDocument text: one tree if it is flat, else those of its parts that it has.

    Raises:
        FormatError: it is not such a text, has a password, is damaged or too large.
    """
    if document.body[:1] in (b"<", b"\xef", b"\xff", b"\xfe"):
        kept: list[Element] = []
        elements(BytesIO(document.body), document.path, _keep(kept), most=_MOST_ELEMENTS)
        return kept[-1:]
    archive = Archive(
        document.path,
        document.body,
        needs=(),
        suffix=".odt",
        kind="text document",
        macros=True,
    )
    if "META-INF/manifest.xml" in archive:
        archive.read("META-INF/manifest.xml", _no_password(archive))
    if "content.xml" not in archive:
        raise archive.fault(None, "an archive, but not a text document", "save it as .odt")
    found: list[Element] = []
    for part in _PARTS:
        if part in archive:
            kept = []
            archive.read(part, _keep(kept), most=_MOST_ELEMENTS)
            found += kept[-1:]
    if not any(local(each) == "text" for root in found for body in root for each in body):
        raise FormatError(document.path, "content.xml", "not a text document", _ADVICE)
    return found


def _keep(kept: list[Element]) -> Callable[[Element], bool]:
    def each(element: Element) -> bool:
        kept[:] = [element]  # the last one to end is the root
        return local(element) == "binary-data"

    return each


def _no_password(archive: Archive) -> Callable[[Element], bool]:
    def each(element: Element) -> bool:
        if local(element) == "encryption-data":
            raise archive.fault(None, "a text document with a password", "save it without one")
        return True

    return each


def attribute(element: Element, name: str, default: str = "") -> str:
    """The value of an attribute, whatever its namespace."""
    end = f"}}{name}"
    return next((value for key, value in element.attrib.items() if key.endswith(end)), default)


def whole(text: str, default: int) -> int:
    """A whole number of an attribute."""
    return int(text) if re.fullmatch(r"[0-9]{1,7}", text) else default


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLevel:
    """How the entries of one level of a list are marked; *form* is empty if not by numbers."""

    form: str = ""
    bullet: str | None = None
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many levels the number shows
    start: int = 1


_BULLETS: Final = {level: ListLevel(bullet="•") for level in range(1, _LEVELS + 1)}


class OdtStyles:
    """The styles of a text document, those of its lists and of its outline."""

    def __init__(self, roots: list[Element]) -> None:
        self._named: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            for element in root.iter():
                match local(element):
                    case "style":
                        name = attribute(element, "name")
                        self._named[attribute(element, "family"), name] = element
                    case "list-style":
                        self._lists[attribute(element, "name")] = dict(_levels(element))
                    case "outline-style":
                        self.outline = dict(_levels(element))

    def levels(self, list_style: str) -> dict[int, ListLevel]:
        """How entries of a list are marked, by level from 1; by bullets if nothing says."""
        return self._lists.get(list_style) or _BULLETS

    def list_of(self, paragraph_style: str) -> str | None:
        """The list style that a paragraph style has; empty if it has none on purpose."""
        for element in self._chain("paragraph", paragraph_style):
            for key, value in element.attrib.items():
                if key.endswith("}list-style-name"):
                    return value
        return None

    def heading_level(self, paragraph_style: str) -> int | None:
        """
        The level of a heading that a paragraph style means, as those of Word documents that were
        saved again.
        """
        for element in self._chain("paragraph", paragraph_style):
            if said := whole(attribute(element, "default-outline-level"), 0):
                return min(said, _LEVELS)
            name = attribute(element, "display-name") or attribute(element, "name")
            if (level := level_of(name.replace("_20_", " "))) is not None:
                return level
        return None

    def is_hidden(self, family: str, name: str) -> bool:
        """Whether words in a style are not shown."""
        for element in self._chain(family, name):
            for part in element:
                if local(part).endswith("-properties") and (shown := attribute(part, "display")):
                    return shown == "none"
        return False

    def shift(self, name: str) -> int | None:
        """Whether a style of words raises (1), lowers (-1) or puts back (0) them, if it says so."""
        for element in self._chain("text", name):
            for part in element:
                if position := attribute(part, "text-position").split():
                    first = position[0]
                    if first in ("super", "sub"):
                        return 1 if first == "super" else -1
                    return 0 if not first.strip("-0%") else (-1 if first[0] == "-" else 1)
        return None

    def is_title(self, name: str) -> bool:
        """Whether paragraphs of a style are the title of the document."""
        return any(attribute(each, "name") == "Title" for each in self._chain("paragraph", name))

    def style(self, family: str, name: str, over: Style = _PLAIN) -> Style:
        """How words in a style look: what it does not say, as in *over*."""
        changes: dict[str, object] = {}
        for element in reversed(list(self._chain(family, name))):
            for part in element:
                if local(part) in ("text-properties", "paragraph-properties"):
                    changes |= dict(_looks(part))
        if family == "paragraph":
            changes["name"] = self._printed_name(name)
        return replace(over, **changes)  # type: ignore[arg-type]

    def default_language(self) -> str | None:
        """The language of the text if nothing else is said."""
        for element in self._chain("paragraph", "Standard"):
            for part in element:
                if language := attribute(part, "language"):
                    country = attribute(part, "country")
                    known = country not in ("", "none")
                    return (
                        None
                        if language in ("none", "zxx")
                        else (f"{language}-{country}" if known else language)
                    )
        return None

    def _printed_name(self, name: str) -> str:
        for element in self._chain("paragraph", name):
            if re.fullmatch(r"P\d+", attribute(element, "name")) is None:
                return attribute(element, "display-name") or attribute(element, "name")
        return name

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        for _ in range(_MOST_STYLES):
            element = self._named.get((family, name))
            if element is None:
                return
            yield element
            name = attribute(element, "parent-style-name")


def _levels(element: Element) -> Iterator[tuple[int, ListLevel]]:
    for part in element:
        level = whole(attribute(part, "level"), 0)
        if not 0 < level <= _LEVELS:
            continue
        form = attribute(part, "num-format")
        bullet = attribute(part, "bullet-char") or None
        if local(part) == "list-level-style-image":
            bullet = "•"
        if (bullet is not None and not bullet.isprintable()) or "\ue000" <= (
            bullet or ""
        ) <= "\uf8ff":
            bullet = "•"  # a sign of a font of symbols
        yield (
            level,
            ListLevel(
                form=form if form in _FORMS else ("1" if form else ""),
                bullet=bullet,
                prefix=attribute(part, "num-prefix"),
                suffix=attribute(part, "num-suffix"),
                shown=whole(attribute(part, "display-levels"), 1),
                start=whole(attribute(part, "start-value"), 1),
            ),
        )


def _looks(properties: Element) -> Iterator[tuple[str, object]]:
    for key, value in properties.attrib.items():
        match key.rpartition("}")[2]:
            case "font-weight":
                yield "bold", value == "bold" or value in ("600", "700", "800", "900")
            case "font-style":
                yield "italic", value == "italic"
            case "font-size" if found := _LENGTH.fullmatch(value):
                yield "size", float(found[1]) * _POINTS[found[2]]
            case "font-name":
                yield "font", value
            case "color":
                yield "colour", value
            case "text-underline-style":
                yield "underlined", value != "none"
            case "text-transform":
                yield "capitals", value == "uppercase"
            case "text-align":
                yield "centred", value == "center"
            case "margin-left" if found := _LENGTH.fullmatch(value):
                yield "indent", float(found[1]) * _POINTS[found[2]]


@dataclass(slots=True)
class ListLooks:
    """The numbers that a list has come to, by level from 1."""

    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, forms: dict[int, ListLevel], start: int | None = None) -> str | None:
        """The mark of the next entry at a level; nothing if it is printed without one."""
        form = forms.get(level, ListLevel())
        for deeper in [each for each in self.numbers if each > level]:
            del self.numbers[deeper]
        before = self.numbers.get(level, form.start - 1)
        self.numbers[level] = start if start is not None else before + 1
        if form.bullet is not None:
            return form.bullet
        if not form.form:
            return f"{form.prefix}{form.suffix}".strip() or None
        shown = range(max(level - form.shown + 1, 1), level + 1)
        parts = [
            counted(self.numbers.get(each, forms[each].start), forms[each].form)
            for each in shown
            if each in forms and forms[each].form
        ]
        return f"{form.prefix}{'.'.join(parts)}{form.suffix}".strip()
