"""The words of a paragraph of a Word document: runs, fields, links, notes, comments and boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.laid import Style, Words
from guidegraph.importers.documents.raised import with_raised
from guidegraph.importers.documents.word.maths import formula
from guidegraph.importers.documents.word.numbering import printed_number
from guidegraph.importers.documents.word.package import Package, value
from guidegraph.importers.documents.word.styles import ParagraphFormat, RunLook, WordStyles
from guidegraph.importers.documents.word.symbols import UNKNOWN, in_font, symbol
from guidegraph.importers.importer import Tracked
from guidegraph.model.edition import Link


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["RunLine", "RunReader", "chosen", "in_state", "properties_of"]

_MOST_FIELDS: Final = 100
_ADDRESS = re.compile(r'^\s*HYPERLINK\s+"([^"\\]+)"', re.IGNORECASE)
_SPACES: Final = frozenset(["tab", "br", "cr", "ptab"])
_PICTURES: Final = frozenset(["drawing", "pict", "object"])
_INSERTED: Final = frozenset(["ins", "moveTo"])
_DELETED: Final = frozenset(["del", "moveFrom"])
_NOTES: Final = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def in_state(element: Element, tracked: Tracked) -> bool:
    """Whether an element is in the document once its changes are accepted or rejected."""
    if element.tag in _INSERTED:
        return tracked is Tracked.ACCEPT
    return element.tag not in _DELETED or tracked is Tracked.REJECT


def properties_of(element: Element, name: str, tracked: Tracked) -> Element | None:
    """The properties of a paragraph or run (`pPr`, `rPr`) in one state of the document."""
    found = element.find(name)
    if found is not None and tracked is Tracked.REJECT:
        before = found.find(f"{name}Change/{name}")
        return found if before is None else before
    return found


def chosen(alternatives: Element) -> Element | None:
    """The one of several ways to write the same that is read (`mc:AlternateContent`)."""
    first = alternatives.find("Choice")
    return alternatives.find("Fallback") if first is None else first


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    result: bool = False

    @property
    def name(self) -> str:
        return "".join(self.instruction).strip().partition(" ")[0].upper()

    @property
    def address(self) -> str | None:
        found = _ADDRESS.match("".join(self.instruction))
        return found[1] if found else None


@dataclass(slots=True)
class RunLine:
    """The words of a paragraph as they are read, with all that is in them."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    about: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    contents: bool = False
    looks: Counter[RunLook] = field(default_factory=Counter)
    raised: list[tuple[int, int, bool]] = field(default_factory=list)

    def add(self, text: str, look: RunLook, address: str | None) -> str:
        """Add words with single spaces; what was added."""
        text = re.sub(r"\s+", " ", text.replace("\xad", ""))
        if text.startswith(" ") and (not self.length or self.parts[-1].endswith(" ")):
            text = text[1:]
        if not text:
            return ""
        start, self.length = self.length, self.length + len(text)
        self.parts.append(text)
        self.looks[look] += len(text.replace(" ", ""))
        if look.shift:
            begin, up = start, look.shift > 0
            if self.raised and self.raised[-1][1:] == (begin, up):
                begin = self.raised.pop()[0]
            self.raised.append((begin, self.length, up))
        if address is not None:
            if self.links and self.links[-1][1:] == (start, address):
                start = self.links.pop()[0]
            self.links.append((start, self.length, address))
        return text

    def words(self) -> Words:
        """The words, without a space at the end."""
        text, moved = with_raised("".join(self.parts), self.raised)
        text = text.rstrip()
        links = (
            Link(words=words, target=address)
            for start, end, address in self.links
            if (words := text[moved(start) : moved(end)].strip())
        )
        notes = ((mark, min(moved(at), len(text))) for mark, at in self.notes)
        return Words(text=text, links=tuple(links), notes=tuple(notes))

    def commented(self) -> dict[str, str]:
        """The words that each comment is about, by its id."""
        text, moved = with_raised("".join(self.parts), self.raised)
        return {
            id_: " ".join("".join(text[moved(begin) : moved(end)] for begin, end in spans).split())
            for id_, spans in self.about.items()
        }

    def style(self, paragraph: ParagraphFormat) -> Style:
        """How most of the words look."""
        counted = +self.looks
        look = max(counted, key=counted.__getitem__) if counted else paragraph.look
        looks = list(counted) or [paragraph.look]
        return Style(
            font=look.font,
            size=look.size,
            bold=all(each.bold for each in looks),
            italic=all(each.italic for each in looks),
            underlined=all(each.underlined for each in looks),
            capitals=all(each.capitals for each in looks) or "".join(self.parts).isupper(),
            centred=paragraph.centred,
            colour=look.colour,
            indent=paragraph.indent or 0.0,
            name=paragraph.name,
        )


class RunReader:
    """
    What reads runs; fields and commented words may go on from one paragraph to the next.

    *used* are the notes that words refer to, each with its mark; *unknown* the fonts of the signs
    that are not known, one for each sign.
    """

    def __init__(self, package: Package, styles: WordStyles, tracked: Tracked) -> None:
        self._package = package
        self._styles = styles
        self._tracked = tracked
        self._fields: list[_Field] = []
        self._open: dict[str, RunLine | None] = {}
        self._commented: set[str] = set()
        self.used: dict[tuple[str, str], str] = {}
        self._note_counts: Counter[str] = Counter()
        self.unknown: list[str] = []
        settings = package.named("settings")
        self._note_forms = {
            "footnotes": value(settings, "footnotePr/numFmt") or "decimal",
            "endnotes": value(settings, "endnotePr/numFmt") or "lowerRoman",
        }

    def read(self, paragraph: Element, look: RunLook, line: RunLine) -> None:
        """Add the words of a paragraph to a line."""
        self._walk(paragraph, look, line, None)

    def leave_contents(self) -> None:
        """End a contents field that was not ended: a heading is not in one."""
        self._fields = [each for each in self._fields if each.name != "TOC"]

    def _walk(self, parent: Element, look: RunLook, line: RunLine, address: str | None) -> None:
        for child in parent:
            match child.tag:
                case "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr":
                    continue
                case "r":
                    self._run(child, look, line, address)
                case "hyperlink":
                    found = self._package.address(child.get("r:id", ""))
                    self._walk(child, look, line, found or address)
                case "commentRangeStart":
                    self._open.setdefault(child.get("id", ""), None)
                case "commentRangeEnd":
                    self._open.pop(child.get("id", ""), None)
                case "AlternateContent":
                    if (choice := chosen(child)) is not None:
                        self._walk(choice, look, line, address)
                case tag if tag in _PICTURES:
                    line.boxes.extend(_boxes(child))
                case "oMath":
                    written = formula(child, lambda each: in_state(each, self._tracked))
                    self._text(written, replace(look, shift=0), line, address)
                case _ if in_state(child, self._tracked):
                    self._walk(child, look, line, address)

    def _run(self, run: Element, look: RunLook, line: RunLine, address: str | None) -> None:
        look = self._styles.run(look, properties_of(run, "rPr", self._tracked))
        own_mark = False
        for child in run:
            match child.tag:
                case "t" | "delText":
                    text = in_font(child.text or "", look.font)
                    if own_mark and text.strip():
                        line.notes[-1] = (text.strip(), line.notes[-1][1])
                        self.used[next(reversed(self.used))] = text.strip()
                        own_mark = False
                    else:
                        self._text(text, look, line, address)
                case "noBreakHyphen":
                    self._text("-", look, line, address)
                case "sym":
                    sign = symbol(child)
                    self.unknown += [child.get("font", "")] if sign == UNKNOWN else []
                    self._text(sign, look, line, address)
                case "fldChar":
                    self._field(child.get("fldCharType", ""))
                case "instrText":
                    if self._fields and not self._fields[-1].result:
                        self._fields[-1].instruction.append(child.text or "")
                case "footnoteReference" | "endnoteReference":
                    mark = self._note(_NOTES[child.tag], child.get("id", ""))
                    line.notes.append((mark, line.length))
                    own_mark = child.get("customMarkFollows") in ("1", "true", "on")
                case "commentReference":
                    id_ = child.get("id", "")
                    if id_ not in self._commented:
                        self._commented.add(id_)
                        line.about[id_] = []
                case "AlternateContent" | "ruby":
                    inner = chosen(child) if child.tag == "AlternateContent" else child
                    for part in inner if inner is not None else ():
                        if part.tag in _PICTURES:
                            line.boxes.extend(_boxes(part))
                        else:
                            self._walk(part, look, line, address)
                case tag if tag in _PICTURES:
                    line.boxes.extend(_boxes(child))
                case tag if tag in _SPACES:
                    self._text(" ", look, line, address)

    def _text(self, text: str, look: RunLook, line: RunLine, address: str | None) -> None:
        if self._fields:
            if not all(each.result for each in self._fields):
                return
            given = (each.address for each in reversed(self._fields))
            address = address or next(filter(None, given), None)
            if text.strip() and any(each.name == "TOC" for each in self._fields):
                line.contents = True
        if look.hidden:
            line.hidden.append(text)
            return
        added = line.add(text, look, address)
        if not added.strip():
            return
        for id_, first in self._open.items():
            begins = first is None and id_ not in self._commented
            if begins:
                self._commented.add(id_)
                self._open[id_] = line
            if begins or first is line:
                line.about.setdefault(id_, []).append((line.length - len(added), line.length))

    def _field(self, kind: str) -> None:
        if kind == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, kind: str, id_: str) -> str:
        if (kind, id_) not in self.used:
            self._note_counts[kind] += 1
            self.used[(kind, id_)] = printed_number(self._note_counts[kind], self._note_forms[kind])
        return self.used[(kind, id_)]


def _boxes(picture: Element) -> Iterator[Element]:
    """The text boxes of a drawing, in order, not those inside one."""
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.tag == "txbxContent":
            yield element
        elif element.tag == "AlternateContent":
            choice = chosen(element)
            waiting.extend([] if choice is None else [choice])
        else:
            waiting.extend(reversed(element))
